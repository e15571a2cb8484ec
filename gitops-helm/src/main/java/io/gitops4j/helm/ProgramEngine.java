package io.gitops4j.helm;

import io.gitops4j.core.render.RenderException;
import io.gitops4j.helm.HelmSettings.SetOption;
import io.gitops4j.helm.chart.Chart;
import io.gitops4j.helm.chart.ChartFile;
import io.gitops4j.helm.chart.SetText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The program {@code helm}, once for each rendering: in a folder of its own, with an environment
 * that names nothing else, so that it finds no configuration, no cluster and no cache of a user.
 */
final class ProgramEngine implements HelmEngine {
  private static final Pattern NEXT = Pattern.compile("(?m)^---\\n# Source: ");
  private static final String DEBUG_HINT = "Use --debug flag to render out invalid YAML";

  private final Path program;

  ProgramEngine(Path program) {
    this.program = program;
  }

  @Override
  public Rendition render(Job job) throws Refused {
    try (TemporaryFolder folder = TemporaryFolder.create("gitops4j-helm")) {
      layOut(job, folder.path());
      ProgramRun run = new ProgramRun(line(job), folder.path());
      ProgramRun.Answer answer = run.answer(job.budget());
      if (answer.exitCode() != 0) {
        throw new Refused(reason(answer.errors()));
      }
      return new Rendition(documents(answer.output()), List.of());
    } catch (IOException e) {
      throw new RenderException(
          "cannot run the program '%s': %s".formatted(program, e.getMessage()), e);
    }
  }

  private static void layOut(Job job, Path folder) throws IOException {
    Chart chart = job.written();
    Path target = Files.createDirectories(folder.resolve("chart"));
    write(chart.sources(), target);
    for (Chart child : chart.subcharts()) {
      // Those that lie in the chart's own folder are among its sources.
      write(child.sources(), target.resolve("charts").resolve(child.name()));
    }
    int number = 0;
    for (byte[] values : job.given().files().values()) {
      Files.write(folder.resolve(number++ + ".yaml"), values);
    }
    if (!job.given().inline().isEmpty()) {
      Files.writeString(folder.resolve(number + ".yaml"), job.given().inline());
    }
  }

  private static void write(List<ChartFile> files, Path folder) throws IOException {
    for (ChartFile file : files) {
      Path target = folder.resolve(file.name()).normalize();
      Path parent = target.getParent();
      if (!target.startsWith(folder) || parent == null) {
        throw new IOException("'" + file.name() + "' leads out of the chart");
      }
      Files.createDirectories(parent);
      Files.write(target, file.content());
    }
  }

  private List<String> line(Job job) {
    Target target = job.target();
    List<String> line = new ArrayList<>();
    line.add(program.toString());
    line.addAll(List.of("template", target.release(), "./chart", "--include-crds"));
    line.addAll(List.of("--namespace", target.namespace()));
    line.addAll(List.of("--kube-version", target.kubeVersion()));
    // Checked before: the program would load what a schema refers to from anywhere.
    line.add("--skip-schema-validation");
    target.apiVersions().forEach(version -> line.addAll(List.of("--api-versions", version)));
    int files = job.given().files().size() + (job.given().inline().isEmpty() ? 0 : 1);
    for (int number = 0; number < files; number++) {
      line.addAll(List.of("--values", number + ".yaml"));
    }
    for (SetOption set : job.given().sets()) {
      // What comes from files counts after all other texts, as these do in the order given.
      SetText.Kind kind = set.kind() == SetText.Kind.FILE ? SetText.Kind.STRING : set.kind();
      line.addAll(List.of(kind.option(), set.text()));
    }
    return line;
  }

  private static List<Document> documents(String output) {
    List<Document> documents = new ArrayList<>();
    for (String document : NEXT.splitAsStream(output).toList()) {
      int end = document.indexOf('\n');
      if (end > 0) {
        documents.add(new Document(document.substring(0, end), document.substring(end + 1)));
      }
    }
    return documents;
  }

  private static String reason(String errors) {
    int start = errors.lastIndexOf("\nError: ");
    String reason = start < 0 ? errors : errors.substring(start + 1);
    return reason.replaceFirst("^Error: ", "").replace(DEBUG_HINT, "").strip();
  }

  @Override
  public String toString() {
    return program.toString();
  }
}
