package io.gitops4j.core.kernel;

import java.util.regex.Pattern;

/**
 * The name of an engine instance. It is part of every tracking annotation: two engines with
 * different names never take each other's objects for their own.
 *
 * @param value a DNS label: lower-case letters, digits and {@code -}, at most 63 characters
 * @since 0.1.0
 */
public record InstanceId(String value) {
  // Above the constant below, whose constructor uses it.
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");

  /** The name of an engine that was given none: stable, so that a restart finds its objects. */
  public static final InstanceId DEFAULT = new InstanceId("gitops4j");

  /** Checks the form. */
  public InstanceId {
    if (value.length() > 63 || !DNS_LABEL.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an instance name must be lower-case letters, digits and '-', 63 at most, as in 'gitops4j'; was '%s'"
              .formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
