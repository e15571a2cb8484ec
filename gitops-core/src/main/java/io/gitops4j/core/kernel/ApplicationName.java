package io.gitops4j.core.kernel;

import java.util.regex.Pattern;

/**
 * The name of an application, unique within one engine instance.
 *
 * @param value lower-case letters, digits, {@code -} and {@code .}, starting and ending with a
 *     letter or digit, at most 253 characters: what Kubernetes calls a DNS subdomain, so that a
 *     name also fits an object's name
 * @since 0.1.0
 */
public record ApplicationName(String value) implements Comparable<ApplicationName> {
  private static final Pattern DNS_SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** Checks the form. */
  public ApplicationName {
    if (value.length() > 253 || !DNS_SUBDOMAIN.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an application name must be lower-case letters, digits, '-' and '.', 253 at most, as in 'guestbook-idc'; was '%s'"
              .formatted(value));
    }
  }

  @Override
  public int compareTo(ApplicationName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
