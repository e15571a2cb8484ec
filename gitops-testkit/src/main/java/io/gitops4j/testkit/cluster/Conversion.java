package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import java.util.Map;
import java.util.Optional;

/** How objects of a kind look in its versions, where these have other fields. */
interface Conversion {

  /** An object, in any version, in another. */
  MapValue in(String apiVersion, MapValue object);

  /** An object in the fields that are checked. */
  MapValue checked(MapValue object);

  /** An object in its own version, as the server says it who has read it. */
  default MapValue normal(MapValue object) {
    return object;
  }

  /**
   * A stored object that is read over what was read before, as the answer to a rehearsal is: what
   * it does not say may stay.
   */
  default MapValue readOver(MapValue before, MapValue stored) {
    return stored;
  }

  static Optional<Conversion> of(GroupKind kind) {
    return Optional.ofNullable(ByKind.CONVERSIONS.get(kind));
  }

  /** The kinds whose versions can be had from one another. */
  final class ByKind {
    private static final Map<GroupKind, Conversion> CONVERSIONS =
        Map.of(
            Kinds.AUTOSCALER, new AutoscalerVersions(),
            Kinds.INGRESS, new IngressVersions());

    private ByKind() {}
  }
}
