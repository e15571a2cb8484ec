package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What happens to an object between its being written and its being stored. */
final class Admission {
  private static final List<String> FIRST = List.of("apiVersion", "kind", "metadata");
  private static final List<String> KEPT =
      List.of(
          "uid",
          "creationTimestamp",
          "generation",
          "resourceVersion",
          "deletionTimestamp",
          "deletionGracePeriodSeconds");
  private static final List<String> NOT_ON_CREATION =
      List.of("resourceVersion", "selfLink", "deletionTimestamp", "deletionGracePeriodSeconds");

  private final ObjectStore store;
  private final Identifiers ids;
  private final Supplier<Instant> clock;
  private final ServiceAddresses addresses;

  Admission(ObjectStore store, Identifiers ids, Supplier<Instant> clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.addresses = new ServiceAddresses(store);
  }

  String time() {
    return clock.get().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** A body as the server reads it: by its own types, with defaults. */
  MapValue decoded(ServedKind kind, MapValue object) {
    return ordered(typed(kind, object));
  }

  /**
   * Makes an object complete that does not exist yet. Its {@code status} is what the server begins
   * with.
   */
  MapValue created(ServedKind kind, ResourceKey key, MapValue object) {
    requireNamespace(kind, key);
    MapValue filled = kind.hasStatus() ? object.without("status") : object;
    filled = addressed(kind, key, filled);
    for (String field : NOT_ON_CREATION) {
      filled = Fields.remove(filled, "metadata", field);
    }
    filled = Fields.set(filled, ids.uid(), "metadata", "uid");
    filled = Fields.set(filled, time(), "metadata", "creationTimestamp");
    if (kind.countsGenerations()) {
      filled = Fields.set(filled, 1, "metadata", "generation");
    }
    filled = generated(kind, filled);
    filled = typed(kind, filled);
    refuse(key, Validation.of(kind.groupKind(), null, filled));
    return ordered(filled);
  }

  /** Makes a changed object complete; what only the server may change is as it was. */
  MapValue updated(ServedKind kind, MapValue live, MapValue changed) {
    ResourceKey key = ApiServer.keyOf(live);
    MapValue filled = kind.hasStatus() ? withStatusOf(live, changed) : changed;
    filled = withServerFieldsOf(live, addressed(kind, key, filled));
    filled = typed(kind, filled);
    refuse(key, Validation.of(kind.groupKind(), live, filled));
    if (kind.countsGenerations() && isNewGeneration(key, live, filled)) {
      long generation = live.integerAt("metadata", "generation").orElse(0L) + 1;
      filled = Fields.set(filled, generation, "metadata", "generation");
    }
    return ordered(filled);
  }

  /** The live object with the status, and what else its writers may change, of a changed one. */
  MapValue updatedStatus(ServedKind kind, MapValue live, MapValue changed) {
    MapValue filled = withStatusOf(changed, live);
    MapValue metadata = withServerFieldsOf(live, changed).mapAt("metadata");
    for (String field : kind.keptByStatus()) {
      Optional<Value> was = live.at("metadata", field);
      metadata = was.isPresent() ? metadata.with(field, was.get()) : metadata.without(field);
    }
    filled = filled.with("metadata", metadata);
    return ordered(typed(kind, addressed(kind, ApiServer.keyOf(live), filled)));
  }

  private static MapValue typed(ServedKind kind, MapValue object) {
    if (!kind.isBuiltIn()) {
      return object;
    }
    MapValue typed = TypedStorage.of(Defaults.of(kind.groupKind(), TypedStorage.of(object)));
    return kind.hasStatus() ? Fields.fallback(typed, MapValue.EMPTY, "status") : typed;
  }

  private static MapValue withStatusOf(MapValue owner, MapValue object) {
    return owner
        .get("status")
        .map(status -> object.with("status", status))
        .orElse(object.without("status"));
  }

  private static MapValue withServerFieldsOf(MapValue live, MapValue object) {
    MapValue filled = object;
    for (String field : KEPT) {
      Optional<Value> was = live.at("metadata", field);
      filled =
          was.isPresent()
              ? Fields.set(filled, was.get(), "metadata", field)
              : Fields.remove(filled, "metadata", field);
    }
    return filled;
  }

  private static MapValue addressed(ServedKind kind, ResourceKey key, MapValue object) {
    MapValue named = Fields.set(object, key.name(), "metadata", "name");
    return kind.resource().namespaced()
        ? Fields.set(named, key.namespace(), "metadata", "namespace")
        : Fields.remove(named, "metadata", "namespace");
  }

  private MapValue generated(ServedKind kind, MapValue object) {
    return switch (kind.groupKind().toString()) {
      case "Service" -> addresses.assign(object);
      case "batch/Job" -> withJobLabels(object);
      case "Namespace" ->
          Fields.fallback(object, ListValue.of(Scalar.of("kubernetes")), "spec", "finalizers");
      default -> object;
    };
  }

  private static MapValue withJobLabels(MapValue job) {
    if (job.at("spec", "manualSelector").equals(Optional.of(Scalar.of(true)))) {
      return job;
    }
    String uid = ObjectStore.uid(job);
    String name = job.textAt("metadata", "name").orElse("");
    MapValue filled = job;
    for (String prefix : List.of("batch.kubernetes.io/", "")) {
      filled =
          Fields.set(
              filled, uid, "spec", "template", "metadata", "labels", prefix + "controller-uid");
      filled =
          Fields.set(filled, name, "spec", "template", "metadata", "labels", prefix + "job-name");
    }
    return Fields.set(
        filled, uid, "spec", "selector", "matchLabels", "batch.kubernetes.io/controller-uid");
  }

  private void requireNamespace(ServedKind kind, ResourceKey key) {
    if (!kind.resource().namespaced()) {
      return;
    }
    MapValue namespace = store.get(new ResourceKey("", "Namespace", "", key.namespace()));
    if (namespace == null) {
      throw StatusException.namespaceNotFound(key.namespace());
    }
    if (namespace.at("metadata", "deletionTimestamp").isPresent()) {
      String why =
          "unable to create new content in namespace %s because it is being terminated"
              .formatted(key.namespace());
      Cause cause =
          new Cause(
              "metadata.namespace",
              "NamespaceTerminating",
              "namespace %s is being terminated".formatted(key.namespace()));
      throw StatusException.forbidden(kind, key, why, List.of(cause));
    }
  }

  /** The API server raises the generation of a Deployment for annotations too. */
  private static boolean isNewGeneration(ResourceKey key, MapValue live, MapValue filled) {
    boolean isAnnotated =
        key.kind().equals("Deployment")
            && !live.mapAt("metadata", "annotations")
                .equals(filled.mapAt("metadata", "annotations"));
    return isAnnotated || !intended(live).equals(intended(filled));
  }

  private static MapValue intended(MapValue object) {
    return object.without("metadata").without("status");
  }

  private static void refuse(ResourceKey key, List<Cause> causes) {
    if (!causes.isEmpty()) {
      throw StatusException.invalid(key, causes);
    }
  }

  private static MapValue ordered(MapValue object) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (String field : FIRST) {
      object.get(field).ifPresent(value -> entries.put(field, value));
    }
    object.entries().forEach(entries::putIfAbsent);
    return new MapValue(entries);
  }

  /** An object that begins to go: its finalizers must end first. */
  MapValue terminating(MapValue live, List<Value> finalizers) {
    MapValue marked = Fields.set(live, time(), "metadata", "deletionTimestamp");
    marked = Fields.set(marked, 0, "metadata", "deletionGracePeriodSeconds");
    long generation = live.integerAt("metadata", "generation").orElse(0L);
    if (generation > 0) {
      marked = Fields.set(marked, generation + 1, "metadata", "generation");
    }
    return withFinalizers(marked, finalizers);
  }

  MapValue terminatingNamespace(MapValue live) {
    MapValue marked = Fields.set(live, time(), "metadata", "deletionTimestamp");
    return Fields.set(marked, "Terminating", "status", "phase");
  }

  static MapValue withFinalizers(MapValue object, List<Value> finalizers) {
    return finalizers.isEmpty()
        ? Fields.remove(object, "metadata", "finalizers")
        : Fields.set(object, new ListValue(finalizers), "metadata", "finalizers");
  }
}
