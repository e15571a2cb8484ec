package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes as a kube-apiserver does: at once, or when the finalizers are done. */
final class Deletion {
  static final String FOREGROUND = "foregroundDeletion";
  static final String ORPHAN = "orphan";
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  private final ServedKinds kinds;
  private final ObjectStore store;
  private final Admission admission;

  Deletion(ServedKinds kinds, ObjectStore store, Admission admission) {
    this.kinds = kinds;
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
    return isNamespace(object) && !object.itemsAt("spec", "finalizers").isEmpty();
  }

  private static boolean isNamespace(MapValue object) {
    return object.textAt("kind").filter("Namespace"::equals).isPresent()
        && object.textAt("apiVersion").filter("v1"::equals).isPresent();
  }

  /** The object as it is on while it waits, or a {@code Status} of success. */
  ApiAnswer answer(ServedKind kind, ResourceKey key, DeleteOptions options) {
    MapValue live = store.get(key);
    if (live == null) {
      throw StatusException.notFound(kind, key);
    }
    checkConditions(key, live, options);
    Optional<MapValue> left = delete(kind, key, live, options);
    return new ApiAnswer(
        200,
        left.map(kind::inItsVersion)
            .orElseGet(() -> StatusDetails.of(kind, key).withUid(ObjectStore.uid(live)).success()));
  }

  private static void checkConditions(ResourceKey key, MapValue live, DeleteOptions options) {
    String uid = ObjectStore.uid(live);
    if (!matches(options.uid(), uid)) {
      throw StatusException.precondition(
          key,
          "the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
              .formatted(options.uid(), uid));
    }
    String version = live.textAt("metadata", "resourceVersion").orElse("");
    if (!matches(options.resourceVersion(), version)) {
      throw StatusException.precondition(
          key,
          "the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%s). The object might have been modified"
              .formatted(options.resourceVersion(), version));
    }
  }

  private static boolean matches(String wanted, String live) {
    return wanted.isEmpty() || wanted.equals(live);
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

  /** Without conditions. */
  DeleteOutcome delete(ResourceKey key, Propagation propagation) {
    MapValue live = store.get(key);
    if (live == null) {
      return DeleteOutcome.ABSENT;
    }
    ServedKind kind = kinds.require(key.groupKind());
    return delete(kind, key, live, DeleteOptions.with(propagation)).isPresent()
        ? DeleteOutcome.TERMINATING
        : DeleteOutcome.DELETED;
  }

  /** What is left of it for now; empty if it is gone. */
  private Optional<MapValue> delete(
      ServedKind kind, ResourceKey key, MapValue live, DeleteOptions options) {
    if (isNamespace(live) && IMMORTAL.contains(key.name())) {
      throw StatusException.forbidden(kind, key, "this namespace may not be deleted", List.of());
    }
    List<Value> finalizers = finalizers(live, options);
    if (finalizers.isEmpty() && !isHeldNamespace(live)) {
      if (!options.dryRun()) {
        store.remove(key);
      }
      return Optional.empty();
    }
    MapValue marked = marked(live, finalizers);
    if (marked.equals(live)) {
      return Optional.of(live);
    }
    return Optional.of(options.dryRun() ? marked : store.put(key, marked));
  }

  private MapValue marked(MapValue live, List<Value> finalizers) {
    if (isNamespace(live)) {
      return isTerminating(live) ? live : admission.terminatingNamespace(live);
    }
    return isTerminating(live)
        ? Admission.withFinalizers(live, finalizers)
        : admission.terminating(live, finalizers);
  }

  /** Who asks for a propagation replaces what an earlier deletion asked for. */
  private static List<Value> finalizers(MapValue live, DeleteOptions options) {
    List<Value> finalizers = new ArrayList<>(live.itemsAt("metadata", "finalizers"));
    if (options.propagation().isEmpty()) {
      return finalizers;
    }
    Propagation propagation = options.propagation().get();
    finalizers.remove(Scalar.of(FOREGROUND));
    finalizers.remove(Scalar.of(ORPHAN));
    if (propagation == Propagation.FOREGROUND) {
      finalizers.add(Scalar.of(FOREGROUND));
    } else if (propagation == Propagation.ORPHAN) {
      finalizers.add(Scalar.of(ORPHAN));
    }
    return finalizers;
  }
}
