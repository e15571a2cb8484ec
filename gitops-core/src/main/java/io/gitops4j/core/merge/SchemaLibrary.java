package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.Schema.ListKey;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Schemas out of a text; a type is read when it is first used. Thread-safe. */
final class SchemaLibrary {
  private static final Pattern KEYED_LIST = Pattern.compile("list\\[([^]]+)] (.+)");

  private final SchemaText text;
  private final Reading reading;
  private final Map<String, Schema> types = new ConcurrentHashMap<>();

  SchemaLibrary(SchemaText text, Reading reading) {
    this.text = text;
    this.reading = reading;
  }

  /**
   * How to take what the text does not say.
   *
   * @param open whether undeclared fields are allowed
   * @param textQuantities whether quantities must be spelled as texts
   */
  record Reading(boolean open, boolean textQuantities) {}

  Optional<Schema> of(GroupVersionKind kind) {
    return Optional.ofNullable(text.kinds().get(kind)).map(this::type);
  }

  Set<GroupVersionKind> kinds() {
    return Set.copyOf(text.kinds().keySet());
  }

  /**
   * A type by its name in the text.
   *
   * @throws IllegalArgumentException if there is none
   */
  Schema type(String name) {
    Schema known = types.get(name);
    if (known != null) {
      return known;
    }
    Map<String, String> fields = text.types().get(name);
    if (fields == null) {
      throw new IllegalArgumentException("there is no type '" + name + "'");
    }
    Map<String, Schema> schemas = new HashMap<>();
    fields.forEach((field, type) -> schemas.put(field, read(type)));
    @Nullable Schema others = reading.open() ? Schema.deduced() : null;
    boolean atomic = text.atomic().contains(name);
    Schema read = Schema.map(new MapShape(atomic, Map.copyOf(schemas), others));
    types.put(name, read);
    return read;
  }

  private Schema read(String type) {
    Matcher keyed = KEYED_LIST.matcher(type);
    if (keyed.matches()) {
      return Schema.keyedList(read(keyed.group(2)), keys(keyed.group(1)));
    }
    if (type.startsWith("set of ")) {
      return Schema.setOf(read(type.substring("set of ".length())));
    }
    if (type.startsWith("list ")) {
      return Schema.atomicList(read(type.substring("list ".length())));
    }
    if (type.startsWith("map of ")) {
      return Schema.mapOf(read(type.substring("map of ".length())));
    }
    if (type.endsWith(" atomic")) {
      return read(type.substring(0, type.length() - " atomic".length())).asAtomic();
    }
    if (type.endsWith(" granular")) {
      return read(type.substring(0, type.length() - " granular".length())).asGranular();
    }
    return switch (type) {
      case "text", "integer", "number", "boolean", "any" -> scalar(type);
      case "int-or-string", "time", "micro-time", "duration", "bytes" -> scalar(type);
      case "quantity" -> quantity();
      case "map" -> Schema.mapOf(Schema.text());
      case "set" -> Schema.setOf(Schema.text());
      case "atomic" -> Schema.atomic();
      case "deduced" -> Schema.deduced();
      default -> Schema.lazily(() -> type(type));
    };
  }

  private Schema quantity() {
    return reading.textQuantities()
        ? Schema.spelledAsText(ScalarKind.QUANTITY)
        : Schema.scalar(ScalarKind.QUANTITY);
  }

  private static Schema scalar(String type) {
    return Schema.scalar(ScalarKind.valueOf(type.toUpperCase(Locale.ROOT).replace('-', '_')));
  }

  private static ListKey[] keys(String text) {
    return Stream.of(text.split(",", -1))
        .map(key -> key.split("=", 2))
        .map(
            parts ->
                parts.length == 1 ? ListKey.of(parts[0]) : ListKey.of(parts[0], fallback(parts[1])))
        .toArray(ListKey[]::new);
  }

  private static Scalar fallback(String text) {
    return text.equals("0") ? Scalar.of(0L) : Scalar.of(text);
  }
}
