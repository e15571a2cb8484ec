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
    MapValue document = intent.manifest().content();
    try {
      return ServerSideApply.fieldSetOf(document, schema);
    } catch (MergeException e) {
      // The schema is not the one the server has: what is left is the shape of the document.
      return ServerSideApply.fieldSetOf(document, Schema.deduced());
    }
  }

  /** What the applier owns by the object's own account; nothing if that can't be read. */
  static FieldSet owned(LiveResource live, String fieldManager) {
    return owned(live.content(), fieldManager);
  }

  static FieldSet owned(MapValue object, String fieldManager) {
    try {
      return ManagedFields.of(object)
          .applied(fieldManager, "")
          .map(ManagedFieldsEntry::fields)
          .orElse(FieldSet.EMPTY);
    } catch (MergeException e) {
      return FieldSet.EMPTY;
    }
  }

  static FieldSet of(Intent intent, LiveResource live, Schema schema, String fieldManager) {
    return sent(intent, schema).union(owned(live, fieldManager));
  }
}
