package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.core.merge.ManagedFieldsEntry.Operation;
import io.gitops4j.core.merge.MergeException;
import java.util.List;

/**
 * Who owns what of a live object, seen from us.
 *
 * @param all as the object says
 * @param own what we applied
 * @param others everybody else, but what we wrote by other means
 */
record LiveOwners(ManagedFields all, FieldSet own, List<ManagedFieldsEntry> others) {

  /** Nobody owns anything if the object's account of it can't be read. */
  static LiveOwners of(LiveResource live, String fieldManager) {
    ManagedFields all;
    try {
      all = live.managedFields();
    } catch (MergeException e) {
      all = ManagedFields.NONE;
    }
    FieldSet own =
        all.applied(fieldManager, "").map(ManagedFieldsEntry::fields).orElse(FieldSet.EMPTY);
    List<ManagedFieldsEntry> others =
        all.entries().stream().filter(entry -> !entry.manager().equals(fieldManager)).toList();
    return new LiveOwners(all, own, others);
  }

  /** What other appliers own. */
  FieldSet applied() {
    return others.stream()
        .filter(entry -> entry.operation() == Operation.APPLY)
        .map(ManagedFieldsEntry::fields)
        .reduce(FieldSet.EMPTY, FieldSet::union);
  }
}
