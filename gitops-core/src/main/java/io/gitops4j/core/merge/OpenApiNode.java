package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One schema object of an OpenAPI document or a CRD, and where it is.
 *
 * @param definition the definition it belongs to
 * @param place its path within the definition, empty at the root
 * @param open whether what is above it lets undeclared fields be
 */
record OpenApiNode(MapValue content, String definition, String place, boolean open) {
  private static final List<String> TYPES =
      List.of("array", "object", "string", "integer", "number", "boolean");

  static OpenApiNode root(String definition, MapValue content) {
    return new OpenApiNode(content, definition, "", false);
  }

  boolean isRoot() {
    return place.isEmpty();
  }

  OpenApiNode opened() {
    return new OpenApiNode(content, definition, place, true);
  }

  boolean isSet(String extension) {
    return content.at(extension).flatMap(Value::asBoolean).orElse(false);
  }

  boolean keepsUnknown() {
    return open || isSet("x-kubernetes-preserve-unknown-fields");
  }

  boolean isIntOrString() {
    return isSet("x-kubernetes-int-or-string")
        || content.textAt("format").filter("int-or-string"::equals).isPresent();
  }

  boolean isEmbedded() {
    return isSet("x-kubernetes-embedded-resource");
  }

  /** Empty if no type is given. */
  String type() {
    return text("type", TYPES).orElse("");
  }

  String format() {
    return content.textAt("format").orElse("");
  }

  /**
   * The name of the definition that is referred to. OpenAPI v3 wraps a reference that has siblings,
   * such as a default, into an {@code allOf} of one.
   */
  Optional<String> reference() {
    Optional<Value> direct = content.get("$ref");
    List<Value> all = content.itemsAt("allOf");
    if (direct.isEmpty() && all.size() == 1) {
      direct = all.get(0).at("$ref");
    }
    return direct.map(
        ref -> {
          String text = ref.asText().orElse("");
          int slash = text.lastIndexOf('/');
          if (!text.startsWith("#/") || slash == text.length() - 1) {
            throw problem(
                "a reference must lead to a definition of the document, was '" + text + "'");
          }
          return text.substring(slash + 1).replace("~1", "/").replace("~0", "~");
        });
  }

  /** The text of a key that may have these values only. */
  Optional<String> text(String key, List<String> allowed) {
    Optional<Value> value = content.get(key);
    Optional<String> text = value.flatMap(Value::asText);
    if (value.isPresent() && text.filter(allowed::contains).isEmpty()) {
      String found = text.map(word -> "'" + word + "'").orElse("no text");
      throw problem("%s must be %s, was %s".formatted(key, String.join(" or ", allowed), found));
    }
    return text;
  }

  Map<String, Value> properties() {
    return map("properties").entries();
  }

  private MapValue map(String key) {
    Optional<Value> value = content.get(key);
    if (value.isPresent() && !(value.get() instanceof MapValue)) {
      throw problem(key + " must be a map");
    }
    return content.mapAt(key);
  }

  OpenApiNode property(String name, Value value) {
    return below("." + name, value);
  }

  OpenApiNode items() {
    Value items = content.get("items").orElse(ListValue.EMPTY);
    if (!(items instanceof MapValue)) {
      throw problem("a list must say what its items are");
    }
    return below("[]", items);
  }

  OpenApiNode additional(MapValue schema) {
    return below(".*", schema);
  }

  private OpenApiNode below(String step, Value value) {
    if (value instanceof MapValue map) {
      return new OpenApiNode(map, definition, place + step, keepsUnknown());
    }
    throw new SchemaException(definition, place + step + " must be a map", null);
  }

  SchemaException problem(String text) {
    return new SchemaException(definition, place.isEmpty() ? text : place + ": " + text, null);
  }
}
