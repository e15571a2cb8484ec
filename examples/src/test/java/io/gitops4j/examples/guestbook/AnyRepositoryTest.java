package io.gitops4j.examples.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.source.Revision;
import io.gitops4j.testkit.git.CommitDraft;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example on a repository of the reader's: one with plain manifests and a chart. */
class AnyRepositoryTest {
  private @TempDir Path folder;
  private String address = "";
  private Revision first = new Revision("0".repeat(40));
  private Revision second = first;

  @BeforeEach
  void publish() {
    try (InMemoryGit git = new InMemoryGit()) {
      InMemoryRepository repository = git.repository("https://git.example/shop.git");
      first = chart(repository.commit("main").file("plain/shop.yaml", deployment("1"))).push();
      second = repository.commit("main").file("plain/shop.yaml", deployment("2")).push();
      repository.defaultBranch("main").annotatedTag("v1", first, "The first").tag("v2", second);
      repository.exportTo(folder.resolve("shop.git"));
    }
    address = folder.resolve("shop.git").toUri().toString().replaceFirst("^file:/+", "file:///");
  }

  private static CommitDraft chart(CommitDraft draft) {
    return draft
        .file("chart/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n")
        .file("chart/values.yaml", "colour: blue\nsize: small\n")
        .file("chart/values-green.yaml", "colour: green\n")
        .file("chart/values-large.yaml", "size: large\n")
        .file(
            "chart/templates/settings.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: {{ .Release.Name }}-settings
            data:
              colour: {{ .Values.colour }}
              size: {{ .Values.size }}
            """);
  }

  private static String deployment(String tag) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
        spec:
          selector:
            matchLabels: {app: shop}
          template:
            metadata:
              labels: {app: shop}
            spec:
              containers:
                - name: shop
                  image: shop:%s
        """
        .formatted(tag);
  }

  @Test
  void deploysPlainManifests() {
    Run run = Run.of("--repository", address, "--path", "plain");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.chapter("refresh").block("application "))
        .startsWith("application OutOfSync Missing", "Git %s HEAD".formatted(second.abbreviated()));
    assertThat(run.chapter("diff").text()).containsPattern("\\+ +- image: shop:2");
    assertThat(run.chapter("sync").block("application "))
        .startsWith("application Synced Healthy")
        .contains("Deployment default/shop Synced Healthy rev:1");
    assertThat(run.chapter("history").block("history of application").get(2))
        .startsWith("1 " + second.abbreviated())
        .contains("manual sync you current");
  }

  @Test
  void takesFilesOfValuesInOrder() {
    Run run =
        Run.of(
            "--repository",
            address,
            "--path",
            "chart/",
            "--values",
            "values-green.yaml",
            "--values",
            "values-large.yaml");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.chapter("diff").text()).contains("+  colour: green", "+  size: large");
    assertThat(run.chapter("sync").block("application "))
        .contains("ConfigMap default/application-settings Synced");
  }

  @Test
  void takesAFolderOfThisMachine() {
    Run run = Run.of("--repository", folder.resolve("shop.git").toString(), "--path", "chart");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.chapter("diff").text()).contains("+  colour: blue");
  }

  @Test
  void goesBackToATag() {
    assertDeploysTheFirst(Run.of("--repository", address, "--path", "plain", "--revision", "v1"));
  }

  @Test
  void takesTheBeginningOfAHash() {
    String hash = first.sha().substring(0, 8);

    assertDeploysTheFirst(Run.of("--repository", address, "--path", "plain", "--revision", hash));
    assertDeploysTheFirst(
        Run.of("--repository", address, "--path", "plain", "--revision", first.sha()));
  }

  private void assertDeploysTheFirst(Run run) {
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.chapter("diff").text()).containsPattern("\\+ +- image: shop:1");
    assertThat(run.chapter("sync").block("application ").get(2))
        .startsWith("live " + first.abbreviated());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "--path plain",
        "--repository",
        "--repository /x --revision",
        "--repository /x --colour blue",
        "--repository ftp://git.example/x",
        "--repository /x --path ../y"
      })
  void refusesWhatItDoesNotUnderstand(String line) {
    Run run = Run.of(line.split(" "));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("guestbook: ").contains("usage: guestbook [--repository URL");
  }

  @Test
  void saysWhichRepositoryDoesNotAnswer() {
    String nowhere = folder.resolve("nowhere.git").toString();

    Run run = Run.of("--repository", nowhere, "--path", "plain");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("guestbook: cannot ").contains("'" + nowhere + "'");
  }

  @Test
  void saysWhichRevisionsThereAre() {
    Run run = Run.of("--repository", address, "--path", "plain", "--revision", "mian");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("guestbook: repository '%s' has no branch 'mian'".formatted(address))
        .contains("nearest are branch 'main'");
  }

  @Test
  void saysThatNoCommitHasThatHash() {
    Run run = Run.of("--repository", address, "--path", "plain", "--revision", "00000000");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("'%s'".formatted(address), "00000000");
  }

  @Test
  void saysWhatLiesBesideAMissingPath() {
    Run run = Run.of("--repository", address, "--path", "plian");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("no folder 'plian'", "chart/, plain/");
  }

  @Test
  void saysWhichFilesOfValuesThereAre() {
    Run run = Run.of("--repository", address, "--path", "chart", "--values", "values-gren.yaml");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("'chart/values-gren.yaml'", "values-green.yaml");
  }

  /** In a JVM of its own: only then the folder for temporary files is its alone. */
  @Test
  void leavesNoFilesBehind(@TempDir Path temporary) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add(GuestbookExample.class.getName());
    command.addAll(List.of("--repository", address, "--path", "chart"));
    File log = folder.resolve("log.txt").toFile();

    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
    boolean ended = process.waitFor(2, TimeUnit.MINUTES);
    process.destroyForcibly();

    assertThat(ended).isTrue();
    String told = Files.readString(log.toPath(), StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(told).isZero();
    assertThat(told).contains("colour: blue");
    assertThat(contentOf(temporary)).isEmpty();
  }

  private static List<String> contentOf(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.map(each -> each.getFileName().toString()).toList();
    }
  }
}
