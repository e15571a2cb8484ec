package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Deletes as a kube-apiserver does: at once, or when the finalizers are done. */
final class Deletion {
  static final String FOREGROUND = "foregroundDeletion";
  static final String ORPHAN = "orphan";
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  private final ObjectStore store;
  private final Admission admission;

  Deletion(ObjectStore store, Admission admission) {
    this.store = store;
    this.admission = admission;
  }

  /** Whether nothing holds a terminating object any more. */
  static boolean isOver(MapValue object) {
    return isTerminating(object)
        && object.itemsAt("metadata", "finalizers").isEmpty()
        && !isHeldNamespace(object);
  }

  static boolean isTerminating(MapValue object) {
    return object.at("metadata", "deletionTimestamp").isPresent();
  }

  private static boolean isHeldNamespace(MapValue object) {
    return object.textAt("kind").filter("Namespace"::equals).isPresent()
        && !object.itemsAt("spec", "finalizers").isEmpty();
  }

  DeleteOutcome delete(DeleteRequest request, ResourceKey key) {
    MapValue live = store.get(key);
    if (live == null) {
      return DeleteOutcome.ABSENT;
    }
    boolean isTheOne =
        matches(request.uid(), ObjectStore.uid(live))
            && matches(
                request.resourceVersion(), live.textAt("metadata", "resourceVersion").orElse(""));
    return isTheOne ? delete(key, request.propagation()) : DeleteOutcome.PRECONDITION_FAILED;
  }

  private static boolean matches(String wanted, String live) {
    return wanted.isEmpty() || wanted.equals(live);
  }

  /** Without conditions. */
  DeleteOutcome delete(ResourceKey key, Propagation propagation) {
    MapValue live = store.get(key);
    if (live == null) {
      return DeleteOutcome.ABSENT;
    }
    if (key.groupKind().toString().equals("Namespace") && IMMORTAL.contains(key.name())) {
      throw new ClusterException(
          ClusterException.Reason.FORBIDDEN,
          "namespaces \"%s\" is forbidden: this namespace may not be deleted".formatted(key.name()),
          null);
    }
    if (isTerminating(live)) {
      return DeleteOutcome.TERMINATING;
    }
    List<Value> finalizers = finalizers(live, propagation);
    if (finalizers.isEmpty() && !isHeldNamespace(live)) {
      store.remove(key);
      return DeleteOutcome.DELETED;
    }
    MapValue marked = admission.terminating(live, finalizers);
    store.put(
        key, isHeldNamespace(live) ? Fields.set(marked, "Terminating", "status", "phase") : marked);
    return DeleteOutcome.TERMINATING;
  }

  private static List<Value> finalizers(MapValue live, Propagation propagation) {
    List<Value> finalizers = new ArrayList<>(live.itemsAt("metadata", "finalizers"));
    if (propagation == Propagation.FOREGROUND) {
      finalizers.add(Scalar.of(FOREGROUND));
    } else if (propagation == Propagation.ORPHAN) {
      finalizers.add(Scalar.of(ORPHAN));
    }
    return finalizers;
  }
}
