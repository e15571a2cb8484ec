package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ManagedFieldsEntry.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Changes who owns the fields of a live object, so that the next apply of a manager does what it
 * should: it removes what the manager owned and does not state. Only the object itself is looked
 * at, never its sub-resources' entries, except where fields are taken away from everybody.
 *
 * <p>The outcome is to be written with a patch of {@code metadata.managedFields} that names the
 * {@code resourceVersion} of the live object, so that nobody else's write gets lost. Immutable;
 * each step works on the outcome of the one before.
 *
 * @since 0.1.0
 */
public final class OwnershipRewrite {
  private final MapValue live;
  private final String manager;
  private final Schema schema;
  private final ManagedFields owners;

  private OwnershipRewrite(MapValue live, String manager, Schema schema, ManagedFields owners) {
    this.live = live;
    this.manager = manager;
    this.schema = schema;
    this.owners = owners;
  }

  /**
   * Nothing rewritten yet.
   *
   * @param live the object with its managedFields, as it was read
   * @param manager the field manager that applies
   * @throws MergeException if the managedFields can't be read
   */
  public static OwnershipRewrite of(MapValue live, String manager, Schema schema) {
    return new OwnershipRewrite(live, manager, schema, ManagedFields.of(live));
  }

  /**
   * Takes over from other managers of the object itself, such as {@code kubectl-client-side-apply}
   * or {@code helm}: their entries, of applies as of other writes, go into the applied entry of
   * this manager. What they wrote in another version of the kind comes along where the object has
   * fields of that name; so do the annotation that kubectl keeps its last document in, and any
   * default that they wrote.
   */
  public OwnershipRewrite adopting(Set<String> managers) {
    Predicate<ManagedFieldsEntry> adopted =
        entry ->
            entry.subresource().isEmpty()
                && managers.contains(entry.manager())
                && !(entry.manager().equals(manager) && entry.operation() == Operation.APPLY);
    List<ManagedFieldsEntry> found = owners.entries().stream().filter(adopted).toList();
    if (found.isEmpty()) {
      return this;
    }
    ManagedFieldsEntry own = own();
    FieldSet fields = own.fields();
    for (ManagedFieldsEntry entry : found) {
      boolean sameVersion = entry.apiVersion().equals(own.apiVersion());
      fields = fields.union(sameVersion ? entry.fields() : present(entry.fields()));
    }
    ManagedFieldsEntry united = own.withFields(fields);
    return with(
        new ManagedFields(owners.entries().stream().filter(adopted.negate()).toList())
            .with(newest(found).map(united::withTime).orElse(united)));
  }

  private static Optional<Instant> newest(List<ManagedFieldsEntry> entries) {
    return entries.stream().flatMap(entry -> entry.time().stream()).max(Comparator.naturalOrder());
  }

  /**
   * Takes fields and all below them from whoever owns them, on sub-resources too, or from nobody:
   * to remove with the next apply what this manager stated once, or what nobody should have stated.
   * Fields that the object lacks are left out. Of something atomic the whole is taken.
   */
  public OwnershipRewrite taking(FieldSet fields) {
    FieldSet taken = present(SchemaSets.adapted(fields, schema));
    if (taken.isEmpty()) {
      return this;
    }
    ManagedFieldsEntry own = own();
    FieldSet all = own.fields().union(taken);
    List<ManagedFieldsEntry> entries = new ArrayList<>();
    for (ManagedFieldsEntry entry : owners.entries()) {
      if (!entry.sameManager(own)) {
        FieldSet rest = entry.fields().recursiveDifference(taken);
        all = all.union(entry.fields().difference(rest));
        entries.add(entry.withFields(rest));
      }
    }
    entries.add(own.withFields(all));
    return with(new ManagedFields(entries));
  }

  /**
   * Takes exactly these fields from whoever owns them, and nothing that lies below them: what
   * others have in a map or list that goes only as far as these fields do stays theirs. Who owns
   * nothing any more in a map, list or item gives up that too: some servers would hand all that is
   * in it back.
   */
  public OwnershipRewrite takingOnly(FieldSet fields) {
    if (fields.isEmpty()) {
      return this;
    }
    ManagedFieldsEntry own = own();
    ManagedFields others =
        owners.map(
            entry ->
                entry.withFields(FieldSetAlgebra.differenceWithoutShells(entry.fields(), fields)));
    return with(others.with(own.withFields(own.fields().union(fields))));
  }

  /**
   * Makes fields nobody's as far as this manager owns them by writes to the object itself: their
   * values stay, and nobody's apply will miss them.
   */
  public OwnershipRewrite releasing(String owner, FieldSet fields) {
    if (fields.isEmpty()) {
      return this;
    }
    return with(
        owners.map(
            entry ->
                entry.manager().equals(owner) && entry.subresource().isEmpty()
                    ? entry.withFields(
                        FieldSetAlgebra.differenceWithoutShells(entry.fields(), fields))
                    : entry));
  }

  /**
   * Follows up a create or replace by this manager: its entries of such writes become its applied
   * entry, which owns exactly what an apply of the intent would. Defaults that were set with the
   * write are nobody's then.
   *
   * @param intent what was created or replaced
   * @throws MergeException if the intent does not fit the schema
   */
  public OwnershipRewrite stating(MapValue intent) {
    FieldSet stated = ServerSideApply.fieldSetOf(intent, schema);
    ManagedFieldsEntry own = own();
    ManagedFieldsEntry entry =
        new ManagedFieldsEntry(
            manager, Operation.APPLY, Applier.apiVersionOf(intent), own.time(), "", stated);
    Predicate<ManagedFieldsEntry> written =
        other ->
            other.manager().equals(manager)
                && other.operation() == Operation.UPDATE
                && other.subresource().isEmpty();
    List<ManagedFieldsEntry> replaced = owners.entries().stream().filter(written).toList();
    return with(
        new ManagedFields(owners.entries().stream().filter(written.negate()).toList())
            .with(newest(replaced).map(entry::withTime).orElse(entry)));
  }

  /** The owners to write; empty if they are as they were. */
  public Optional<ManagedFields> result() {
    return owners.equals(ManagedFields.of(live)) ? Optional.empty() : Optional.of(owners);
  }

  private OwnershipRewrite with(ManagedFields changed) {
    return new OwnershipRewrite(live, manager, schema, changed);
  }

  private ManagedFieldsEntry own() {
    return owners
        .applied(manager, "")
        .orElseGet(
            () -> ManagedFieldsEntry.applied(manager, Applier.apiVersionOf(live), FieldSet.EMPTY));
  }

  /** Those of the fields that the object has; a comparison with nothing names every place of it. */
  private FieldSet present(FieldSet fields) {
    MapValue object = NeverOwned.withoutManagedFields(live);
    return fields.intersection(Comparer.compare(MapValue.EMPTY, object, schema).added());
  }
}
