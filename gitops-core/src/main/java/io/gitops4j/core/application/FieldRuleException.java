package io.gitops4j.core.application;

import org.jspecify.annotations.Nullable;

/**
 * A rule about fields that can't be: the message names what is wrong with it and what would be
 * right.
 *
 * @since 0.1.0
 */
public final class FieldRuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** What was given. */
  private final String value;

  FieldRuleException(String value, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.value = value;
  }

  /** The part of the rule that is wrong, as it was given. */
  public String value() {
    return value;
  }
}
