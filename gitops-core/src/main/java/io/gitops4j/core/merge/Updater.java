package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ManagedFieldsEntry.Operation;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bookkeeping of owners behind create, replace and patch. */
final class Updater {
  private final UpdateOptions options;
  private final Schema schema;

  private Updater(UpdateOptions options, Schema schema) {
    this.options = options;
    this.schema = schema;
  }

  static MapValue update(
      @Nullable MapValue live, MapValue updated, UpdateOptions options, Schema schema) {
    return new Updater(options, schema).update(live, updated);
  }

  private MapValue update(@Nullable MapValue live, MapValue updated) {
    ManagedFields kept =
        live == null ? ManagedFields.NONE : readable(live).orElse(ManagedFields.NONE);
    ManagedFields before = options.subresource().isEmpty() ? startingFrom(updated, kept) : kept;
    if (live != null && before.isEmpty()) {
      return before.writtenTo(
          updated); // an object without owners stays without, until it is applied
    }
    try {
      ManagedFields after = owners(live == null ? MapValue.EMPTY : live, updated, before);
      return after.writtenTo(updated);
    } catch (MergeException e) {
      // A write goes through even if it can't be accounted for, as at the API server.
      boolean drops = options.profile().has(Deviation.UNACCOUNTED_WRITE_DROPS_OWNERS);
      return (drops ? ManagedFields.NONE : kept).writtenTo(updated);
    }
  }

  private static Optional<ManagedFields> readable(MapValue object) {
    try {
      return Optional.of(ManagedFields.of(object));
    } catch (MergeException e) {
      return Optional.empty();
    }
  }

  /**
   * A writer may set the owners itself, or reset them by a list that is empty or has one empty
   * entry.
   */
  private static ManagedFields startingFrom(MapValue updated, ManagedFields kept) {
    Optional<List<Value>> given =
        updated
            .at("metadata", "managedFields")
            .filter(value -> value.asList().isPresent())
            .map(Value::itemsAt);
    if (given.isEmpty()) {
      return kept;
    }
    if (given.get().isEmpty() || given.get().equals(List.of(MapValue.EMPTY))) {
      return ManagedFields.NONE;
    }
    return readable(updated).filter(fields -> !fields.isEmpty()).orElse(kept);
  }

  private ManagedFields owners(MapValue liveWithOwners, MapValue updated, ManagedFields before) {
    Circumstances circumstances = options.circumstances();
    Versions versions = new Versions(circumstances, Applier.apiVersionOf(updated), schema);
    MapValue live = versions.asAsked(NeverOwned.withoutManagedFields(liveWithOwners));
    MapValue after = NeverOwned.withoutManagedFields(updated);
    Validator.validate(live, schema, Strictness.ofLive(options.profile()));
    Validator.validate(after, schema, Strictness.ofLive(options.profile()));
    VersionedChanges changes =
        new VersionedChanges(versions, live, after, circumstances.outOfAccount());
    ManagedFields known = live.isEmpty() ? before : versions.adapted(before, live);
    ManagedFields rest = known.map(changes::rest);
    FieldSet taken = NeverOwned.removedFrom(changes.asked().changes().written());
    if (taken.isEmpty()) {
      return rest;
    }
    ManagedFieldsEntry writer = entry(versions.asked(), taken);
    FieldSet earlier = rest.sameAs(writer).map(ManagedFieldsEntry::fields).orElse(FieldSet.EMPTY);
    ManagedFieldsEntry widened = writer.withFields(earlier.union(taken));
    return UpdaterCap.applied(rest.with(stamped(widened, before)));
  }

  private ManagedFieldsEntry stamped(ManagedFieldsEntry writer, ManagedFields before) {
    Optional<ManagedFieldsEntry> was = before.sameAs(writer);
    boolean isSame = was.filter(entry -> entry.fields().equals(writer.fields())).isPresent();
    return isSame && options.profile().has(Deviation.SAME_FIELDS_KEEP_TIME) ? was.get() : writer;
  }

  private ManagedFieldsEntry entry(String apiVersion, FieldSet fields) {
    return new ManagedFieldsEntry(
        options.manager(),
        Operation.UPDATE,
        apiVersion,
        Optional.of(options.time()),
        options.circumstances().entrySubresource(),
        fields);
  }
}
