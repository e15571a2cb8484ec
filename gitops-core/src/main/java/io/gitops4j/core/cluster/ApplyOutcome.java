package io.gitops4j.core.cluster;

import java.util.List;

/**
 * What the cluster says to an apply. Exactly one of these.
 *
 * @since 0.1.0
 */
public sealed interface ApplyOutcome {

  /**
   * Taken.
   *
   * @param resource the object as it is now, or would be after a dry run
   * @param change what became of it
   * @since 0.1.0
   */
  record Applied(LiveResource resource, Change change) implements ApplyOutcome {}

  /**
   * Not taken: other managers claim fields, or the resourceVersion in the manifest is an old one.
   *
   * @param conflicts one for each field and manager; empty if the resourceVersion was the reason
   * @param message the cluster's words
   * @since 0.1.0
   */
  record Conflicted(List<FieldConflict> conflicts, String message) implements ApplyOutcome {
    /** Copies the conflicts. */
    public Conflicted {
      conflicts = List.copyOf(conflicts);
    }
  }

  /**
   * Not taken: the object is not valid or not allowed. Applying it again will not help.
   *
   * @param reason the API server's word for it, such as {@code Invalid} or {@code Forbidden}
   * @param message the cluster's words; for Secrets without their values
   * @param causes fields and what is wrong with them, if the cluster says so
   * @since 0.1.0
   */
  record Rejected(String reason, String message, List<Cause> causes) implements ApplyOutcome {
    /** Copies the causes. */
    public Rejected {
      causes = List.copyOf(causes);
    }
  }

  /**
   * What an apply did to an object.
   *
   * @since 0.1.0
   */
  enum Change {
    /** It did not exist. */
    CREATED,
    /** It is another now: its resourceVersion changed, or would. */
    CONFIGURED,
    /** Nothing was written. */
    UNCHANGED
  }

  /**
   * One thing that is wrong with an object.
   *
   * @param field as the API server writes it, may be empty
   * @param reason the API server's word, such as {@code FieldValueRequired}
   * @param message its words
   * @since 0.1.0
   */
  record Cause(String field, String reason, String message) {}

  /**
   * A field that somebody else claims.
   *
   * @param path as the API server writes it
   * @param manager who claims it
   * @since 0.1.0
   */
  record FieldConflict(String path, String manager) {}
}
