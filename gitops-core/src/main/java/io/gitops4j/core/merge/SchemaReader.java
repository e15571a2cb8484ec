package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.Schema.ListKey;
import io.gitops4j.core.merge.Schema.StructBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the project's own text form of schemas, which {@code kubernetes.schema} explains. */
final class SchemaReader {
  private static final Pattern KEYED_LIST = Pattern.compile("list\\[([^]]+)] (.+)");

  private final Map<String, Schema> types = new HashMap<>();
  private final Map<GroupVersionKind, Schema> kinds = new HashMap<>();
  private final List<String> referred = new ArrayList<>();
  private List<GroupVersionKind> current = List.of();
  private String name = "";
  private @Nullable StructBuilder struct;

  private SchemaReader() {}

  /**
   * Reads.
   *
   * @throws IllegalArgumentException naming the line that is wrong
   */
  static Map<GroupVersionKind, Schema> read(List<String> lines) {
    SchemaReader reader = new SchemaReader();
    for (int i = 0; i < lines.size(); i++) {
      try {
        reader.readLine(lines.get(i));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line %d: %s".formatted(i + 1, e.getMessage()), e);
      }
    }
    return reader.finish();
  }

  private Map<GroupVersionKind, Schema> finish() {
    endStruct();
    for (String type : referred) {
      type(type);
    }
    return Map.copyOf(kinds);
  }

  private void readLine(String line) {
    if (line.isBlank() || line.startsWith("#")) {
      return;
    }
    if (line.startsWith("  ")) {
      readField(line.strip());
    } else {
      startStruct(List.of(line.split(" ", -1)));
    }
  }

  private void startStruct(List<String> words) {
    endStruct();
    boolean isKind = words.get(0).equals("kind") && words.size() > 2;
    if (!isKind && !(words.get(0).equals("type") && words.size() == 2)) {
      throw new IllegalArgumentException(
          "expected 'type NAME' or 'kind NAME VERSION', was '" + String.join(" ", words) + "'");
    }
    name = words.get(1);
    struct = Schema.struct().others(Schema.deduced());
    current =
        words.subList(2, words.size()).stream()
            .map(version -> GroupVersionKind.of(version, name))
            .toList();
    if (isKind) {
      struct
          .field("apiVersion", Schema.text())
          .field("kind", Schema.text())
          .field("metadata", parse("ObjectMeta"));
    }
  }

  private void endStruct() {
    if (struct != null) {
      Schema schema = struct.build();
      if (current.isEmpty() && types.put(name, schema) != null) {
        throw new IllegalArgumentException("type '" + name + "' is there twice");
      }
      current.forEach(kind -> kinds.put(kind, schema));
    }
  }

  private void readField(String line) {
    int colon = line.indexOf(": ");
    if (colon < 0 || struct == null) {
      throw new IllegalArgumentException(
          "expected 'FIELD: TYPE' below a type or kind, was '" + line + "'");
    }
    Schema schema = parse(line.substring(colon + 2));
    for (String field : line.substring(0, colon).split(", ", -1)) {
      struct.field(field, schema);
    }
  }

  private Schema parse(String type) {
    Matcher keyed = KEYED_LIST.matcher(type);
    if (keyed.matches()) {
      return Schema.keyedList(parse(keyed.group(2)), keys(keyed.group(1)));
    }
    if (type.startsWith("list ")) {
      return Schema.atomicList(parse(type.substring("list ".length())));
    }
    if (type.endsWith(" atomic")) {
      return parse(type.substring(0, type.length() - " atomic".length())).asAtomic();
    }
    if (type.startsWith("map of ")) {
      return Schema.mapOf(parse(type.substring("map of ".length())));
    }
    return switch (type) {
      case "text", "integer", "number", "boolean", "any" -> scalar(type);
      case "quantity", "int-or-string", "time", "micro-time", "duration", "bytes" -> scalar(type);
      case "map" -> Schema.mapOf(Schema.text());
      case "set" -> Schema.setOf(Schema.text());
      case "atomic" -> Schema.atomic();
      case "deduced" -> Schema.deduced();
      default -> reference(type);
    };
  }

  private static Schema scalar(String type) {
    return Schema.scalar(ScalarKind.valueOf(type.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  private static ListKey[] keys(String text) {
    return Stream.of(text.split(",", -1))
        .map(key -> key.split("=", 2))
        .map(
            parts ->
                parts.length == 1
                    ? ListKey.of(parts[0])
                    : ListKey.of(parts[0], Scalar.of(parts[1])))
        .toArray(ListKey[]::new);
  }

  private Schema reference(String type) {
    referred.add(type);
    return Schema.lazily(() -> type(type));
  }

  private Schema type(String type) {
    Schema schema = types.get(type);
    if (schema == null) {
      throw new IllegalArgumentException("there is no type '" + type + "'");
    }
    return schema;
  }
}
