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
  private final Storing storing;
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
    this.managers = new FieldManagers(settings.profile(), clock, kinds);
    KindRules rules = new KindRules(settings.release(), store, false);
    KindRules rehearsed = new KindRules(settings.release(), store, true);
    this.admission = new Admission(store, ids, clock, rules);
    this.storing = new Storing(kinds, store, managers, admission);
    this.applying = new Applying(managers, admission);
    // Dry runs draw other ids, so that they leave no trace in those of later objects.
    this.rehearsal = new Admission(store, new Identifiers(-1), clock, rehearsed);
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
    return Optional.ofNullable(store.get(key)).map(kind::read);
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
    return new Written(storing.created(write, complete, written, version), Change.CREATED);
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
    if (live == null || !write.looksFirst()) {
      Identity.checkUid(write, live, body);
    }
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
    Applying.Applied applied = applying.on(write, live, config, force);
    if (live == null) {
      config.checkCreating(write);
      return createdByUpdate(write, applied.body(), applied.form());
    }
    checkVersion(write, live, applied.body().read(), false);
    return updated(write, live, applied.body(), applied.form());
  }

  private Written updated(Write write, MapValue live, MapValue changed) {
    checkVersion(write, live, changed, false);
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
                write.subresource().equals("finalize") ? body : kept(live, body));
    checkVersion(write, live, body.read(), true);
    return storing
        .changed(write, complete, form)
        .map(stored -> new Written(stored, Change.CONFIGURED))
        .orElseGet(() -> new Written(live, Change.UNCHANGED));
  }

  private static void checkVersion(
      Write write, MapValue live, MapValue changed, boolean isChecked) {
    if (write.looksFirst() == isChecked) {
      Identity.checkVersion(write, live, changed);
    }
  }

  /** The finalizers of a namespace's spec are changed by {@code finalize} alone. */
  private static Body kept(MapValue live, Body body) {
    if (!keyOf(live).groupKind().equals(Kinds.NAMESPACE)) {
      return body;
    }
    return live.at("spec", "finalizers")
        .map(finalizers -> body.with(Fields.set(body.read(), finalizers, "spec", "finalizers")))
        .orElse(body);
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
