package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Schema.ListKey;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes schemas of the schema objects of OpenAPI, as an API server does for its merges. */
final class OpenApiTypes {
  private static final String OBJECT_META = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";
  private static final String CONTAINER_PORT = "io.k8s.api.core.v1.ContainerPort";
  private static final String SERVICE_PORT = "io.k8s.api.core.v1.ServicePort";

  private final References references;
  private final ServerProfile profile;

  OpenApiTypes(References references, ServerProfile profile) {
    this.references = references;
    this.profile = profile;
  }

  /** What a document says elsewhere. */
  interface References {
    /** The type of a definition, which need not be read yet. */
    Schema schema(String definition, OpenApiNode from);

    /** The content of a definition, empty if there is none. */
    Optional<MapValue> content(String definition);
  }

  Schema read(OpenApiNode node) {
    Optional<String> reference = node.reference();
    if (reference.isPresent()) {
      Schema target = references.schema(reference.get(), node);
      return mapType(node)
          .map(type -> type.equals("atomic") ? target.asAtomic() : target.asGranular())
          .orElse(target);
    }
    if (node.isRoot() && node.definition().endsWith(".api.resource.Quantity")) {
      return profile.has(Deviation.QUANTITIES_ARE_TEXTS)
          ? Schema.spelledAsText(ScalarKind.QUANTITY)
          : Schema.scalar(ScalarKind.QUANTITY);
    }
    if (node.isIntOrString()) {
      return Schema.scalar(ScalarKind.INT_OR_STRING);
    }
    return switch (node.type()) {
      case "array" -> list(node);
      case "object" -> map(node);
      case "string" -> Schema.scalar(textKind(node));
      case "integer" -> Schema.scalar(ScalarKind.INTEGER);
      case "number" -> Schema.number();
      case "boolean" -> Schema.bool();
      default -> node.properties().isEmpty() ? undescribed(node.open()) : map(node);
    };
  }

  private static ScalarKind textKind(OpenApiNode node) {
    if (node.isRoot() && node.definition().endsWith(".meta.v1.MicroTime")) {
      return ScalarKind.MICRO_TIME;
    }
    if (node.isRoot() && node.definition().endsWith(".meta.v1.Duration")) {
      return ScalarKind.DURATION;
    }
    return switch (node.format()) {
      case "date-time" -> ScalarKind.TIME;
      case "byte" -> ScalarKind.BYTES;
      case "duration" -> ScalarKind.DURATION;
      default -> ScalarKind.TEXT;
    };
  }

  private Schema undescribed(boolean open) {
    return profile.has(Deviation.UNDESCRIBED_IS_ATOMIC) && !open
        ? Schema.atomic()
        : Schema.deduced();
  }

  private Schema map(OpenApiNode node) {
    Map<String, Schema> fields = new LinkedHashMap<>();
    if (node.isEmbedded()) {
      addIdentity(fields, node);
    }
    node.properties()
        .forEach((name, value) -> fields.putIfAbsent(name, read(node.property(name, value))));
    boolean free = fields.isEmpty() && node.content().get("additionalProperties").isEmpty();
    if (free && node.isRoot() && profile.has(Deviation.UNDESCRIBED_IS_ATOMIC)) {
      return Schema.atomic();
    }
    Schema others = free ? undescribed(node.open()) : others(node);
    return Schema.map(new MapShape(isAtomicMap(node), Map.copyOf(fields), others));
  }

  private @Nullable Schema others(OpenApiNode node) {
    Value additional = node.content().get("additionalProperties").orElse(Scalar.NULL);
    if (additional instanceof MapValue schema && !schema.isEmpty()) {
      return read(node.additional(schema));
    }
    boolean allowed = additional.asBoolean().orElse(additional instanceof MapValue);
    if (allowed) {
      return undescribed(node.open());
    }
    return node.keepsUnknown() ? Schema.deduced() : null;
  }

  /** What an object within an object has besides what is said of it. */
  void addIdentity(Map<String, Schema> fields, OpenApiNode node) {
    fields.put("apiVersion", Schema.text());
    fields.put("kind", Schema.text());
    fields.put("metadata", references.schema(OBJECT_META, node));
  }

  private static boolean isAtomicMap(OpenApiNode node) {
    return mapType(node).filter("atomic"::equals).isPresent();
  }

  private static Optional<String> mapType(OpenApiNode node) {
    return node.text("x-kubernetes-map-type", List.of("atomic", "granular"));
  }

  private Schema list(OpenApiNode node) {
    OpenApiNode items = node.items();
    Schema type = read(items);
    return switch (listType(node)) {
      case "map" -> Schema.keyedList(type, keys(node, items));
      case "set" -> Schema.setOf(type);
      default -> Schema.atomicList(type);
    };
  }

  /** Types that are older than list types have the strategy of the older patches instead. */
  private static String listType(OpenApiNode node) {
    return node.text("x-kubernetes-list-type", List.of("atomic", "set", "map"))
        .orElseGet(
            () -> {
              String strategy = node.content().textAt("x-kubernetes-patch-strategy").orElse("");
              if (!List.of(strategy.split(",", -1)).contains("merge")) {
                return "atomic";
              }
              return node.content().get("x-kubernetes-patch-merge-key").isPresent() ? "map" : "set";
            });
  }

  private ListKey[] keys(OpenApiNode node, OpenApiNode items) {
    List<String> names =
        node.content().get("x-kubernetes-list-map-keys").isPresent()
            ? node.content().itemsAt("x-kubernetes-list-map-keys").stream()
                .map(Value::asText)
                .flatMap(Optional::stream)
                .toList()
            : node.content().textAt("x-kubernetes-patch-merge-key").stream().toList();
    if (names.isEmpty() || names.contains("")) {
      throw node.problem("a list of type map must name its keys in x-kubernetes-list-map-keys");
    }
    return names.stream().map(name -> key(name, items)).toArray(ListKey[]::new);
  }

  private boolean hasProtocol(String definition) {
    return definition.equals(CONTAINER_PORT)
        || (definition.equals(SERVICE_PORT) && !profile.has(Deviation.MISSING_DEFAULTED_KEY_FAILS));
  }

  private static boolean isOfKubernetes(String definition) {
    return definition.startsWith("io.k8s.");
  }

  /**
   * A field that the types of Kubernetes always write counts as empty text or zero where it is
   * missing; the v2 document does not tell it, the v3 document does.
   */
  private static Optional<Value> zero(String name, MapValue type) {
    if (!type.itemsAt("required").contains(Scalar.of(name))) {
      return Optional.empty();
    }
    return switch (type.textAt("properties", name, "type").orElse("")) {
      case "string" -> Optional.of(Scalar.of(""));
      case "integer" -> Optional.of(Scalar.of(0L));
      default -> Optional.empty();
    };
  }

  private ListKey key(String name, OpenApiNode items) {
    Optional<String> reference = items.reference();
    MapValue content = reference.flatMap(references::content).orElse(items.content());
    Optional<Value> fallback = content.at("properties", name, "default");
    if (fallback.isEmpty()
        && name.equals("protocol")
        && reference.filter(this::hasProtocol).isPresent()) {
      // Older documents do not tell this default, which the servers have.
      fallback = Optional.of(Scalar.of("TCP"));
    }
    if (fallback.isEmpty() && reference.filter(OpenApiTypes::isOfKubernetes).isPresent()) {
      fallback = zero(name, content);
    }
    return fallback.isPresent() && fallback.get() instanceof Scalar scalar && !scalar.isNull()
        ? ListKey.of(name, scalar)
        : ListKey.of(name);
  }
}
