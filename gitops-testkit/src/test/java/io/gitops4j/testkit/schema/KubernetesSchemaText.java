package io.gitops4j.testkit.schema;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes what a server's {@code /openapi/v2} says of the kinds of Kubernetes in the project's own
 * text form of schemas. Reads the document by itself, so that it is a second opinion to what the
 * engine reads.
 */
final class KubernetesSchemaText {
  private static final String HEADER =
      """
      # What server-side apply must know of the kinds of Kubernetes %s, generated from its /openapi/v2:
      # CONTRIBUTING.md tells how. What is newer stands in kubernetes-current.schema, written by hand.
      #
      #   type NAME [atomic]        a struct; its fields follow, indented; atomic: owned as a whole wherever it is
      #   kind NAME VERSION...      an object, which has apiVersion, kind and metadata besides the fields that follow;
      #                             the kind is the last part of the name
      #   FIELD[, FIELD...]: TYPE
      #
      #   text integer number boolean       scalars of one sort
      #   any                               any scalar
      #   quantity int-or-string            scalars of any sort with a meaning of their own
      #   time micro-time duration bytes    texts with a meaning of their own
      #   map                       text by key, owned entry by entry; map of TYPE: other values
      #   set                       texts, owned one by one; set of TYPE: other values
      #   list TYPE                 owned as a whole
      #   list[KEY,...] TYPE        owned item by item, told apart by the keys; KEY=TEXT is a key with a default, KEY=0 the number
      #   NAME                      a struct, owned field by field
      #   TYPE atomic               the same, owned as a whole; TYPE granular: not, although the type is atomic else
      #   atomic                    anything, owned as a whole
      """;

  private static final List<String> PREFIXES =
      List.of(
          "io.k8s.api.",
          "io.k8s.apimachinery.pkg.apis.",
          "io.k8s.apimachinery.pkg.",
          "io.k8s.apiextensions-apiserver.pkg.apis.",
          "io.k8s.kube-aggregator.pkg.apis.");

  private static final String TCP = "protocol=TCP";
  private static final Set<String> IDENTITY = Set.of("apiVersion", "kind", "metadata");

  private final MapValue definitions;
  private final Deque<String> wanted = new ArrayDeque<>();

  private KubernetesSchemaText(MapValue definitions) {
    this.definitions = definitions;
  }

  static String of(MapValue document) {
    KubernetesSchemaText text = new KubernetesSchemaText(document.mapAt("definitions"));
    String version = document.textAt("info", "version").orElse("").replaceFirst("^v", "");
    return HEADER.formatted(version) + text.types();
  }

  private String types() {
    TreeMap<String, String> types = new TreeMap<>();
    TreeSet<String> seen = new TreeSet<>();
    definitions.keys().stream().filter(name -> isKind(name)).forEach(wanted::add);
    while (!wanted.isEmpty()) {
      String name = wanted.pop();
      if (seen.add(name)) {
        types.put(shortName(name), type(name));
      }
    }
    return String.join("", types.values());
  }

  private boolean isKind(String name) {
    Value definition = definitions.get(name).orElseThrow();
    return PREFIXES.stream().anyMatch(name::startsWith)
        && definition
            .textAt("properties", "metadata", "$ref")
            .filter(meta -> meta.endsWith(".ObjectMeta"))
            .isPresent()
        && !versions(name).isEmpty();
  }

  private List<String> versions(String name) {
    return definitions.get(name).orElseThrow().itemsAt("x-kubernetes-group-version-kind").stream()
        .map(kind -> apiVersion(kind.textAt("group").orElse(""), kind.textAt("version").orElse("")))
        .toList();
  }

  private static String apiVersion(String group, String version) {
    return group.isEmpty() ? version : group + "/" + version;
  }

  private String type(String name) {
    Map<String, List<String>> byType = new LinkedHashMap<>();
    boolean kind = isKind(name);
    definitions
        .mapAt(name, "properties")
        .entries()
        .forEach(
            (field, schema) -> {
              if (!kind || !IDENTITY.contains(field)) {
                byType.computeIfAbsent(text(schema), t -> new ArrayList<>()).add(field);
              }
            });
    String head =
        kind
            ? "kind %s %s".formatted(shortName(name), String.join(" ", versions(name)))
            : "type "
                + shortName(name)
                + (isAtomic(definitions.get(name).orElseThrow()) ? " atomic" : "");
    return byType.entrySet().stream()
        .map(entry -> "  %s: %s\n".formatted(String.join(", ", entry.getValue()), entry.getKey()))
        .collect(Collectors.joining("", "\n" + head + "\n", ""));
  }

