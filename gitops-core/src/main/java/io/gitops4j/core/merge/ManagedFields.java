package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ManagedFieldsEntry.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who owns which fields of an object: {@code metadata.managedFields}. Immutable; no two entries are
 * of the same manager (see {@link ManagedFieldsEntry#sameManager}), none is empty, and they are in
 * the order in which the API server writes them.
 *
 * @param entries sorted on the way in; of several of the same manager the last counts
 * @since 0.1.0
 */
public record ManagedFields(List<ManagedFieldsEntry> entries) {
  /** Nobody owns anything. */
  public static final ManagedFields NONE = new ManagedFields(List.of());

  private static final Comparator<ManagedFieldsEntry> WIRE_ORDER =
      Comparator.comparing(ManagedFieldsEntry::operation)
          .thenComparing(ManagedFields::seconds)
          .thenComparing(ManagedFieldsEntry::manager)
          .thenComparing(ManagedFieldsEntry::apiVersion)
          .thenComparing(ManagedFieldsEntry::subresource);

  /** Sorts, and drops entries without fields. */
  public ManagedFields {
    List<ManagedFieldsEntry> kept = new ArrayList<>(entries.size());
    for (ManagedFieldsEntry entry : entries) {
      kept.removeIf(entry::sameManager);
      if (!entry.fields().isEmpty()) {
        kept.add(entry);
      }
    }
    kept.sort(WIRE_ORDER);
    entries = List.copyOf(kept);
  }

  private static long seconds(ManagedFieldsEntry entry) {
    return entry.time().map(Instant::getEpochSecond).orElse(0L);
  }

  /**
   * Reads {@code metadata.managedFields} of an object; none if it is missing.
   *
   * @throws MergeException if an entry is malformed
   */
  public static ManagedFields of(MapValue object) {
    return ManagedFieldsWire.read(object);
  }

  /**
   * The object with these entries in place of its own; without {@code metadata.managedFields} if
   * there are none.
   */
  public MapValue writtenTo(MapValue object) {
    return ManagedFieldsWire.write(this, object);
  }

  /** Whether nobody owns anything. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The entry of an applier, in whatever version. */
  public Optional<ManagedFieldsEntry> applied(String manager, String subresource) {
    return entries.stream()
        .filter(
            e ->
                e.operation() == Operation.APPLY
                    && e.manager().equals(manager)
                    && e.subresource().equals(subresource))
        .findFirst();
  }

  /** The entry of the same manager as {@code entry}. */
  public Optional<ManagedFieldsEntry> sameAs(ManagedFieldsEntry entry) {
    return entries.stream().filter(entry::sameManager).findFirst();
  }

  /** The entries that own a path. */
  public List<ManagedFieldsEntry> ownersOf(FieldPath path) {
    return entries.stream().filter(entry -> entry.fields().contains(path)).toList();
  }

  /** The entries that are written in another version than {@code apiVersion}. */
  public List<ManagedFieldsEntry> inOtherVersions(String apiVersion) {
    return entries.stream().filter(entry -> !entry.apiVersion().equals(apiVersion)).toList();
  }

  /** Everything that somebody owns. */
  public FieldSet all() {
    return entries.stream().map(ManagedFieldsEntry::fields).reduce(FieldSet.EMPTY, FieldSet::union);
  }

  /** With an entry in place of that of the same manager. */
  public ManagedFields with(ManagedFieldsEntry entry) {
    List<ManagedFieldsEntry> changed = new ArrayList<>(entries);
    changed.add(entry);
    return new ManagedFields(changed);
  }

  /** Without the entry of the same manager. */
  public ManagedFields without(ManagedFieldsEntry entry) {
    return new ManagedFields(entries.stream().filter(other -> !other.sameManager(entry)).toList());
  }

  /** With every entry changed; entries that become empty are dropped. */
  public ManagedFields map(UnaryOperator<ManagedFieldsEntry> change) {
    return new ManagedFields(entries.stream().map(change).toList());
  }

  /** Whether both say the same, apart from times. */
  public boolean equalsIgnoringTimes(ManagedFields other) {
    return entries.size() == other.entries.size()
        && entries.stream()
            .allMatch(
                entry ->
                    other
                        .sameAs(entry)
                        .filter(
                            o ->
                                o.apiVersion().equals(entry.apiVersion())
                                    && o.fields().equals(entry.fields()))
                        .isPresent());
  }
}
