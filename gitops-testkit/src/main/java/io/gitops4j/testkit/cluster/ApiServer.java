package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Writes as a kube-apiserver does them. Not thread-safe: {@link InMemoryCluster} holds its lock
 * around every call.
 */
final class ApiServer {
  private final ServedKinds kinds;
  private final ObjectStore store;
  private final Identifiers ids;
  private final FieldManagers managers;
  private final Admission admission;
  private final Admission rehearsal;
  private final Applying applying;

  ApiServer(
      ServedKinds kinds,
      ObjectStore store,
      Identifiers ids,
      Supplier<Instant> clock,
      InMemoryClusterBuilder settings) {
    this.kinds = kinds;
    this.store = store;
    this.ids = ids;
    this.managers = new FieldManagers(settings.profile(), clock);
    KindRules rules = new KindRules(settings.release(), store);
    this.admission = new Admission(store, ids, clock, rules);
    this.applying = new Applying(managers, admission);
    // Dry runs draw other ids, so that they leave no trace in those of later objects.
    this.rehearsal = new Admission(store, new Identifiers(-1), clock, rules);
  }

  static ResourceKey keyOf(MapValue object) {
    return Manifest.of(object).key();
  }

  /** An object as it is after a write, or would be after a rehearsed one. */
  record Written(MapValue object, Change change) {}

  /** One object in the version that was asked for. */
  MapValue get(ServedKind kind, ResourceKey key) {
    return find(kind, key).orElseThrow(() -> StatusException.notFound(kind, key));
  }

  private Optional<MapValue> find(ServedKind kind, ResourceKey key) {
    return Optional.ofNullable(store.get(key)).map(kind::inItsVersion);
  }

  /** POST. */
  Written create(Write write, MapValue body) {
    Identity.checkCreated(write, body);
    MapValue named = withName(write, body);
    ResourceKey key = ServedKinds.addressOf(write.kind(), write.key(), named);
    MapValue decoded = admission.decoded(write.kind(), named);
    MapValue owned = managers.created(write, decoded);
    return created(write.about(key), new Body(named, owned), WrittenForm.AS_IT_IS);
  }

  private MapValue withName(Write write, MapValue object) {
    MapValue typed = Fields.fallback(object, write.kind().kind().kind(), "kind");
    typed = Fields.fallback(typed, write.kind().kind().apiVersion(), "apiVersion");
    String name = typed.textAt("metadata", "name").orElse("");
    String prefix = typed.textAt("metadata", "generateName").orElse("");
    if (!name.isEmpty() || prefix.isEmpty()) {
      return typed;
    }
    String start = prefix.length() > 58 ? prefix.substring(0, 58) : prefix;
    Identifiers source = write.dryRun() ? new Identifiers(-1) : ids;
    return Fields.set(typed, start + source.suffix(), "metadata", "name");
  }

  private Written created(Write write, Body body, WrittenForm form) {
    MapValue object = body.read();
    WrittenForm written = form.after(WrittenForm.ofCreated(write.kind(), body));
    Admission rules = write.dryRun() ? rehearsal : admission;
    String version = object.textAt("metadata", "resourceVersion").orElse("");
    MapValue complete = rules.created(write, body);
    if (!write.dryRun()) {
      Identity.checkUnversioned(version);
    }
    MapValue there = store.get(write.key());
    if (there != null) {
      throw StatusException.alreadyExists(write.kind(), write.key(), Deletion.isTerminating(there));
    }
    return new Written(
        write.dryRun()
            ? rehearsed(write, complete, version)
            : write.kind().inItsVersion(put(write, complete, written)),
        Change.CREATED);
  }

  /**
   * What would be read of it. A rehearsal does not come to the store, which alone minds and sets
   * versions.
   */
  private MapValue rehearsed(Write write, MapValue complete, String version) {
    MapValue read = write.kind().isBuiltIn() ? complete : admission.decoded(write.kind(), complete);
    return version.isEmpty() ? read : Fields.set(read, version, "metadata", "resourceVersion");
  }

  private MapValue put(Write write, MapValue object, WrittenForm form) {
    MapValue complete = kinds.asStored(object);
    MapValue read = write.kind().isBuiltIn() ? complete : admission.decoded(write.kind(), complete);
    MapValue stored = store.put(write.key(), read);
    MapValue raw = form.of(complete);
    if (!raw.equals(read)) {
      store.writtenAs(write.key(), inVersionOf(stored, raw));
    }
    return stored;
  }

  private static MapValue inVersionOf(MapValue stored, MapValue raw) {
    String version = stored.textAt("metadata", "resourceVersion").orElse("");
    return Fields.set(raw, version, "metadata", "resourceVersion");
  }

  /** PUT. */
  Written replace(Write write, MapValue body) {
    Identity.checkReplaced(write, body);
    // What can't be read is refused before anything is looked up.
    MapValue decoded = admission.decoded(write.kind(), body);
    MapValue live = find(write.kind(), write.key()).orElse(null);
    if (live == null && write.looksFirst()) {
      throw StatusException.notFound(write.kind(), write.key());
    }
    Identity.checkUid(write, live, body);
    if (live != null) {
      return updated(write, live, body);
    }
    if (!write.replacesWhatIsMissing()) {
      throw StatusException.notFound(write.kind(), write.key());
    }
    return createdByUpdate(
        write, new Body(body, managers.created(write, decoded)), WrittenForm.AS_IT_IS);
  }

