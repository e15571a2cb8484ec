package io.gitops4j.helm.template;

import java.util.Locale;

/**
 * What a Go value is at bottom, as Go's reflection tells it.
 *
 * @since 0.1.0
 */
public enum GoKind {
  INVALID,
  BOOL,
  INT,
  INT8,
  INT16,
  INT32,
  INT64,
  UINT,
  UINT8,
  UINT16,
  UINT32,
  UINT64,
  UINTPTR,
  FLOAT32,
  FLOAT64,
  COMPLEX128,
  FUNC,
  INTERFACE,
  MAP,
  PTR,
  SLICE,
  STRING,
  STRUCT;

  private final String text = name().toLowerCase(Locale.ROOT);

  /** The name as Go prints it. */
  public String text() {
    return text;
  }

  /** Whether it is a signed integer. */
  public boolean isSigned() {
    return compareTo(INT) >= 0 && compareTo(INT64) <= 0;
  }

  /** Whether it is an unsigned integer. */
  public boolean isUnsigned() {
    return compareTo(UINT) >= 0 && compareTo(UINTPTR) <= 0;
  }

  /** Whether it is a floating-point number. */
  public boolean isFloat() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /** Whether Go lets a value of this kind be nil. */
  public boolean canBeNil() {
    return this == INTERFACE || this == MAP || this == PTR || this == SLICE || this == FUNC;
  }
}
