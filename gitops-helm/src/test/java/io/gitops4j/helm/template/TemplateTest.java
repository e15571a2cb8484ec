package io.gitops4j.helm.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The language of templates prints, and fails with, what Helm does. What is expected was recorded
 * from the real program by {@code gitops-helm/src/test/record-templates}.
 */
class TemplateTest {
  @TestFactory
  Stream<DynamicContainer> printsWhatHelmPrints() throws IOException {
    List<DynamicContainer> files = new ArrayList<>();
    for (Path file : TemplateCases.files()) {
      Stream<DynamicTest> tests =
          TemplateCases.read(file).stream()
              .map(each -> DynamicTest.dynamicTest("> " + each, () -> check(each)));
      files.add(DynamicContainer.dynamicContainer(file.getFileName().toString(), tests));
    }
    return files.stream();
  }

  private static void check(TemplateCases.Case each) throws IOException {
    TemplateCases.Case answer = answer(each.template());

    assertThat(GoStrings.readable(answer.expected())).isEqualTo(each.expected());
    assertThat(answer.fails()).isEqualTo(each.fails());
  }

  static TemplateCases.Case answer(String template) throws IOException {
    try {
      return new TemplateCases.Case(template, Templates.render(template, Templates.data()), false);
    } catch (TemplateException e) {
      return new TemplateCases.Case(template, e.text(), true);
    }
  }

  /** Writes what the real program answers into the files. */
  @Test
  @EnabledIfSystemProperty(named = "gitops4j.helm.record", matches = "true")
  void record(@TempDir Path folder) throws Exception {
    String values = Files.readString(TemplateCases.folder().resolve("values.yaml"));
    RealHelm helm = RealHelm.withValues(folder, values);
    for (Path file : TemplateCases.files()) {
      List<TemplateCases.Case> answers = new ArrayList<>();
      for (TemplateCases.Case each : TemplateCases.read(file)) {
        answers.add(helm.answer(each.template()));
      }
      TemplateCases.write(file, answers);
    }
  }
}
