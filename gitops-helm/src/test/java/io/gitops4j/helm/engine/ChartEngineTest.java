package io.gitops4j.helm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.helm.engine.HelmProgram.Answer;
import io.gitops4j.helm.engine.RenderedDocument.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Small charts give what Helm makes of them. What is expected was recorded from the real program by
 * {@code gitops-helm/src/test/record-templates}.
 */
class ChartEngineTest {
  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> rendersAsHelmDoes() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path chart : ChartCases.all()) {
      tests.add(DynamicTest.dynamicTest(chart.getFileName().toString(), () -> check(chart)));
    }
    return tests.stream();
  }

  private void check(Path chart) throws IOException {
    Path unpacked = ChartCases.unpack(chart, folder.resolve(chart.getFileName().toString()));
    Answer answer = OurEngine.render(unpacked, List.of());
    String text = answer.succeeded() ? answer.text() : "Error: " + answer.text() + "\n";

    assertThat(text).isEqualTo(Files.readString(ChartCases.expected(chart)));
  }

  @Test
  void tellsWhereInTheOutputOfATemplateADocumentStands() throws IOException {
    RenderedRelease release = render("x.yaml", "\n\na: 1\n---\n\n# c\nb: 2\n");

    assertThat(release.documents())
        .containsExactly(
            new RenderedDocument("c/templates/x.yaml", "a: 1", 3, Role.MANIFEST),
            new RenderedDocument("c/templates/x.yaml", "# c\nb: 2", 6, Role.MANIFEST));
  }

  @Test
  void saysThatAHookOfAnUnknownKindIsLeftOut() throws IOException {
    RenderedRelease release =
        render("x.yaml", "metadata: {annotations: {helm.sh/hook: crd-install}}\n");

    assertThat(release.documents()).isEmpty();
    assertThat(release.warnings())
        .containsExactly("c/templates/x.yaml: left out for its unknown hook 'crd-install'");
  }

  @Test
  void valuesChangedByATemplateAreGoneTheNextTime() throws IOException {
    String template = "a: {{ .Values.m.k }}{{ $_ := set .Values.m \"k\" 2 }}\n";
    Path chart = write("x.yaml", template);
    Files.writeString(chart.resolve("values.yaml"), "m: {k: 1}\n");

    RenderedRelease first = OurEngine.release(OurEngine.chart(chart), Map.of());
    RenderedRelease second = OurEngine.release(OurEngine.chart(chart), Map.of());

    assertThat(second).isEqualTo(first);
  }

  private RenderedRelease render(String name, String template) throws IOException {
    return OurEngine.release(OurEngine.chart(write(name, template)), Map.of());
  }

  private Path write(String name, String template) throws IOException {
    Path chart = folder.resolve("c");
    Path templates = Files.createDirectories(chart.resolve("templates"));
    Files.writeString(templates.resolve(name), template);
    Files.writeString(
        templates.resolveSibling("Chart.yaml"), "apiVersion: v2\nname: c\nversion: 0.1.0\n");
    return chart;
  }

  /** Writes what the real program says beside the charts. */
  @Test
  @EnabledIfSystemProperty(named = "gitops4j.helm.record", matches = "true")
  void record() throws IOException {
    HelmProgram helm =
        new HelmProgram(Path.of(System.getProperty("gitops4j.helm")), folder.resolve("kept"));
    for (Path chart : ChartCases.all()) {
      Path unpacked = ChartCases.unpack(chart, folder.resolve(chart.getFileName().toString()));
      String text = helm.render(unpacked, List.of(), 1).text();
      Files.writeString(ChartCases.expected(chart), said(text));
    }
  }

  private static String said(String text) {
    return text.replaceAll("(?m)^level=.*\n", "").replaceFirst("\n\nUse --debug flag .*\n$", "\n");
  }
}
