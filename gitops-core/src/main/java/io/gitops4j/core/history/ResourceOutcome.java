package io.gitops4j.core.history;

/**
 * What a deployment did to one object.
 *
 * @param code the kind of outcome
 * @param message for a person, without values of Secrets; may be empty
 * @since 0.1.0
 */
public record ResourceOutcome(Code code, String message) {

  /** An outcome with nothing to add. */
  public static ResourceOutcome of(Code code) {
    return new ResourceOutcome(code, "");
  }

  /**
   * The kinds of outcome.
   *
   * @since 0.1.0
   */
  public enum Code {
    /** It did not exist. */
    CREATED,
    /** It was changed. */
    CONFIGURED,
    /** It was as it should be. */
    UNCHANGED,
    /** It was deleted, because Git no longer has it. */
    PRUNED,
    /** It would have been deleted, and waits for consent. */
    AWAITS_CONSENT,
    /** It was left alone, by an option or because it was not selected. */
    SKIPPED,
    /** The cluster refused the change. */
    FAILED
  }
}
