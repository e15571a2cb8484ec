package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.Value;

/**
 * What a scalar stands for. Merging goes by the JSON type only, as it does at the API server; the
 * rest tells which spellings mean the same, so that they can be compared or written in one way.
 *
 * @since 0.1.0
 */
public enum ScalarKind {
  /** A text that means just itself. */
  TEXT("a text"),
  /** An integral number of 32 or 64 bits. */
  INTEGER("a number"),
  /** Any number. */
  NUMBER("a number"),
  /** True or false. */
  BOOLEAN("true or false"),
  /** An amount with an optional suffix, {@code 1}, {@code "500m"} or {@code "1Gi"}. */
  QUANTITY("a scalar"),
  /** A number or a text such as {@code "25%"}. */
  INT_OR_STRING("a scalar"),
  /** A point in time by RFC 3339, kept in seconds and UTC. */
  TIME("a text"),
  /** A point in time by RFC 3339, kept in microseconds and UTC. */
  MICRO_TIME("a text"),
  /** A duration, {@code 1h30m}. */
  DURATION("a text"),
  /** Bytes in base64. */
  BYTES("a text"),
  /** Nothing is known but that it is a scalar. */
  ANY("a scalar");

  private final String phrase;

  ScalarKind(String phrase) {
    this.phrase = phrase;
  }

  String phrase() {
    return phrase;
  }

  /** Whether a merge takes the value: it is null or a scalar of the right JSON type. */
  boolean allows(Value value) {
    return switch (value.type()) {
      case TEXT -> this != INTEGER && this != NUMBER && this != BOOLEAN;
      case INTEGER, DECIMAL -> this == INTEGER || this == NUMBER || isUntyped();
      case BOOLEAN -> this == BOOLEAN || isUntyped();
      case NULL -> true;
      case MAP, LIST -> false;
    };
  }

  private boolean isUntyped() {
    return this == ANY || this == QUANTITY || this == INT_OR_STRING;
  }
}
