package io.gitops4j.core.source;

import java.util.regex.Pattern;

/**
 * A commit, named by its full hash.
 *
 * @param sha 40 or 64 lower-case hexadecimal digits
 * @since 0.1.0
 */
public record Revision(String sha) implements Comparable<Revision> {
  private static final Pattern FULL_HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  /** Checks the form. */
  public Revision {
    if (!FULL_HASH.matcher(sha).matches()) {
      throw new IllegalArgumentException(
          "a revision must be a full commit hash, was '" + sha + "'");
    }
  }

  /** The first seven digits: for people. */
  public String abbreviated() {
    return sha.substring(0, 7);
  }

  @Override
  public int compareTo(Revision other) {
    return sha.compareTo(other.sha);
  }

  @Override
  public String toString() {
    return sha;
  }
}
