package io.gitops4j.core.source;

/**
 * An author, committer, initiator or reviewer.
 *
 * @param name as it is to be shown
 * @param email may be empty
 * @since 0.1.0
 */
public record Person(String name, String email) {
  /** A person without an address. */
  public static Person named(String name) {
    return new Person(name, "");
  }

  /** {@code name <email>}, or the name alone. */
  @Override
  public String toString() {
    return email.isEmpty() ? name : name + " <" + email + ">";
  }
}
