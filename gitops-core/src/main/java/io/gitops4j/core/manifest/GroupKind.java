package io.gitops4j.core.manifest;

/**
 * A kind of resource without its version.
 *
 * @param group empty for the core group
 * @param kind such as {@code Deployment}
 * @since 0.1.0
 */
public record GroupKind(String group, String kind) implements Comparable<GroupKind> {
  /** Refuses an empty kind. */
  public GroupKind {
    if (kind.isEmpty()) {
      throw new IllegalArgumentException("a kind must not be empty");
    }
  }

  /** Group first, then kind. */
  @Override
  public int compareTo(GroupKind other) {
    int byGroup = group.compareTo(other.group);
    return byGroup != 0 ? byGroup : kind.compareTo(other.kind);
  }

  /** The kind alone in the core group, else {@code group/Kind}. */
  @Override
  public String toString() {
    return group.isEmpty() ? kind : group + "/" + kind;
  }
}
