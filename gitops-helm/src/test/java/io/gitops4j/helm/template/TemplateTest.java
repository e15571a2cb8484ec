package io.gitops4j.helm.template;

import static io.gitops4j.helm.template.GoType.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The language of templates prints, and fails with, what Helm does. What is expected was recorded
 * from the real program by {@code gitops-helm/src/test/record-templates}.
 */
class TemplateTest {
  private static final GoType VALUES = GoType.named("common.Values", GoType.MAP);

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
      return new TemplateCases.Case(template, render(template, data()), false);
    } catch (TemplateException e) {
      return new TemplateCases.Case(template, e.text(), true);
    }
  }

  private static String render(String template, GoMap data) {
    TemplateParser parser = new TemplateParser(functions(), 1 << 20);
    ParsedFile file = parser.parse("gotpl", template);
    Surroundings surroundings =
        new Surroundings(
            new Meter(Meter.Limits.DEFAULT, System::nanoTime),
            Clock.systemUTC(),
            new Random(1),
            name -> {},
            lookup -> new GoMap());
    return new TemplateEvaluation(parser, TemplateSet.of(List.of(file)), surroundings)
        .execute("gotpl", data);
  }

  private static GoMap data() throws IOException {
    Object values =
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(TemplateCases.folder().resolve("values.yaml")));
    GoMap data = new GoMap(VALUES);
    data.put("Values", ((GoMap) decimals(values)).as(VALUES));
    return data;
  }

  /** Numbers in files of values are floating point for templates. */
  private static Object decimals(Object value) {
    if (value instanceof Map<?, ?> map) {
      GoMap copy = new GoMap();
      map.forEach((key, entry) -> copy.put(String.valueOf(key), decimals(entry)));
      return copy;
    } else if (value instanceof List<?> list) {
      return GoList.of(list.stream().map(TemplateTest::decimals).toArray());
    }
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  private static FunctionTable functions() {
    return FunctionTable.builder()
        .addAll(Builtins.table())
        .add("list", Signature.variadic(ANY), call -> GoList.copyOf(call.args()))
        .add("dict", Signature.variadic(ANY), TemplateTest::dict)
        .add("int64", Signature.of(ANY), call -> GoNumber.int64((Long) call.get(0)))
        .add("splitList", Signature.of(GoType.STRING, GoType.STRING), TemplateTest::split)
        .add("trunc", Signature.of(GoType.INT, GoType.STRING), call -> call.string(1))
        .add("fail", Signature.of(GoType.STRING), TemplateTest::fail)
        .add("include", Signature.of(GoType.STRING, ANY), TemplateTest::include)
        .add("tpl", Signature.of(GoType.STRING, ANY), TemplateTest::tpl)
        .build();
  }

  private static Object fail(Call call) {
    throw new FunctionException(call.string(0));
  }

  private static Object include(Call call) {
    return call.evaluation().include(call.string(0), call.get(1));
  }

  private static Object tpl(Call call) {
    return call.evaluation().tpl(call.string(0), call.get(1));
  }

  private static Object dict(Call call) {
    GoMap map = new GoMap();
    for (int i = 0; i + 1 < call.size(); i += 2) {
      map.put(String.valueOf(call.get(i)), call.get(i + 1));
    }
    return map;
  }

  private static Object split(Call call) {
    return GoList.strings(
        List.of(call.string(1).split(java.util.regex.Pattern.quote(call.string(0)))));
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
