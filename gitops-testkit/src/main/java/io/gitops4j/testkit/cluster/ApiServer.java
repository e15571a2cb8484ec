package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.cluster.ApplyOutcome.FieldConflict;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.ApplyOptions;
import io.gitops4j.core.merge.ApplyResult;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.MergeException;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.merge.UpdateOptions;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes as a kube-apiserver does them. Not thread-safe: {@link InMemoryCluster} holds its lock
 * around every call.
 */
final class ApiServer {
  private static final FieldSet STATUS = FieldSet.of(FieldPath.of("status"));

  private final ServedKinds kinds;
  private final ObjectStore store;
  private final Identifiers ids;
  private final Supplier<Instant> clock;
  private final Admission admission;
  private final Admission rehearsal;

  ApiServer(ServedKinds kinds, ObjectStore store, Identifiers ids, Supplier<Instant> clock) {
    this.kinds = kinds;
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.admission = new Admission(store, ids, clock);
    // Dry runs draw other ids, so that they leave no trace in those of later objects.
    this.rehearsal = new Admission(store, new Identifiers(-1), clock);
  }

  static ResourceKey keyOf(MapValue object) {
    return Manifest.of(object).key();
  }

  ApplyOutcome apply(ApplyRequest request) {
    ServedKind kind = kinds.require(request.manifest().kind());
    try {
      return apply(kind, request);
    } catch (StatusException e) {
      return e.asOutcome();
    } catch (MergeException e) {
      String message =
          "failed to create typed patch object (%s/%s; %s, Kind=%s): %s"
              .formatted(
                  request.manifest().namespace(),
                  request.manifest().name(),
                  request.manifest().kind().apiVersion(),
                  request.manifest().kind().kind(),
                  e.getMessage());
      return new ApplyOutcome.Rejected("Unknown", message, List.of());
    }
  }

  private ApplyOutcome apply(ServedKind kind, ApplyRequest request) {
    ResourceKey key = addressOf(kind, request.manifest().key());
    MapValue live = store.get(key);
    AppliedConfig config = AppliedConfig.of(request.manifest().content());
    config.checkAgainst(live, kind.named(key));
    ApplyOptions options = ApplyOptions.by(request.fieldManager(), clock.get());
    options = request.force() ? options.forced() : options;
    options = kind.hasStatus() ? options.ignoring(STATUS) : options;
    MapValue stated = kind.hasStatus() ? config.content().without("status") : config.content();
    ApplyResult result = ServerSideApply.apply(live, stated, options, kind.schema());
    if (result instanceof ApplyResult.Conflicted conflicted) {
      return conflicted(conflicted);
    }
    MapValue merged = ((ApplyResult.Applied) result).object();
    Admission rules = request.dryRun() ? rehearsal : admission;
    return live == null
        ? applied(key, rules.created(kind, key, merged), request, Change.CREATED)
        : reapplied(key, live, rules.updated(kind, live, merged), request);
  }

  private static ApplyOutcome conflicted(ApplyResult.Conflicted result) {
    List<FieldConflict> conflicts =
        result.conflicts().stream()
            .map(c -> new FieldConflict(c.path().toString(), c.owner().manager()))
            .toList();
    return new ApplyOutcome.Conflicted(conflicts, result.message());
  }

  private ApplyOutcome reapplied(
      ResourceKey key, MapValue live, MapValue merged, ApplyRequest request) {
    return isSame(live, merged)
        ? new ApplyOutcome.Applied(LiveResource.of(Manifest.of(live)), Change.UNCHANGED)
        : applied(key, merged, request, Change.CONFIGURED);
  }

  private ApplyOutcome applied(
      ResourceKey key, MapValue object, ApplyRequest request, Change change) {
    MapValue answer =
        request.dryRun()
            // a rehearsed creation has no version yet; "0" is that of no object
            ? Fields.fallback(object, "0", "metadata", "resourceVersion")
            : stored(key, object);
    return new ApplyOutcome.Applied(LiveResource.of(Manifest.of(answer)), change);
  }

  /** A finalizer that ends may end the object with it. */
  private MapValue stored(ResourceKey key, MapValue object) {
    if (Deletion.isOver(object)) {
      store.remove(key);
      return object;
    }
    return store.put(key, object);
  }

