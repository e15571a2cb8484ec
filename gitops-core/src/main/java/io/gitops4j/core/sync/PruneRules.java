package io.gitops4j.core.sync;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.GroupKind;
import java.util.Arrays;
import java.util.Set;

/**
 * Whether an object that left Git may be deleted: pure. The candidates are proven to be the
 * application's own before they come here ({@code Comparison.extra()}).
 */
final class PruneRules {
  /** Above this count, and above half of the application, deletes wait for consent. */
  static final int CEILING = 10;

  private static final Set<GroupKind> PROTECTED =
      Set.of(
          new GroupKind("", "Namespace"),
          new GroupKind("", "PersistentVolumeClaim"),
          new GroupKind("", "PersistentVolume"),
          new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"));

  private PruneRules() {}

  /**
   * What the live object itself says about being pruned; the annotations of this project and of
   * Argo CD mean the same.
   */
  private enum OwnWish {
    NONE,
    PRUNE,
    KEEP,
    CONFIRM
  }

  static Kept decide(
      LiveResource candidate, boolean aboveCeiling, SyncRequest request, boolean consented) {
    if (request.pruning() == SyncRequest.Pruning.FORBIDDEN) {
      return new Kept(Kept.Why.PRUNING_IS_OFF, "left Git; pruning is off for this sync");
    }
    OwnWish wish = wishOf(candidate);
    if (wish == OwnWish.KEEP) {
      return new Kept(Kept.Why.ANNOTATED, "left Git; stays because of its annotation Prune=false");
    }
    if (wish == OwnWish.PRUNE || consented) {
      return Kept.NOT;
    }
    if (wish == OwnWish.CONFIRM) {
      return waits("its annotation Prune=confirm asks for consent");
    }
    if (PROTECTED.contains(candidate.key().groupKind())) {
      return waits("a " + candidate.key().kind() + " takes data or other objects with it");
    }
    return aboveCeiling
        ? waits(
            "the plan deletes more than "
                + CEILING
                + " objects and more than half of the application")
        : Kept.NOT;
  }

  /** Whether an annotation on the object forbids to delete it. */
  static boolean isKept(LiveResource candidate) {
    return wishOf(candidate) == OwnWish.KEEP;
  }

  private static Kept waits(String reason) {
    return new Kept(Kept.Why.WAITS_FOR_CONSENT, "left Git; waits for consent: " + reason);
  }

  static boolean isAboveCeiling(int candidates, int managed) {
    return candidates > CEILING && candidates * 2 > managed;
  }

  private static OwnWish wishOf(LiveResource candidate) {
    OwnWish wish = OwnWish.NONE;
    for (String prefix : SyncAnnotations.PREFIXES) {
      String options = candidate.manifest().annotations().getOrDefault(prefix + "sync-options", "");
      for (String option : Arrays.stream(options.split(",")).map(String::trim).toList()) {
        wish =
            switch (option) {
              case "Prune=true" -> OwnWish.PRUNE;
              case "Prune=false" -> OwnWish.KEEP;
              case "Prune=confirm" -> OwnWish.CONFIRM;
              default -> wish;
            };
      }
    }
    return wish;
  }

  /** Why a candidate is not deleted; {@link #NOT} if it is. */
  record Kept(Why why, String message) {
    static final Kept NOT = new Kept(Why.NOT_KEPT, "");

    enum Why {
      NOT_KEPT,
      PRUNING_IS_OFF,
      ANNOTATED,
      WAITS_FOR_CONSENT
    }
  }
}
