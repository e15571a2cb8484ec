package io.gitops4j.core.source;

import java.time.Instant;
import java.util.List;

/**
 * What a commit says of itself.
 *
 * @param revision its hash
 * @param author who wrote it
 * @param message whole, with its trailing newline taken off
 * @param time when it was committed
 * @param parents none for a first commit, several for a merge
 * @since 0.1.0
 */
public record Commit(
    Revision revision, Person author, String message, Instant time, List<Revision> parents) {
  /** Copies the parents. */
  public Commit {
    parents = List.copyOf(parents);
  }

  /** The first line of the message. */
  public String summary() {
    return message.lines().findFirst().orElse("");
  }
}