  /** Whether a write would store what is there: times of managers do not count. */
  private static boolean isSame(MapValue live, MapValue changed) {
    return withoutManagers(live).equals(withoutManagers(changed))
        && ManagedFields.of(live).equalsIgnoringTimes(ManagedFields.of(changed));
  }

  private static MapValue withoutManagers(MapValue object) {
    return Fields.remove(object, "metadata", "managedFields");
  }

  private static ResourceKey addressOf(ServedKind kind, ResourceKey key) {
    ResourceKey stored = kind.stored(key);
    if (stored.name().isEmpty()) {
      throw StatusException.of("BadRequest", "name is required to apply " + kind.kind());
    }
    if (kind.resource().namespaced() && stored.namespace().isEmpty()) {
      throw StatusException.of(
          "BadRequest",
          "an empty namespace may not be set when a resource name is provided: %s"
              .formatted(kind.named(key)));
    }
    return stored;
  }

  /** A plain create: POST. */
  MapValue create(MapValue object, String manager) {
    ServedKind kind = kinds.require(Manifest.of(object).kind());
    MapValue named = withName(object);
    ResourceKey key = addressOf(kind, keyOf(named));
    if (store.get(key) != null) {
      throw StatusException.alreadyExists(kind.named(key));
    }
    MapValue clean = AppliedConfig.withoutServerFields(named);
    MapValue created = admission.created(kind, key, clean);
    return store.put(key, managed(kind, null, created, UpdateOptions.by(manager, clock.get())));
  }

  private MapValue withName(MapValue object) {
    String name = object.textAt("metadata", "name").orElse("");
    String prefix = object.textAt("metadata", "generateName").orElse("");
    return name.isEmpty() ? Fields.set(object, prefix + ids.suffix(), "metadata", "name") : object;
  }

  /** A plain write of all but the status: PUT, or a patch. */
  MapValue update(ResourceKey key, String manager, UnaryOperator<MapValue> change) {
    Target target = require(key);
    MapValue changed = target.changedBy(change);
    MapValue filled = admission.updated(target.kind, target.live, changed);
    if (filled.equals(target.live)) {
      return target.live;
    }
    UpdateOptions options = UpdateOptions.by(manager, clock.get());
    return written(target, managed(target.kind, target.live, filled, options));
  }

  /** A plain write of the status. */
  MapValue updateStatus(ResourceKey key, String manager, UnaryOperator<MapValue> change) {
    Target target = require(key);
    if (!target.kind.hasStatus()) {
      throw StatusException.notFound(target.kind.named(key) + " status");
    }
    MapValue changed = target.changedBy(change);
    MapValue filled = admission.updatedStatus(target.kind, target.live, changed);
    if (filled.equals(target.live)) {
      return target.live;
    }
    UpdateOptions options = UpdateOptions.by(manager, clock.get()).onSubresource("status");
    return written(
        target, ServerSideApply.update(target.live, filled, options, target.kind.schema()));
  }

  private static MapValue managed(
      ServedKind kind, @Nullable MapValue live, MapValue object, UpdateOptions options) {
    UpdateOptions main = kind.hasStatus() ? options.ignoring(STATUS) : options;
    return ServerSideApply.update(live, object, main, kind.schema());
  }

  private MapValue written(Target target, MapValue object) {
    return isSame(target.live, object) ? target.live : stored(target.key, object);
  }

  private Target require(ResourceKey key) {
    ServedKind kind = kinds.require(key.groupKind());
    ResourceKey stored = kind.stored(key);
    MapValue live = store.get(stored);
    if (live == null) {
      throw StatusException.notFound(kind.named(stored));
    }
    return new Target(kind, stored, live);
  }

  Deletion deletion() {
    return new Deletion(store, admission);
  }

  /** An object that exists. */
  private record Target(ServedKind kind, ResourceKey key, MapValue live) {
    MapValue changedBy(UnaryOperator<MapValue> change) {
      MapValue changed = change.apply(live);
      String version = changed.textAt("metadata", "resourceVersion").orElse("");
      if (!version.isEmpty()
          && !live.textAt("metadata", "resourceVersion").orElse("").equals(version)) {
        throw StatusException.modified(kind.named(key));
      }
      return changed;
    }
  }
}
