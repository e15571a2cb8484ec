package io.gitops4j.testkit.engine;

import static io.gitops4j.core.application.ApplicationSource.git;
import static io.gitops4j.testkit.engine.World.SETTINGS;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.history.StateException;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.reconcile.Condition;
import io.gitops4j.testkit.GitOpsAssertions;
import io.gitops4j.testkit.cluster.Verb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is named, nothing is applied, and what was known stays. */
class BadInputTest {
  private final World world = World.create();

  @AfterEach
  void close() {
    world.close();
  }

  private void assertRefused(ManagedApplication app, Condition.Type type, String... words) {
    ApplicationStatus status = app.refresh();

    assertThat(status.sync().status()).isEqualTo(SyncStatus.UNKNOWN);
    assertThat(status.conditions())
        .singleElement()
        .satisfies(
            condition -> {
              assertThat(condition.type()).isEqualTo(type);
              assertThat(condition.message()).contains(words);
            });
    assertThatThrownBy(app::sync)
        .isInstanceOf(GitOpsException.class)
        .hasMessageContaining(words[0]);
    assertThat(world.cluster.calls().count(Verb.APPLY)).isZero();
    assertThat(world.cluster.calls().count(Verb.DELETE)).isZero();
  }

  private ManagedApplication following(ApplicationSource source) {
    return world.gitops.manage(
        Application.named("lost").source(source).destination("aliyun", "guestbook").build());
  }

  @Test
  void anUnknownRevisionNamesTheNearest() {
    world.push("a.yaml", settings("settings", "v1"));

    assertRefused(
        following(git(World.URL).branch("mastre").path("app")),
        Condition.Type.SOURCE_ERROR,
        "mastre",
        "'master'");
  }

  @Test
  void anUnknownRepositoryIsNamed() {
    assertRefused(
        following(git("https://git.example/nowhere.git").branch("master")),
        Condition.Type.SOURCE_ERROR,
        "https://git.example/nowhere.git");
  }

