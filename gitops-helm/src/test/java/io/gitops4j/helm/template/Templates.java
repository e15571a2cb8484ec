package io.gitops4j.helm.template;

import static io.gitops4j.helm.template.GoType.ANY;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Renders single templates with the values in the resources, and a few functions. */
final class Templates {
  private static final GoType VALUES = GoType.named("common.Values", GoType.MAP);

  private Templates() {}

  static String render(String template, GoMap data) {
    return render(template, data, Meter.Limits.DEFAULT);
  }

  static String render(String template, GoMap data, Meter.Limits limits) {
    TemplateParser parser = new TemplateParser(functions(), 1 << 20);
    ParsedFile file = parser.parse("gotpl", template);
    return new TemplateEvaluation(parser, TemplateSet.of(List.of(file)), surroundings(limits))
        .execute("gotpl", data);
  }

  static Surroundings surroundings(Meter.Limits limits) {
    return new Surroundings(
        new Meter(limits, System::nanoTime),
        Clock.systemUTC(),
        new Random(1),
        name -> {},
        lookup -> new GoMap());
  }

  static GoMap data() throws IOException {
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
      return GoList.of(list.stream().map(Templates::decimals).toArray());
    }
    return value instanceof Number number ? (Object) number.doubleValue() : value;
  }

  static FunctionTable functions() {
    return FunctionTable.builder()
        .addAll(Builtins.table())
        .add("list", Signature.variadic(ANY), call -> GoList.copyOf(call.args()))
        .add("dict", Signature.variadic(ANY), Templates::dict)
        .add("int64", Signature.of(ANY), Templates::int64)
        .add("splitList", Signature.of(GoType.STRING, GoType.STRING), Templates::split)
        .add("trunc", Signature.of(GoType.INT, GoType.STRING), call -> call.string(1))
        .add("fail", Signature.of(GoType.STRING), Templates::fail)
        .add("include", Signature.of(GoType.STRING, ANY), Templates::include)
        .add("tpl", Signature.of(GoType.STRING, ANY), Templates::tpl)
        .build();
  }

  private static Object int64(Call call) {
    if (call.get(0) instanceof Long number) {
      return GoNumber.int64(number);
    }
    throw new FunctionException("no integer");
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
    for (int i = 0; i < call.size(); i += 2) {
      map.put(String.valueOf(call.get(i)), i + 1 < call.size() ? call.get(i + 1) : "");
    }
    return map;
  }

  private static Object split(Call call) {
    return GoList.strings(List.of(call.string(1).split(Pattern.quote(call.string(0)))));
  }
}