  /**
   * A creation by a write that found nothing to change; that of a service is one as any other. The
   * version in its body must be one, and counts for nothing.
   */
  private Written createdByUpdate(Write write, Body body, WrittenForm form) {
    if (write.looksFirst()) {
      return created(write, body, form);
    }
    Identity.checkNumber(body.read().textAt("metadata", "resourceVersion").orElse(""));
    return created(
        write,
        write.dryRun()
            ? body
            : body.with(Fields.remove(body.read(), "metadata", "resourceVersion")),
        form);
  }

  /** PATCH, but not apply: the change is made to the object as it is, in the writer's version. */
  Written patch(Write write, UnaryOperator<MapValue> change) {
    MapValue live = get(write.kind(), write.key());
    MapValue changed = change.apply(live);
    requireReadable(write.kind(), changed);
    Identity.checkAddress(write, changed);
    return updated(write, live, changed);
  }

  private void requireReadable(ServedKind kind, MapValue patched) {
    try {
      admission.decoded(kind, patched);
    } catch (StatusException e) {
      throw e.code() == 400 ? StatusException.unreadablePatch(patched, e) : e;
    }
  }

  /** Server-side apply. */
  Written apply(Write write, MapValue body, boolean force) {
    AppliedConfig config = AppliedConfig.of(write, body);
    MapValue live = find(write.kind(), write.key()).orElse(null);
    boolean isElsewhere = !write.subresource().isEmpty() && !write.replacesWhatIsMissing();
    if (live == null && isElsewhere) {
      throw StatusException.notFound(write.kind(), write.key());
    }
    Applying.Applied applied = applying.on(write, live, body, force);
    if (live == null) {
      config.checkCreating(write);
      return createdByUpdate(write, applied.body(), applied.form());
    }
    Identity.checkVersion(write, live, applied.body().read());
    return updated(write, live, applied.body(), applied.form());
  }

  private Written updated(Write write, MapValue live, MapValue changed) {
    Identity.checkVersion(write, live, changed);
    MapValue decoded = admission.decoded(write.kind(), changed);
    MapValue owned = managers.updated(write, live, withOwnersOf(write, changed, decoded));
    return updated(write, live, new Body(changed, owned), WrittenForm.AS_IT_IS);
  }

  /** An empty list of owners, which the types leave out, resets them; not of custom resources. */
  private static MapValue withOwnersOf(Write write, MapValue changed, MapValue decoded) {
    return changed
        .at("metadata", "managedFields")
        .filter(owners -> owners.asList().isPresent() && owners.itemsAt().isEmpty())
        .filter(owners -> write.kind().isBuiltIn() && write.subresource().isEmpty())
        .map(owners -> Fields.set(decoded, owners, "metadata", "managedFields"))
        .orElse(decoded);
  }

  private Written updated(Write write, MapValue live, Body body, WrittenForm form) {
    Admission rules = write.dryRun() ? rehearsal : admission;
    MapValue complete =
        write.isOfStatus()
            ? rules.updatedStatus(write.kind(), live, body)
            : rules.updated(
                write.kind(),
                live,
                write.subresource().equals("finalize") ? body : body.with(kept(live, body.read())));
    MapValue written = write.kind().inItsVersion(store.written(write.key(), live));
    if (!(form instanceof WrittenForm.Losing)
        && managers.isNoWrite(written, form.of(complete))) {
      return new Written(live, Change.UNCHANGED);
    }
    return new Written(
        write.dryRun()
            ? rehearsed(write, complete, "")
            : write.kind().inItsVersion(stored(write, complete, form)),
        Change.CONFIGURED);
  }

  /** The finalizers of a namespace's spec are changed by {@code finalize} alone. */
  private static MapValue kept(MapValue live, MapValue changed) {
    if (!keyOf(live).groupKind().equals(Kinds.NAMESPACE)) {
      return changed;
    }
    return live.at("spec", "finalizers")
        .map(finalizers -> Fields.set(changed, finalizers, "spec", "finalizers"))
        .orElse(changed);
  }

  /** A finalizer that ends may end the object with it. */
  private MapValue stored(Write write, MapValue object, WrittenForm form) {
    if (Deletion.isOver(object)) {
      store.remove(write.key());
      return form.of(object);
    }
    return put(write, object, form);
  }

  /** What controllers and people at a terminal do: a create in the name of a manager. */
  MapValue create(MapValue object, String manager) {
    Manifest manifest = Manifest.of(object);
    ServedKind kind = kinds.require(manifest.kind());
    ResourceKey key =
        new ResourceKey(kind.kind().group(), kind.kind().kind(), manifest.namespace(), "");
    return create(Write.of(kind, key, manager), AppliedConfig.withoutServerFields(object)).object();
  }

  /** A plain write of all but the status. */
  MapValue update(ResourceKey key, String manager, UnaryOperator<MapValue> change) {
    return patch(Write.of(kinds.require(key.groupKind()), key, manager), change).object();
  }

  /** Gives a pod its node, which no plain write can; nobody owns it. */
  void bind(ResourceKey pod, String node) {
    MapValue live = store.get(pod);
    if (live != null) {
      store.put(pod, Fields.set(live, node, "spec", "nodeName"));
    }
  }

  /** What a namespace waits for before it ends. */
  MapValue finalizeNamespace(ResourceKey key, String manager, UnaryOperator<MapValue> change) {
    ServedKind kind = kinds.require(key.groupKind());
    return patch(Write.of(kind, key, manager).on("finalize"), change).object();
  }

  /** A plain write of the status. */
  MapValue updateStatus(ResourceKey key, String manager, UnaryOperator<MapValue> change) {
    ServedKind kind = kinds.require(key.groupKind());
    if (!kind.hasStatus()) {
      throw StatusException.notServed();
    }
    return patch(Write.of(kind, key, manager).on("status"), change).object();
  }

  Deletion deletion() {
    return new Deletion(kinds, store, admission);
  }
}
