package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ApplyResult.Applied;
import io.gitops4j.core.merge.ApplyResult.Change;
import io.gitops4j.core.merge.ApplyResult.Conflicted;
import io.gitops4j.core.merge.ManagedFieldsEntry.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server-side apply, step by step. */
final class Applier {
  private static final String BEFORE_FIRST_APPLY = "before-first-apply";

  /** Managers in the order in which the API server names them in a refusal. */
  private static final Comparator<ManagedFieldsEntry> BY_IDENTITY =
      Comparator.comparing(ManagedFieldsEntry::manager)
          .thenComparing(entry -> entry.operation().wire())
          .thenComparing(ManagedFieldsEntry::apiVersion)
          .thenComparing(ManagedFieldsEntry::subresource);

  private final ApplyOptions options;
  private final Schema schema;

  private Applier(ApplyOptions options, Schema schema) {
    this.options = options;
    this.schema = schema;
  }

  static ApplyResult apply(
      @Nullable MapValue live, MapValue config, ApplyOptions options, Schema schema) {
    if (!config.itemsAt("metadata", "managedFields").isEmpty()) {
      throw new MergeException(
          FieldPath.of("metadata", "managedFields"), "must not be set in what is applied");
    }
    return new Applier(options, schema)
        .apply(live == null ? MapValue.EMPTY : live, NeverOwned.withoutManagedFields(config));
  }

  private ApplyResult apply(MapValue liveWithOwners, MapValue config) {
    MapValue live = NeverOwned.withoutManagedFields(liveWithOwners);
    Validator.validate(config, schema, Validator.Duplicates.REFUSED);
    Validator.validate(live, schema, Validator.Duplicates.ALLOWED);
    ManagedFields before = ownersOf(liveWithOwners, live);
    // Name and kind are cut off only at the end: while pruning they keep their containers.
    FieldSet stated =
        FieldSetBuilder.fieldSetOf(config, schema).recursiveDifference(options.ignored());
    ManagedFieldsEntry entry = entryFor(before, config, stated);
    ManagedFields claimed = before.with(entry);
    MapValue merged = Merger.merge(live, config, schema);
    FieldSet last = before.sameAs(entry).map(ManagedFieldsEntry::fields).orElse(FieldSet.EMPTY);
    MapValue after = Pruner.prune(merged, last, stated, claimed.all(), schema);
    Changes changes = Comparer.compare(live, after, schema).without(options.ignored());
    List<Conflict> conflicts = conflicts(claimed.without(entry), changes, live, after);
    return conflicts.isEmpty() || options.force()
        ? finished(liveWithOwners, after, claimed, entry, changes)
        : new Conflicted(conflicts);
  }

  /** An object that nobody owned anything of counts as written by one unnamed updater. */
  private ManagedFields ownersOf(MapValue liveWithOwners, MapValue live) {
    ManagedFields owners = ManagedFields.of(liveWithOwners);
    if (owners.isEmpty() && !live.isEmpty()) {
      FieldSet all = NeverOwned.removedFrom(Comparer.compare(MapValue.EMPTY, live, schema).added());
      return owners.with(
          ManagedFieldsEntry.updated(BEFORE_FIRST_APPLY, apiVersionOf(live), all)
              .withTime(options.time()));
    }
    return owners.map(entry -> entry.withFields(SchemaSets.adapted(entry.fields(), schema)));
  }

  private ManagedFieldsEntry entryFor(ManagedFields before, MapValue config, FieldSet fields) {
    Optional<ManagedFieldsEntry> known = before.applied(options.manager(), options.subresource());
    return new ManagedFieldsEntry(
        options.manager(),
        Operation.APPLY,
        apiVersionOf(config),
        known.flatMap(ManagedFieldsEntry::time),
        options.subresource(),
        fields);
  }

  static String apiVersionOf(MapValue object) {
    return object
        .textAt("apiVersion")
        .filter(text -> !text.isEmpty())
        .orElseThrow(
            () ->
                new MergeException(FieldPath.of("apiVersion"), "must be a text that is not empty"));
  }

  private List<Conflict> conflicts(
      ManagedFields others, Changes changes, MapValue live, MapValue after) {
    FieldSet written = changes.written();
    List<Conflict> conflicts = new ArrayList<>();
    others.entries().stream()
        .sorted(BY_IDENTITY)
        .forEach(
            owner ->
                owner
                    .fields()
                    .intersection(written)
                    .forEach(path -> conflicts.add(conflict(path, owner, live, after))));
    return conflicts;
  }

  private Conflict conflict(
      FieldPath path, ManagedFieldsEntry owner, MapValue live, MapValue after) {
    return new Conflict(
        path,
        owner,
        ServerSideApply.valueAt(live, path, schema),
        ServerSideApply.valueAt(after, path, schema));
  }

  private ApplyResult finished(
      MapValue liveWithOwners,
      MapValue after,
      ManagedFields claimed,
      ManagedFieldsEntry entry,
      Changes changes) {
    boolean content = !after.equals(NeverOwned.withoutManagedFields(liveWithOwners));
    ManagedFieldsEntry own = entry.withFields(NeverOwned.removedFrom(entry.fields()));
    ManagedFields owners =
        claimed
            .without(entry)
            .map(other -> other.withFields(other.fields().difference(changes.all())))
            .with(content ? own.withTime(options.time()) : own);
    if (content) {
      return new Applied(owners.writtenTo(after), Change.CONTENT);
    }
    return owners.equalsIgnoringTimes(ManagedFields.of(liveWithOwners))
        ? new Applied(liveWithOwners, Change.NONE)
        : new Applied(owners.writtenTo(after), Change.OWNERSHIP);
  }
}
