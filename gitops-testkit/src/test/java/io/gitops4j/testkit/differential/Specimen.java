package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of objects to play with.
 *
 * @param versions the kind in the versions in which it is written
 * @param content the fields beside {@code apiVersion}, {@code kind} and {@code metadata}
 * @param status what its status sub-resource takes, if it has one
 * @param weight how often it is drawn, in comparison
 */
record Specimen(
    List<GroupVersionKind> versions,
    boolean isNamespaced,
    Shape content,
    Optional<Shape> status,
    int weight) {

  private static final Shape METADATA =
      Shape.struct()
          .may("labels", Shape.map(Shape.text("1", "2", ""), "app", "tier", "example.com/part"))
          .may("annotations", Shape.map(Shape.text("x", "y", ""), "note", "example.com/by"));

  private static final Shape RARE_METADATA =
      Shape.struct()
          .may("finalizers", Shape.list(2, Shape.text("example.com/one", "example.com/two")))
          .may(
              "ownerReferences",
              Shape.list(
                  2,
                  Shape.struct()
                      .need("apiVersion", Shape.text("v1"))
                      .need("kind", Shape.text("ConfigMap"))
                      .need("name", Shape.text("owner"))
                      .need(
                          "uid",
                          Shape.text(
                              "11111111-0000-0000-0000-000000000001",
                              "11111111-0000-0000-0000-000000000002"))
                      .may("controller", Shape.bool())
                      .may("blockOwnerDeletion", Shape.bool()),
                  "uid"))
          .may("clusterName", Shape.text("somewhere"))
          .may("generation", Shape.number(5))
          .may("creationTimestamp", Shape.any("2020-01-01T00:00:00Z"))
          .may("uid", Shape.text("11111111-0000-0000-0000-000000000009"));

  static Specimen of(String apiVersion, String kind, int weight, Shape content) {
    return new Specimen(
        List.of(GroupVersionKind.of(apiVersion, kind)), true, content, Optional.empty(), weight);
  }

  Specimen alsoIn(String apiVersion) {
    GroupVersionKind other = GroupVersionKind.of(apiVersion, versions.get(0).kind());
    return new Specimen(List.of(versions.get(0), other), isNamespaced, content, status, weight);
  }

  Specimen ofCluster() {
    return new Specimen(versions, false, content, status, weight);
  }

  Specimen withStatus(Shape shape) {
    return new Specimen(versions, isNamespaced, content, Optional.of(shape), weight);
  }

  /** A whole document, or what one manager cares for. */
  MapValue make(GroupVersionKind version, String namespace, String name, Chance chance) {
    chance.drawDensity();
    MapValue metadata = METADATA.make(chance).mapAt();
    if (chance.isLikely(0.06)) {
      metadata = merged(metadata, RARE_METADATA.make(chance).mapAt());
    }
    metadata = metadata.with("name", Scalar.of(name));
    if (isNamespaced && chance.isLikely(0.8)) {
      metadata = metadata.with("namespace", Scalar.of(namespace));
    }
    return merged(
        new MapValue(
            Map.of(
                "apiVersion", Scalar.of(version.apiVersion()),
                "kind", Scalar.of(version.kind()),
                "metadata", metadata)),
        content.make(chance).mapAt());
  }

  static MapValue merged(MapValue base, MapValue more) {
    MapValue result = base;
    for (Map.Entry<String, Value> entry : more.entries().entrySet()) {
      result = result.with(entry.getKey(), entry.getValue());
    }
    return result;
  }
}
