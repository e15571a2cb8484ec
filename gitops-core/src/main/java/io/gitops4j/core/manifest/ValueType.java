package io.gitops4j.core.manifest;

/**
 * The kinds of JSON value, with integral and other numbers apart as Kubernetes schemas have them.
 *
 * @since 0.1.0
 */
public enum ValueType {
  /** A map from text to values. */
  MAP,
  /** A list. */
  LIST,
  /** A text. */
  TEXT,
  /** An integral number in the range of {@code long}. */
  INTEGER,
  /** Any other number. */
  DECIMAL,
  /** True or false. */
  BOOLEAN,
  /** JSON's null: a key that is present without a value. */
  NULL
}
