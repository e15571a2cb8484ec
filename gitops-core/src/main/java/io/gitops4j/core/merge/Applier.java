package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ApplyResult.Applied;
import io.gitops4j.core.merge.ApplyResult.Change;
import io.gitops4j.core.merge.ApplyResult.Conflicted;
import io.gitops4j.core.merge.ManagedFieldsEntry.Operation;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
  private final Versions versions;

  private Applier(ApplyOptions options, Versions versions) {
    this.options = options;
    this.versions = versions;
  }

  static ApplyResult apply(
      @Nullable MapValue live, MapValue config, ApplyOptions options, Schema schema) {
    if (config.at("metadata", "managedFields").filter(value -> !value.isNull()).isPresent()) {
      throw new MergeException(
          FieldPath.of("metadata", "managedFields"), "must not be set in what is applied");
    }
    Versions versions = new Versions(options.circumstances(), apiVersionOf(config), schema);
    return new Applier(options, versions)
        .apply(
            versions.asAsked(live == null ? MapValue.EMPTY : live),
            NeverOwned.withoutManagedFields(config));
  }

  private ApplyResult apply(MapValue liveWithOwners, MapValue config) {
    MapValue live = NeverOwned.withoutManagedFields(liveWithOwners);
    Schema schema = versions.schema();
    Validator.validate(config, schema, Strictness.ofConfig(options.profile()));
    Validator.validate(live, schema, Strictness.ofLive(options.profile()));
    ManagedFields read = options.circumstances().ownersOf(liveWithOwners);
    ManagedFields before = ownersOf(read, live);
    // Name and kind are cut off only at the end: while pruning they keep their containers.
    FieldSet stated =
        versions
            .fieldSetOf(config, schema)
            .recursiveDifference(options.circumstances().outOfAccount());
    ManagedFieldsEntry entry = entryFor(before, stated);
    ManagedFields claimed = before.with(entry);
    MapValue merged = Merger.merge(live, config, schema, ListOrder.Rule.of(options.profile()));
    Pruner pruner = new Pruner(versions, merged, claimed);
    MapValue after = before.sameAs(entry).map(last -> pruner.prune(last, stated)).orElse(merged);
    VersionedChanges changes =
        new VersionedChanges(versions, live, after, options.circumstances().outOfAccount());
    List<Conflict> conflicts = conflicts(claimed.without(entry), changes);
    if (!conflicts.isEmpty() && !options.force()) {
      return new Conflicted(conflicts);
    }
    VersionedChanges.View view = changes.asked();
    ManagedFieldsEntry own = entry.withFields(NeverOwned.removedFrom(entry.fields()));
    ManagedFields owners = claimed.without(entry).map(changes::rest).with(own);
    if (view.after().equals(view.before()) && owners.equalsIgnoringTimes(read)) {
      return new Applied(liveWithOwners, Change.NONE);
    }
    return written(view, owners, own);
  }

  /** An object that nobody owned anything of counts as written by one unnamed updater. */
  private ManagedFields ownersOf(ManagedFields owners, MapValue live) {
    if (owners.isEmpty() && !live.isEmpty()) {
      FieldSet all =
          NeverOwned.removedFrom(Comparer.compare(MapValue.EMPTY, live, versions.schema()).added());
      return owners.with(
          ManagedFieldsEntry.updated(BEFORE_FIRST_APPLY, versions.asked(), all)
              .withTime(options.time()));
    }
    return versions.adapted(owners, live);
  }

  private ManagedFieldsEntry entryFor(ManagedFields before, FieldSet fields) {
    String subresource = options.circumstances().entrySubresource();
    return new ManagedFieldsEntry(
        options.manager(),
        Operation.APPLY,
        versions.asked(),
        before.applied(options.manager(), subresource).flatMap(ManagedFieldsEntry::time),
        subresource,
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

  private static List<Conflict> conflicts(ManagedFields others, VersionedChanges changes) {
    List<Conflict> conflicts = new ArrayList<>();
    others.entries().stream()
        .sorted(BY_IDENTITY)
        .forEach(
            owner ->
                changes
                    .in(owner.apiVersion())
                    .ifPresent(
                        view ->
                            owner
                                .fields()
                                .intersection(view.changes().written())
                                .forEach(path -> conflicts.add(conflict(path, owner, view)))));
    return conflicts;
  }

  private static Conflict conflict(
      FieldPath path, ManagedFieldsEntry owner, VersionedChanges.View view) {
    return new Conflict(
        path,
        owner,
        ServerSideApply.valueAt(view.before(), path, view.schema()),
        ServerSideApply.valueAt(view.after(), path, view.schema()));
  }

  private Applied written(
      VersionedChanges.View view, ManagedFields owners, ManagedFieldsEntry own) {
    Change change = view.after().equals(view.before()) ? Change.OWNERSHIP : Change.CONTENT;
    boolean stamps =
        change == Change.CONTENT || options.profile().has(Deviation.OWNERSHIP_CHANGES_TIME);
    return new Applied((stamps ? stamped(owners, own) : owners).writtenTo(view.after()), change);
  }

  private ManagedFields stamped(ManagedFields owners, ManagedFieldsEntry own) {
    return owners.with(own.withTime(options.time()));
  }
}
