package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.diff.FieldChange.Reason;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Changes;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.core.merge.MergeException;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerSideApply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names the fields in which a live object differs from what an apply would make of it. */
final class FieldChanges {
  private final Schema schema;
  private final String fieldManager;
  private final Redactor redactor;

  FieldChanges(Schema schema, String fieldManager, Redactor redactor) {
    this.schema = schema;
    this.fieldManager = fieldManager;
    this.redactor = redactor;
  }

  static List<FieldChange> ofCreated(Manifest object, Redactor redactor) {
    return List.of(
        new FieldChange(
            FieldPath.ROOT,
            Optional.of(redactor.redacted(object).content()),
            Optional.empty(),
            Optional.empty(),
            Reason.TO_BE_CREATED));
  }

  static List<FieldChange> ofPruned(LiveResource object, Redactor redactor) {
    return List.of(
        new FieldChange(
            FieldPath.ROOT,
            Optional.empty(),
            Optional.of(redactor.redacted(object.manifest()).content()),
            Optional.empty(),
            Reason.TO_BE_PRUNED));
  }

  /** Empty if the difference is none, or only in what the server writes by itself. */
  List<FieldChange> between(LiveResource live, MapValue predicted) {
    Changes changes = changes(live.content(), predicted);
    Masked masked =
        new Masked(
            redactor.redacted(live.key(), live.content()),
            redactor.redacted(live.key(), predicted),
            owners(live));
    List<FieldChange> found = new ArrayList<>();
    add(found, changes.modified().paths(), Reason.DIFFERS, masked);
    add(found, changes.added().leaves().paths(), Reason.MISSING, masked);
    add(found, changes.removed().leaves().paths(), Reason.NO_LONGER_STATED, masked);
    if (found.isEmpty()) {
      add(
          found,
          ListOrder.differing(Noise.removedFrom(live.content()), Noise.removedFrom(predicted)),
          Reason.ORDER,
          masked);
    }
    return found;
  }

  /** What is removed, without what the server writes by itself. */
  FieldSet removed(MapValue live, MapValue predicted) {
    return FieldSet.of(
        changes(live, predicted).removed().paths().stream()
            .filter(path -> !Noise.contains(path))
            .toList());
  }

  private Changes changes(MapValue live, MapValue predicted) {
    try {
      return ServerSideApply.compare(live, predicted, schema);
    } catch (MergeException e) {
      return ServerSideApply.compare(live, predicted, Schema.deduced());
    }
  }

  private static ManagedFields owners(LiveResource live) {
    try {
      return live.managedFields();
    } catch (MergeException e) {
      return ManagedFields.NONE;
    }
  }

  private record Masked(MapValue live, MapValue predicted, ManagedFields owners) {}

  private void add(List<FieldChange> found, List<FieldPath> paths, Reason reason, Masked masked) {
    for (FieldPath path : paths) {
      if (!Noise.contains(path)) {
        found.add(
            new FieldChange(
                path,
                value(masked.predicted, path),
                value(masked.live, path),
                owner(masked.owners, path),
                reason));
      }
    }
  }

  private Optional<Value> value(MapValue object, FieldPath path) {
    try {
      return ServerSideApply.valueAt(object, path, schema);
    } catch (MergeException e) {
      return Optional.empty();
    }
  }

  private Optional<String> owner(ManagedFields owners, FieldPath path) {
    List<ManagedFieldsEntry> entries = owners.ownersOf(path);
    String others =
        entries.stream()
            .map(ManagedFieldsEntry::manager)
            .filter(manager -> !manager.equals(fieldManager))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      return Optional.of(others);
    }
    return entries.isEmpty() ? Optional.empty() : Optional.of(fieldManager);
  }
}
