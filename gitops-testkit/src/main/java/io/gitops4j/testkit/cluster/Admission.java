package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private final KindRules rules;

  Admission(ObjectStore store, Identifiers ids, Supplier<Instant> clock, KindRules rules) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.rules = rules;
  }

  String time() {
    return now().toString();
  }

  /** In whole seconds, as the server writes times. */
  Instant now() {
    return clock.get().truncatedTo(ChronoUnit.SECONDS);
  }

  /** A body as the server reads it: by its own types, with defaults. */
  MapValue decoded(ServedKind kind, MapValue object) {
    if (!kind.isBuiltIn()) {
      return ordered(rules.read(kind, object));
    }
    // No server ever kept it.
    MapValue read = Fields.remove(rules.read(kind, object), "metadata", "clusterName");
    return ordered(withStatus(kind, read));
  }

  /** What was written, as it is read. */
  MapValue readAgain(ServedKind kind, MapValue written) {
    return kind.isBuiltIn() ? written : ordered(rules.readAgain(kind, written));
  }

  /**
   * What an apply left. Of a custom resource it is written as it is, with what nobody will read
   * again, and with nulls that may not be.
   */
  MapValue applied(ServedKind kind, MapValue merged) {
    if (!kind.isBuiltIn()) {
      return ordered(typed(kind, merged));
    }
    try {
      return decoded(kind, merged);
    } catch (StatusException e) {
      throw e.code() == 400 ? StatusException.unconvertible(kind, e) : e;
    }
  }

  /**
   * Makes an object complete that does not exist yet. Its {@code status} is what the server begins
   * with.
   */
  MapValue created(Write write, Body body) {
    MapValue object = body.read();
    ServedKind kind = write.kind();
    ResourceKey key = write.key();
    requireNamespace(kind, key);
    MapValue filled = kind.hasStatus() ? object.without("status") : object;
    filled = addressed(kind, key, filled);
    for (String field : NOT_ON_CREATION) {
      filled = Fields.remove(filled, "metadata", field);
    }
    filled = Fields.set(filled, ids.uid(), "metadata", "uid");
    filled = Fields.set(filled, time(), "metadata", "creationTimestamp");
    if (rules.countsGenerations(kind)) {
      filled = Fields.set(filled, 1, "metadata", "generation");
    }
    // What is created by way of its status gets nothing but what its type has.
    filled = write.isOfStatus() ? filled : rules.generated(kind, body.stated(), filled);
    filled = ProtectionController.withProtection(kind.groupKind(), typed(kind, filled));
    List<Cause> causes = new ArrayList<>(MetadataRules.ofCreated(kind, seen(kind, filled)));
    causes.addAll(rules.problems(kind, filled));
    causes.addAll(ofType(kind, null, filled));
    refuse(key, causes);
    filled = withDistinctOwners(filled);
    return complete(
        kind, write.isOfStatus() ? filled : typed(kind, rules.allocated(kind, null, filled)));
  }

  /** Makes a changed object complete; what only the server may change is as it was. */
  MapValue updated(ServedKind kind, MapValue live, Body body) {
    ResourceKey key = ApiServer.keyOf(live);
    MapValue changed = body.read();
    MapValue filled = kind.hasStatus() ? withStatusOf(live, changed) : changed;
    filled = withServerFieldsOf(live, addressed(kind, key, filled));
    filled = typed(kind, rules.regenerated(kind, live, typed(kind, filled)));
    List<Cause> causes = new ArrayList<>();
    causes.addAll(rules.problems(kind, live, seen(kind, body.asLookedAtWithVersion(filled))));
    filled = withDistinctOwners(filled);
    causes.addAll(ofType(kind, live, filled));
    refuse(key, causes);
    filled = typed(kind, rules.allocated(kind, live, filled));
    boolean isNew = KindRules.isNewGeneration(kind, live, filled) || KindRules.minds(kind, body);
    if (rules.countsGenerations(kind) && isNew) {
      long generation = live.integerAt("metadata", "generation").orElse(0L) + 1;
      filled = Fields.set(filled, generation, "metadata", "generation");
    }
    return complete(kind, filled);
  }

  /** The live object with the status, and what else its writers may change, of a changed one. */
  MapValue updatedStatus(ServedKind kind, MapValue live, Body body) {
    MapValue changed = body.read();
    MapValue seen = asSeenByStatus(kind, live, changed);
    MapValue filled = withStatusOf(changed, live);
    filled = filled.with("metadata", withServerFieldsOf(live, seen).mapAt("metadata"));
    filled = typed(kind, addressed(kind, ApiServer.keyOf(live), filled));
    MapValue lookedAt = seen(kind, body.asLookedAt(filled));
    List<Cause> causes = new ArrayList<>(Validation.ofStatus(kind, live, lookedAt));
    causes.addAll(kind.form().type().problemsOfStatus(filled));
    causes.addAll(ScaleRules.problems(kind, filled));
    refuse(ApiServer.keyOf(live), causes);
    return complete(kind, filled);
  }

  private MapValue complete(ServedKind kind, MapValue object) {
    return ordered(rules.converted(kind, object));
  }

  private static MapValue seen(ServedKind kind, MapValue object) {
    return kind.isBuiltIn() ? object : CustomMetadata.seen(object);
  }

  /** What is written with the fields that a write of the status does not change. */
  private static MapValue asSeenByStatus(ServedKind kind, MapValue live, MapValue changed) {
    String version = live.textAt("metadata", "resourceVersion").orElse("");
    MapValue seen = Fields.fallback(changed, version, "metadata", "resourceVersion");
    for (String field : kind.keptByStatus()) {
      Optional<Value> was = live.at("metadata", field);
      seen =
          was.isPresent()
              ? Fields.set(seen, was.get(), "metadata", field)
              : Fields.remove(seen, "metadata", field);
    }
    return seen;
  }

  private static List<Cause> ofType(ServedKind kind, @Nullable MapValue before, MapValue object) {
    List<Cause> causes = new ArrayList<>(kind.form().type().problems(before, object));
    causes.addAll(ScaleRules.problems(kind, object));
    return causes;
  }

  /** An owner that is named twice counts once. */
  private static MapValue withDistinctOwners(MapValue object) {
    List<Value> owners = object.itemsAt("metadata", "ownerReferences");
    List<Value> distinct = owners.stream().distinct().toList();
    return distinct.size() == owners.size()
        ? object
        : Fields.set(object, new ListValue(distinct), "metadata", "ownerReferences");
  }

  private MapValue typed(ServedKind kind, MapValue object) {
    if (!kind.isBuiltIn()) {
      return kind.form().type().completed(object);
    }
    return withStatus(kind, rules.typed(kind, object));
  }

  private static MapValue withStatus(ServedKind kind, MapValue typed) {
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
    // Servers had this field long before they did without it, and never kept it.
    named = Fields.remove(named, "metadata", "clusterName");
    return kind.resource().namespaced()
        ? Fields.set(named, key.namespace(), "metadata", "namespace")
        : Fields.remove(named, "metadata", "namespace");
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

  /** Whether the server is of before Kubernetes 1.21. */
  boolean isOld() {
    return rules.isOld();
  }

  /** As a refusal names it. */
  ResourceKey inRefusals(ResourceKey key) {
    return rules.inRefusals(key);
  }

  private void refuse(ResourceKey key, List<Cause> causes) {
    if (!causes.isEmpty()) {
      throw StatusException.invalid(rules.inRefusals(key), causes);
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

  /** Without a grace period; its objects go first. */
  MapValue terminatingDefinition(MapValue live, List<Value> finalizers) {
    MapValue pending =
        Conditions.condition(
            "Terminating",
            "True",
            "InstanceDeletionPending",
            "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon");
    MapValue status = Conditions.with(live.mapAt("status"), pending, time());
    MapValue marked = Fields.set(live, time(), "metadata", "deletionTimestamp");
    return withFinalizers(marked.with("status", status), finalizers);
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
