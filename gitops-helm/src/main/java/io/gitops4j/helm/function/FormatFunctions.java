package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.LIST;
import static io.gitops4j.helm.template.GoType.MAP;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.format.FormatException;
import io.gitops4j.helm.format.JsonReader;
import io.gitops4j.helm.format.JsonWriter;
import io.gitops4j.helm.format.TomlReader;
import io.gitops4j.helm.format.TomlWriter;
import io.gitops4j.helm.format.YamlReader;
import io.gitops4j.helm.format.YamlWriter;
import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Meter;
import io.gitops4j.helm.template.Signature;
import org.jspecify.annotations.Nullable;

/** Functions that write and read YAML, JSON and TOML. */
final class FormatFunctions {
  /** Writes a value. */
  private interface Writer {
    String write(@Nullable Object value, Meter meter);
  }

  /** Reads a text. */
  private interface Reader {
    @Nullable Object read(String text, Meter meter);
  }

  private FormatFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    Writer yaml = (value, meter) -> withoutLineFeed(YamlWriter.compact(value, meter));
    Writer pretty = (value, meter) -> withoutLineFeed(YamlWriter.pretty(value, meter));
    addWriter(table, "toYaml", yaml);
    addLenient(table, "toYamlPretty", pretty);
    addWriter(table, "toJson", JsonWriter::compact);
    addWriter(table, "toPrettyJson", JsonWriter::pretty);
    add(table, "toRawJson", JsonWriter::raw);
    add(table, "mustToRawJson", JsonWriter::raw);
    table.add("toToml", Signature.of(ANY), FormatFunctions::toml);
    Reader fromYaml = YamlReader::read;
    Reader fromJson = (text, meter) -> JsonReader.read(text, meter).value();
    table.add("fromYaml", Signature.of(STRING), call -> map(call, fromYaml, YAML));
    table.add("fromYamlArray", Signature.of(STRING), call -> list(call, fromYaml, YAML));
    table.add("fromJson", Signature.of(STRING), FormatFunctions::fromJson);
    table.add("fromJsonArray", Signature.of(STRING), call -> list(call, fromJson, ""));
    table.add("mustFromJson", Signature.of(STRING), FormatFunctions::mustFromJson);
    table.add("fromToml", Signature.of(STRING), FormatFunctions::fromToml);
  }

  private static final String YAML = "error unmarshaling JSON: while decoding JSON: ";

  private static String withoutLineFeed(String text) {
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }

  /** A function that prints nothing if it fails, and its twin that fails. */
  private static void addWriter(FunctionTable.Builder table, String name, Writer writer) {
    addLenient(table, name, writer);
    add(table, ListFunctions.must(name), writer);
  }

  private static void addLenient(FunctionTable.Builder table, String name, Writer writer) {
    table.add(
        name,
        Signature.of(ANY),
        call -> {
          try {
            return writer.write(call.get(0), call.meter());
          } catch (FormatException e) {
            return "";
          }
        });
  }

  private static void add(FunctionTable.Builder table, String name, Writer writer) {
    table.add(
        name,
        Signature.of(ANY),
        call -> {
          try {
            return writer.write(call.get(0), call.meter());
          } catch (FormatException e) {
            throw new FunctionException(e.text(), e);
          }
        });
  }

  private static String toml(Call call) {
    if (call.get(0) == null) {
      throw new FunctionException("reflect: call of reflect.Value.Type on zero Value");
    }
    try {
      return TomlWriter.write(call.get(0), call.meter());
    } catch (FormatException e) {
      return e.text();
    }
  }

  private static GoMap map(Call call, Reader reader, String prefix) {
    try {
      Object value = reader.read(call.string(0), call.meter());
      if (value == null) {
        return new GoMap();
      }
      return value instanceof GoMap map ? map : failed(prefix + unfit(value, MAP));
    } catch (FormatException e) {
      return failed(e.text());
    }
  }

  private static GoMap fromJson(Call call) {
    try {
      JsonReader.Result result = JsonReader.read(call.string(0), call.meter());
      if (result.value() == null) {
        return GoMap.nil(MAP);
      }
      if (!(result.value() instanceof GoMap map)) {
        return failed(unfit(result.value(), MAP));
      }
      if (result.tooLarge() != null) {
        map.put("Error", result.tooLarge());
      }
      return map;
    } catch (FormatException e) {
      return failed(e.text());
    }
  }

  private static @Nullable Object mustFromJson(Call call) {
    try {
      JsonReader.Result result = JsonReader.read(call.string(0), call.meter());
      if (result.tooLarge() != null) {
        throw new FunctionException(result.tooLarge());
      }
      return result.value();
    } catch (FormatException e) {
      throw new FunctionException(e.text(), e);
    }
  }

  private static GoList list(Call call, Reader reader, String prefix) {
    try {
      Object value = reader.read(call.string(0), call.meter());
      if (value == null) {
        return prefix.isEmpty() ? GoList.nil(LIST) : GoList.of();
      }
      return value instanceof GoList list ? list : GoList.of(prefix + unfit(value, LIST));
    } catch (FormatException e) {
      return GoList.of(e.text());
    }
  }

  private static GoMap fromToml(Call call) {
    try {
      return TomlReader.read(call.string(0), call.meter());
    } catch (FormatException e) {
      return failed(e.text());
    }
  }

  private static GoMap failed(String error) {
    GoMap map = new GoMap();
    map.put("Error", error);
    return map;
  }

  private static String unfit(Object value, GoType type) {
    String got = "number";
    if (value instanceof GoMap) {
      got = "object";
    } else if (value instanceof GoList) {
      got = "array";
    } else if (value instanceof String) {
      got = "string";
    } else if (value instanceof Boolean) {
      got = "bool";
    }
    return "json: cannot unmarshal %s into Go value of type %s".formatted(got, type);
  }
}
