package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.core.merge.MergeException;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerSideApply;

/** The fields of an object that are ours: stated now, or owned since an earlier apply. */
final class StatedFields {
  private StatedFields() {}

  /** What an apply of the intent would own. */
  static FieldSet sent(Intent intent, Schema schema) {
    return intent.fields(schema, StatedFields::of);
  }

  private static FieldSet of(MapValue document, Schema schema) {
    try {
      return ServerSideApply.fieldSetOf(document, schema);
    } catch (MergeException e) {
      // The schema is not the one the server has: what is left is the shape of the document.
      return ServerSideApply.fieldSetOf(document, Schema.deduced());
    }
  }

  /** What the applier owns by the object's own account; nothing if that can't be read. */
  static FieldSet owned(LiveResource live, String fieldManager) {
    try {
      return owned(live.managedFields(), fieldManager);
    } catch (MergeException e) {
      return FieldSet.EMPTY;
    }
  }

  static FieldSet owned(MapValue object, String fieldManager) {
    try {
      return owned(ManagedFields.of(object), fieldManager);
    } catch (MergeException e) {
      return FieldSet.EMPTY;
    }
  }

  private static FieldSet owned(ManagedFields owners, String fieldManager) {
    return owners.applied(fieldManager, "").map(ManagedFieldsEntry::fields).orElse(FieldSet.EMPTY);
  }

  static FieldSet of(Intent intent, LiveResource live, Schema schema, String fieldManager) {
    return sent(intent, schema).union(owned(live, fieldManager));
  }
}
