package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Schemas by which a server merges custom resources, from their CustomResourceDefinition. They are
 * closed where the definition is: an undeclared field is refused, as the server itself refuses it
 * in an apply.
 *
 * @since 0.1.0
 */
public final class CustomResourceSchemas {
  private final MapValue definition;
  private final String name;
  private final ServerProfile profile;

  private CustomResourceSchemas(MapValue definition, ServerProfile profile) {
    this.definition = definition;
    this.name = definition.textAt("metadata", "name").orElse("CustomResourceDefinition");
    this.profile = profile;
  }

  /**
   * The schemas of every served version, in the order of the definition.
   *
   * @param definition of {@code apiextensions.k8s.io/v1} or {@code v1beta1}
   * @throws SchemaException if it lacks its group, kind or versions, or its schema makes no sense
   */
  public static Map<GroupVersionKind, Schema> of(MapValue definition, ServerProfile profile) {
    return new CustomResourceSchemas(definition, profile).read();
  }

  private Map<GroupVersionKind, Schema> read() {
    String group = required("spec", "group");
    String kind = required("spec", "names", "kind");
    Map<String, Optional<MapValue>> versions = versions();
    boolean untyped =
        profile.has(Deviation.INT_OR_STRING_MAKES_LISTS_ATOMIC)
            && versions.values().stream().flatMap(Optional::stream).anyMatch(this::hasIntOrString);
    Map<GroupVersionKind, Schema> schemas = new LinkedHashMap<>();
    versions.forEach(
        (version, schema) ->
            schemas.put(
                new GroupVersionKind(group, version, kind),
                untyped ? Schema.deduced() : schema.map(this::schema).orElse(Schema.deduced())));
    return schemas;
  }

  private String required(String... keys) {
    return definition
        .textAt(keys)
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () -> new SchemaException(name, String.join(".", keys) + " must be given", null));
  }

  /** Versions with their schemas; version v1beta1 of CRDs may have one for all. */
  private Map<String, Optional<MapValue>> versions() {
    Optional<MapValue> common =
        definition.at("spec", "validation", "openAPIV3Schema").flatMap(Value::asMap);
    Map<String, Optional<MapValue>> versions = new LinkedHashMap<>();
    for (Value version : definition.itemsAt("spec", "versions")) {
      if (version.at("served").flatMap(Value::asBoolean).orElse(true)) {
        Optional<MapValue> own = version.at("schema", "openAPIV3Schema").flatMap(Value::asMap);
        versions.put(version.textAt("name").orElse(""), own.or(() -> common));
      }
    }
    if (definition.itemsAt("spec", "versions").isEmpty()) {
      versions.put(required("spec", "version"), common);
    }
    if (versions.containsKey("")) {
      throw new SchemaException(name, "spec.versions[].name must be given", null);
    }
    return versions;
  }

  private Schema schema(MapValue content) {
    OpenApiNode root = OpenApiNode.root(name, content);
    if (keepsUnknown()) {
      if (!isStructural(content)) {
        return Schema.deduced();
      }
      root = root.opened();
    }
    OpenApiTypes types = new OpenApiTypes(new Metadata(), profile);
    Map<String, Schema> fields = new LinkedHashMap<>();
    types.addIdentity(fields, root);
    for (Map.Entry<String, Value> property : root.properties().entrySet()) {
      Schema type = types.read(root.property(property.getKey(), property.getValue()));
      fields.putIfAbsent(property.getKey(), type);
    }
    @Nullable Schema others = root.keepsUnknown() ? Schema.deduced() : null;
    return Schema.map(new MapShape(false, Map.copyOf(fields), others));
  }

  /** Version v1beta1 of CRDs has it so unless told otherwise. */
  private boolean keepsUnknown() {
    boolean old = definition.textAt("apiVersion").orElse("").endsWith("/v1beta1");
    return definition.at("spec", "preserveUnknownFields").flatMap(Value::asBoolean).orElse(old);
  }

  private boolean hasIntOrString(MapValue node) {
    return OpenApiNode.root(name, node).isIntOrString()
        || below(node).stream().anyMatch(this::hasIntOrString);
  }

  /** Whether every part says what it is; only then a server goes by the schema. */
  private boolean isStructural(MapValue node) {
    OpenApiNode read = OpenApiNode.root(name, node);
    boolean says =
        !read.type().isEmpty()
            || read.isIntOrString()
            || read.isSet("x-kubernetes-preserve-unknown-fields");
    return says && below(node).stream().allMatch(this::isStructural);
  }

  private static List<MapValue> below(MapValue node) {
    List<MapValue> nodes = new ArrayList<>();
    node.mapAt("properties").entries().values().stream()
        .flatMap(property -> property.asMap().stream())
        .forEach(nodes::add);
    node.at("items").flatMap(Value::asMap).ifPresent(nodes::add);
    node.at("additionalProperties").flatMap(Value::asMap).ifPresent(nodes::add);
    return nodes;
  }

  /** A CRD refers to nothing but the metadata of objects. */
  private final class Metadata implements OpenApiTypes.References {

    @Override
    public Schema schema(String target, OpenApiNode from) {
      if (from.reference().isPresent()) {
        throw from.problem("a CustomResourceDefinition can't refer to '" + target + "'");
      }
      return BuiltInSchemas.metadata(profile);
    }

    @Override
    public Optional<MapValue> content(String target) {
      return Optional.empty();
    }
  }
}
