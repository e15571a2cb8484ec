package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.GroupVersionKind;
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
  static final String CLEANUP = "customresourcecleanup.apiextensions.k8s.io";
  private static final Set<String> IMMORTAL = Set.of("default", "kube-system", "kube-public");

  private final ServedKinds kinds;

  /** Kinds whose dependents stay if nothing is said of them, as it was once for all kinds. */
  private static final Set<GroupVersionKind> ORPHANING =
      Set.of(
          GroupVersionKind.of("batch/v1", "Job"),
          GroupVersionKind.of("batch/v1beta1", "CronJob"),
          GroupVersionKind.of("v1", "ReplicationController"));

  private static final Set<String> LAST_SEEN =
      Set.of(
          "ServiceAccount",
          "ResourceQuota",
          "PodTemplate",
          "PersistentVolume",
          "PersistentVolumeClaim",
          "storage.k8s.io/StorageClass");

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

  /** The object while it waits, a pod in any case, or a {@code Status} of success. */
  ApiAnswer answer(ServedKind kind, ResourceKey key, DeleteOptions options) {
    MapValue live = store.get(key);
    if (live == null) {
      throw StatusException.notFound(kind, key);
    }
    checkConditions(kind, key, live, options);
    checkRelease(kind, key, live, options);
    Optional<MapValue> left = delete(kind, key, live, options);
    // Services are answered as gone also while they wait.
    return left.isEmpty() || kind.groupKind().equals(Kinds.SERVICE)
        ? new ApiAnswer(200, gone(kind, key, live))
        : new ApiAnswer(200, kind.read(left.get()));
  }

  /** Some kinds answer with what is gone. */
  private MapValue gone(ServedKind kind, ResourceKey key, MapValue live) {
    if (isPod(live)) {
      return kind.read(admission.terminating(live, List.of()));
    }
    return LAST_SEEN.contains(kind.groupKind().toString())
        ? kind.read(live)
        : StatusDetails.of(kind, key).withUid(ObjectStore.uid(live)).success();
  }

  private void checkConditions(
      ServedKind kind, ResourceKey key, MapValue live, DeleteOptions options) {
    String uid = ObjectStore.uid(live);
    String version = live.textAt("metadata", "resourceVersion").orElse("");
    // What is emptied before it goes is looked at in another place, which words it in its own way.
    boolean isEmptied = isNamespace(live) || isDefinition(live);
    if (!matches(options.uid(), uid)) {
      throw isEmptied
          ? unmet(kind, key, "UID", options.uid(), uid)
          : StatusException.precondition(
              admission.inRefusals(key),
              "the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
                  .formatted(options.uid(), uid));
    }
    if (!matches(options.resourceVersion(), version)) {
      throw isEmptied
          ? unmet(kind, key, "ResourceVersion", options.resourceVersion(), version)
          : StatusException.precondition(
              admission.inRefusals(key),
              "the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%s). The object might have been modified"
                  .formatted(options.resourceVersion(), version));
    }
  }

  /** Old servers lose the version of what they release from its last finalizers. */
  private void checkRelease(
      ServedKind kind, ResourceKey key, MapValue live, DeleteOptions options) {
    if (losesVersion(kind, live, options)) {
      throw StatusException.conflict(
          kind,
          key,
          "StorageError: invalid object, Code: 4, Key: %s, ResourceVersion: 0, AdditionalErrorMsg: %s"
              .formatted(
                  StoragePath.of(Write.of(kind, key, "").asDryRun(options.dryRun())),
                  unmet("ResourceVersion", "", options.resourceVersion())));
    }
  }

  private boolean losesVersion(ServedKind kind, MapValue live, DeleteOptions options) {
    return admission.isOld()
        && !options.resourceVersion().isEmpty()
        && !live.itemsAt("metadata", "finalizers").isEmpty()
        && finalizers(kind, live, options).isEmpty();
  }

  private static StatusException unmet(
      ServedKind kind, ResourceKey key, String what, String wanted, String live) {
    return StatusException.conflict(kind, key, unmet(what, wanted, live));
  }

  private static String unmet(String what, String wanted, String live) {
    return "Precondition failed: %1$s in precondition: %2$s, %1$s in object meta: %3$s"
        .formatted(what, wanted, live);
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
                request.resourceVersion(), live.textAt("metadata", "resourceVersion").orElse(""))
            && !losesVersion(kinds.require(key.groupKind()), live, DeleteOptions.of(request));
    return isTheOne
        ? outcome(key, live, DeleteOptions.of(request))
        : DeleteOutcome.PRECONDITION_FAILED;
  }

  /** Without conditions. */
  DeleteOutcome delete(ResourceKey key, Propagation propagation) {
    MapValue live = store.get(key);
    if (live == null) {
      return DeleteOutcome.ABSENT;
    }
    return outcome(key, live, DeleteOptions.with(propagation));
  }

  private DeleteOutcome outcome(ResourceKey key, MapValue live, DeleteOptions options) {
    return delete(kinds.require(key.groupKind()), key, live, options).isPresent()
        ? DeleteOutcome.TERMINATING
        : DeleteOutcome.DELETED;
  }

  /** What is left of it for now; empty if it is gone. */
  private Optional<MapValue> delete(
      ServedKind kind, ResourceKey key, MapValue live, DeleteOptions options) {
    if (isNamespace(live) && IMMORTAL.contains(key.name())) {
      throw StatusException.forbidden(kind, key, "this namespace may not be deleted", List.of());
    }
    List<Value> finalizers = finalizers(kind, live, options);
    long grace = isPod(live) ? PodGrace.seconds(live, options) : 0;
    if (grace > 0) {
      MapValue granted = PodGrace.granted(live, grace, admission.now());
      return Optional.of(kept(key, live, Admission.withFinalizers(granted, finalizers), options));
    }
    if (finalizers.isEmpty() && !isHeldNamespace(live)) {
      if (!options.dryRun()) {
        store.remove(key);
      }
      return Optional.empty();
    }
    return Optional.of(kept(key, live, marked(live, finalizers), options));
  }

  private MapValue kept(ResourceKey key, MapValue live, MapValue marked, DeleteOptions options) {
    return options.dryRun() || marked.equals(live) ? marked : store.put(key, marked);
  }

  private static boolean isPod(MapValue object) {
    return ApiServer.keyOf(object).groupKind().equals(Kinds.POD);
  }

  private MapValue marked(MapValue live, List<Value> finalizers) {
    if (isNamespace(live)) {
      return isTerminating(live) ? live : admission.terminatingNamespace(live);
    }
    if (isDefinition(live)) {
      return isTerminating(live)
          ? Fields.set(live, 0, "metadata", "deletionGracePeriodSeconds")
          : admission.terminatingDefinition(live, finalizers);
    }
    return isTerminating(live)
        ? Admission.withFinalizers(live, finalizers)
        : admission.terminating(live, finalizers);
  }

  private static boolean isDefinition(MapValue object) {
    return ApiServer.keyOf(object).groupKind().equals(Kinds.DEFINITION);
  }

  /** Who asks for a propagation replaces what an earlier deletion asked for. */
  private static List<Value> finalizers(ServedKind kind, MapValue live, DeleteOptions options) {
    List<Value> finalizers = new ArrayList<>(live.itemsAt("metadata", "finalizers"));
    if (isDefinition(live) && !isTerminating(live)) {
      // Whatever is asked for, its objects go first.
      if (!finalizers.contains(Scalar.of(CLEANUP))) {
        finalizers.add(Scalar.of(CLEANUP));
      }
      return finalizers;
    }
    if (options.propagation().isEmpty()) {
      boolean isAsked =
          finalizers.contains(Scalar.of(FOREGROUND)) || finalizers.contains(Scalar.of(ORPHAN));
      if (ORPHANING.contains(kind.kind()) && !isAsked && !isTerminating(live)) {
        finalizers.add(Scalar.of(ORPHAN));
      }
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
