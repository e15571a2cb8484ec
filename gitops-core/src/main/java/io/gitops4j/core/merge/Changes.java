package io.gitops4j.core.merge;

/**
 * How two objects of one schema differ. A path is in one of the sets only, except a list item of
 * which duplicates were reduced to one: it is both added and removed.
 *
 * @param added present only in the new object; a container comes with everything below it
 * @param modified present in both with different values
 * @param removed present only in the old object; a container comes with everything below it
 * @since 0.1.0
 */
public record Changes(FieldSet added, FieldSet modified, FieldSet removed) {

  /** Whether no field differs; the order of items in sets and keyed lists is no difference. */
  public boolean isEmpty() {
    return added.isEmpty() && modified.isEmpty() && removed.isEmpty();
  }

  /** What the new object sets otherwise than the old one. */
  public FieldSet written() {
    return modified.union(added);
  }

  /** Every path that differs. */
  public FieldSet all() {
    return written().union(removed);
  }

  Changes without(FieldSet ignored) {
    return ignored.isEmpty()
        ? this
        : new Changes(
            added.recursiveDifference(ignored),
            modified.recursiveDifference(ignored),
            removed.recursiveDifference(ignored));
  }
}
