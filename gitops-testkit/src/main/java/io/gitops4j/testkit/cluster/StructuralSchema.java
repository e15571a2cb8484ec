package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schema of one version of a CustomResourceDefinition, and what an API server does by it with
 * the objects it is sent: first {@link #pruned}, then {@link #defaulted}, then {@link #problems}.
 * Immutable.
 */
final class StructuralSchema {
  private final Optional<MapValue> schema;
  private final boolean keepsUnknown;
  private final boolean emptyTextIsNull;

  private StructuralSchema(
      Optional<MapValue> schema, boolean keepsUnknown, boolean emptyTextIsNull) {
    this.schema = schema;
    this.keepsUnknown = keepsUnknown;
    this.emptyTextIsNull = emptyTextIsNull;
  }

  /** The schema of a version; one without a schema lets everything pass. */
  static StructuralSchema of(MapValue definition, String version) {
    Optional<MapValue> own =
        definition.itemsAt("spec", "versions").stream()
            .filter(item -> item.textAt("name").filter(version::equals).isPresent())
            .findFirst()
            .flatMap(item -> item.at("schema", "openAPIV3Schema"))
            .flatMap(Value::asMap);
    Optional<MapValue> common =
        definition.at("spec", "validation", "openAPIV3Schema").flatMap(Value::asMap);
    boolean old = definition.textAt("apiVersion").orElse("").endsWith("/v1beta1");
    boolean keeps =
        definition.at("spec", "preserveUnknownFields").flatMap(Value::asBoolean).orElse(old);
    return new StructuralSchema(own.or(() -> common), keeps, false);
  }

  /** As Kubernetes 1.20 validates: an empty text is refused as a null where null may not be. */
  StructuralSchema takingEmptyTextsForNull() {
    return new StructuralSchema(schema, keepsUnknown, true);
  }

  /** Without the fields that the schema does not know, unless it keeps them. */
  MapValue pruned(MapValue object) {
    return schema
        .filter(node -> !keepsUnknown)
        .map(node -> StructuralPruning.pruned(object, node))
        .orElse(object);
  }

  /**
   * With the defaults of what is missing, also within defaults, and of nulls that may not be;
   * without nulls that may not be and have no default.
   */
  MapValue defaulted(MapValue object) {
    return schema.map(node -> StructuralDefaults.decoded(object, node)).orElse(object);
  }

  /**
   * With the defaults of what is missing, and of nulls that may not be. Other nulls stay: what an
   * apply leaves is validated with them.
   */
  MapValue completed(MapValue object) {
    return schema.map(node -> StructuralDefaults.completed(object, node)).orElse(object);
  }

  /**
   * What is wrong with the object, in the words of the server; nothing if it is valid. Items that
   * are there twice are overlooked if there were some before.
   *
   * @param before null for a creation
   */
  List<Cause> problems(@Nullable MapValue before, MapValue object) {
    List<Cause> causes = new ArrayList<>(problemsOfStatus(object));
    if (before == null || problemsOfLists(before).isEmpty()) {
      causes.addAll(problemsOfLists(object));
    }
    return List.copyOf(causes);
  }

  private List<Cause> problemsOfLists(MapValue object) {
    return schema.map(node -> StructuralLists.problems(object, node)).orElse(List.of());
  }

  /** As {@link #problems}; the server does not mind items that are there twice in a status. */
  List<Cause> problemsOfStatus(MapValue object) {
    return schema
        .map(node -> StructuralValidation.problems(object, node, emptyTextIsNull))
        .orElse(List.of());
  }

  static boolean isSet(Value node, String key) {
    return node.at(key).flatMap(Value::asBoolean).orElse(false);
  }
}