  private String text(Value schema) {
    Optional<String> reference = schema.textAt("$ref");
    if (reference.isPresent()) {
      String atomic = isAtomic(schema) ? " atomic" : "";
      return referred(reference.get().substring("#/definitions/".length())) + atomic;
    }
    return switch (schema.textAt("type").orElse("")) {
      case "array" -> list(schema);
      case "object" ->
          schema.mapAt("properties").isEmpty()
              ? map(schema) + (isAtomic(schema) ? " atomic" : "")
              : fail("a struct without a name", schema);
      case "string" -> string(schema);
      case "integer" -> "integer";
      case "number" -> "number";
      case "boolean" -> "boolean";
      default -> "atomic";
    };
  }

  private String referred(String name) {
    Value definition = definitions.get(name).orElseThrow(() -> new AssertionError(name));
    if (name.endsWith(".Quantity")) {
      return "quantity";
    }
    if (name.endsWith(".MicroTime")) {
      return "micro-time";
    }
    boolean struct = !definition.mapAt("properties").isEmpty();
    if (!struct) {
      return definition.textAt("type").orElse("").equals("object") ? "atomic" : text(definition);
    }
    wanted.add(name);
    return shortName(name);
  }

  private static String string(Value schema) {
    return switch (schema.textAt("format").orElse("")) {
      case "byte" -> "bytes";
      case "date-time" -> "time";
      case "int-or-string" -> "int-or-string";
      default -> "text";
    };
  }

  private String map(Value schema) {
    Optional<Value> values = schema.at("additionalProperties");
    String type = values.map(this::text).orElse("atomic");
    return type.equals("text") ? "map" : "map of " + type;
  }

  private String list(Value schema) {
    String items = text(schema.at("items").orElseThrow());
    String strategy = schema.textAt("x-kubernetes-patch-strategy").orElse("");
    Optional<String> mergeKey = schema.textAt("x-kubernetes-patch-merge-key");
    String fallback = !strategy.contains("merge") ? "atomic" : mergeKey.isPresent() ? "map" : "set";
    return switch (schema.textAt("x-kubernetes-list-type").orElse(fallback)) {
      case "map" -> "list[%s] %s".formatted(keys(schema, mergeKey), items);
      case "set" -> items.equals("text") ? "set" : "set of " + items;
      default -> "list " + items;
    };
  }

  private String keys(Value schema, Optional<String> mergeKey) {
    List<String> names =
        schema.itemsAt("x-kubernetes-list-map-keys").stream()
            .flatMap(key -> key.asText().stream())
            .toList();
    String of = schema.textAt("items", "$ref").orElse("").replaceFirst("^#/definitions/", "");
    return (names.isEmpty() ? List.of(mergeKey.orElseThrow()) : names)
        .stream().map(key -> key(key, of)).collect(Collectors.joining(","));
  }

  /** The document tells no defaults, which the server has for containers and required fields. */
  private String key(String key, String of) {
    if (key.equals("protocol") && of.endsWith("ContainerPort")) {
      return TCP;
    }
    MapValue type = definitions.mapAt(of);
    boolean isRequired = type.itemsAt("required").contains(Scalar.of(key));
    boolean isText = type.textAt("properties", key, "type").filter("string"::equals).isPresent();
    return isRequired ? key + (isText ? "=" : "=0") : key;
  }

  private static boolean isAtomic(Value schema) {
    return schema.textAt("x-kubernetes-map-type").filter("atomic"::equals).isPresent();
  }

  private static String shortName(String name) {
    return PREFIXES.stream()
        .filter(name::startsWith)
        .findFirst()
        .map(prefix -> name.substring(prefix.length()))
        .orElse(name);
  }

  private static String fail(String what, Value schema) {
    throw new AssertionError(what + " can't be written: " + schema);
  }
}
