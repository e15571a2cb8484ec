package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Value;
import java.util.Optional;

/**
 * One field that an apply would change. Values of Secrets are masks here already.
 *
 * @param path the field; the root if the whole object comes or goes
 * @param desired the value after the apply, empty if the field would be gone
 * @param live the value now, empty if there is none
 * @param owner who owns the live value: another manager if there is one, else our own
 * @param reason why it would change
 * @since 0.1.0
 */
public record FieldChange(
    FieldPath path,
    Optional<Value> desired,
    Optional<Value> live,
    Optional<String> owner,
    Reason reason) {

  FieldChange because(Reason other) {
    return new FieldChange(path, desired, live, owner, other);
  }

  /** Path, reason and owner; never a value. */
  @Override
  public String toString() {
    String place = path.elements().isEmpty() ? "the object" : path.toString();
    return place + " " + reason.phrase + owner.map(name -> ", owned by " + name).orElse("");
  }

  /**
   * Why a field would change.
   *
   * @since 0.1.0
   */
  public enum Reason {
    /** Both have it, with different values. */
    DIFFERS("differs"),
    /** It is stated and the object lacks it. */
    MISSING("is missing"),
    /** It was stated once and is not any more. */
    NO_LONGER_STATED("is no longer stated"),
    /** Others own it, Git does not state it, and a strict rule suffers none such. */
    FOREIGN("is not stated in Git"),
    /** The items of the list are the same, in another order. */
    ORDER("has another order"),
    /** The whole object is stated and does not exist. */
    TO_BE_CREATED("does not exist"),
    /** The whole object is ours and no longer stated. */
    TO_BE_PRUNED("is no longer stated as a whole");

    private final String phrase;

    Reason(String phrase) {
      this.phrase = phrase;
    }
  }
}