  @Test
  void aMissingPathNamesWhatIsThere() {
    world.push("a.yaml", settings("settings", "v1"));

    ManagedApplication app = following(git(World.URL).branch("master").path("apps"));

    ApplicationStatus status = app.refresh();
    assertThat(status.conditions())
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("'apps'", "app"));
    assertThat(status.sync().status()).isEqualTo(SyncStatus.UNKNOWN);
    assertThatThrownBy(app::sync).isInstanceOf(GitOpsException.class);
  }

  static Stream<Arguments> brokenFiles() {
    return Stream.of(
        Arguments.of("kind: [not", List.of("a.yaml:1")),
        Arguments.of("just: data\n", List.of("a.yaml:1", "apiVersion", "withExcluded")),
        Arguments.of("apiVersion: v1\njust: data\n", List.of("a.yaml", "kind")),
        Arguments.of("apiVersion: v1\nkind: ConfigMap\n", List.of("a.yaml", "metadata.name")),
        Arguments.of(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\nkind: Secret\n",
            List.of("a.yaml", "kind", "2", "4")),
        Arguments.of(
            settings("x", "one") + "---\n" + settings("x", "two"),
            List.of("a.yaml:1", "a.yaml:8", "ConfigMap")));
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void aBrokenFileIsNamedWithItsLine(String content, List<String> words) {
    world.push("a.yaml", content, "b.yaml", settings("settings", "v1"));

    assertRefused(world.manage(), Condition.Type.RENDER_ERROR, words.toArray(String[]::new));
  }

  @Test
  void equalDuplicatesAreOneObject() {
    world.push("a.yaml", settings("settings", "v1"), "b.yaml", settings("settings", "v1"));

    assertThat(world.manage().sync().isSuccess()).isTrue();
  }

  @Test
  void aKindThatTheClusterDoesNotServeBlocksThePlanAndIsNamed() {
    world.push(
        "a.yaml",
        settings("settings", "v1"),
        "w.yaml",
        "apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n");
    ManagedApplication app = world.manage();

    var result = app.sync();

    assertThat(result.isSuccess()).isFalse();
    assertThat(result.message()).contains("nothing was applied", "Widget");
    GitOpsAssertions.assertThat(world.cluster).doesNotContain(SETTINGS);
  }

  @Test
  void whatTheServerRefusesIsNamedAndDoesNotPassAsSuccess() {
    world.push(
        "a.yaml",
        World.frontend("0.1").replace("matchLabels: {app: guestbook}", "matchLabels: {app: x}"));
    ManagedApplication app = world.manage();

    var result = app.sync();

    assertThat(result.isSuccess()).isFalse();
    assertThat(result.message()).contains("frontend", "selector");
    assertThat(app.history()).isEmpty();
  }

  @Test
  void aBrokenCommitLeavesWhatIsDeployedAlone() {
    world.push("a.yaml", settings("settings", "v1"));
    ManagedApplication app = world.manage();
    app.sync();
    ApplicationStatus before = app.refresh();
    world.push("a.yaml", "kind: [not");

    ApplicationStatus after = app.refresh();

    assertThat(after.sync().status()).isEqualTo(SyncStatus.UNKNOWN);
    assertThat(after.sync().live()).isEqualTo(before.sync().live());
    assertThat(after.resources()).isEqualTo(before.resources());
    assertThat(after.deployed()).isEqualTo(before.deployed());
    GitOpsAssertions.assertThat(world.cluster).hasField(SETTINGS, "v1", "data", "value");
  }

  @Test
  void aCorruptStateIsKeptAsideAndReported(@TempDir Path folder) throws IOException {
    world.push("a.yaml", settings("settings", "v1"));
    try (StateStore store = StateStore.directory(folder);
        GitOps engine = world.engine(builder -> builder.stateStore(store))) {
      engine.manage(World.application(SyncPolicy.manual())).sync();
    }
    byte[] damaged = damageStates(folder);

    try (StateStore store = StateStore.directory(folder);
        GitOps engine = world.engine(builder -> builder.stateStore(store))) {
      ManagedApplication app = engine.manage(World.application(SyncPolicy.automated()));
      ApplicationStatus status = app.refresh();

      assertThat(status.conditions())
          .singleElement()
          .satisfies(
              it -> {
                assertThat(it.type()).isEqualTo(Condition.Type.STATE_ERROR);
                assertThat(it.message()).contains("guestbook");
              });
      assertThatExceptionOfType(StateException.class).isThrownBy(app::sync);
      assertThat(app.refresh().conditions()).hasSize(1);
      engine.start();
      world.pass(java.time.Duration.ofMinutes(10));

      assertThat(kept(folder)).hasBinaryContent(damaged);
      Files.delete(kept(folder));
      assertThat(app.sync().isSuccess()).as("a person chose to begin anew").isTrue();
    }
  }

  private static Path kept(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().contains(".corrupt-")).findFirst().orElseThrow();
    }
  }

  private static byte[] damageStates(Path folder) throws IOException {
    byte[] damaged = "{\"half a fi".getBytes(StandardCharsets.UTF_8);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.getFileName().toString().contains("guestbook"))
              .toList()) {
        Files.write(file, damaged);
      }
    }
    return damaged;
  }

  @Test
  void anUnreachableClusterIsAConditionAndGoesAway() {
    world.push("a.yaml", settings("settings", "v1"));
    ManagedApplication app = world.manage();
    app.sync();
    app.refresh();
    world.cluster.disconnect();

    ApplicationStatus down = app.refresh();
    world.cluster.reconnect();

    assertThat(down.conditions())
        .extracting(Condition::type)
        .containsExactly(Condition.Type.CLUSTER_ERROR);
    assertThat(down.resources()).hasSize(1);
    assertThat(app.refresh().conditions()).isEmpty();
    assertThat(app.status().sync().status()).isEqualTo(SyncStatus.SYNCED);
  }

  @Test
  void aBranchThatIsMissingIsToldForTheApplicationThatFollowsIt() {
    try (World other = World.create()) {
      ManagedApplication lost = other.manage();
      other.repository().commit("elsewhere").file("a.yaml", "").push();

      assertThatThrownBy(lost::sync)
          .isInstanceOf(io.gitops4j.core.source.SourceException.class)
          .hasMessageStartingWith("'guestbook': ")
          .hasMessageContaining("master");
      assertThat(lost.refresh().toString()).contains("SOURCE_ERROR: 'guestbook': ");
    }
  }

  @Test
  void aFolderThatIsMissingIsToldForTheApplicationAndTheCommitOnce() {
    try (World other = World.create()) {
      ManagedApplication lost = other.manage();
      var revision = other.repository().commit("master").file("a.yaml", "").push();

      assertThatThrownBy(lost::sync)
          .hasMessageContaining("'guestbook'")
          .satisfies(
              e ->
                  assertThat(String.valueOf(e.getMessage()).split(revision.abbreviated(), -1))
                      .hasSize(2));
    }
  }
}
