package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.TrackingId;
import io.gitops4j.core.diff.ResourceDiff.Sides;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.ManifestWriter;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.FieldSet;
import java.util.List;
import java.util.Optional;

/** Cuts the two sides of a difference down to what a person who knows Git's side wants to see. */
final class ShownFields {
  /** What names the object. */
  static final FieldSet IDENTITY =
      FieldSet.of(
          FieldPath.of("apiVersion"),
          FieldPath.of("kind"),
          FieldPath.of("metadata", "name"),
          FieldPath.of("metadata", "namespace"));

  private ShownFields() {}

  /** The live and the predicted side; an empty map for a side that is missing. */
  static List<MapValue> of(Sides sides, MapValue live, MapValue predicted) {
    MapValue before = restricted(sides, Noise.removedFrom(live));
    MapValue after = restricted(sides, Noise.removedFrom(predicted));
    Optional<String> tracking = tracking(before);
    // Engine's own bookkeeping; worth a line only where an object changes hands.
    boolean hidden = before.isEmpty() || after.isEmpty() || tracking.equals(tracking(after));
    return hidden
        ? List.of(withoutTracking(before), withoutTracking(after))
        : List.of(before, after);
  }

  static List<String> lines(MapValue side) {
    return side.isEmpty() ? List.of() : ManifestWriter.write(side).lines().toList();
  }

  private static MapValue restricted(Sides sides, MapValue side) {
    return sides.shown().isEmpty()
        ? side
        : sides.shown().union(IDENTITY).extract(side).orElse(MapValue.EMPTY);
  }

  private static Optional<String> tracking(MapValue object) {
    return object
        .mapAt("metadata", "annotations")
        .get(TrackingId.ANNOTATION)
        .flatMap(Value::asText);
  }

  private static MapValue withoutTracking(MapValue object) {
    if (tracking(object).isEmpty()) {
      return object;
    }
    MapValue metadata = object.mapAt("metadata");
    MapValue annotations = metadata.mapAt("annotations").without(TrackingId.ANNOTATION);
    return object.with(
        "metadata",
        annotations.isEmpty()
            ? metadata.without("annotations")
            : metadata.with("annotations", annotations));
  }
}
