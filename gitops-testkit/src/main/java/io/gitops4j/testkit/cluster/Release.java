package io.gitops4j.testkit.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A release of Kubernetes, such as 1.20. */
record Release(int major, int minor) {
  private static final Pattern FORM = Pattern.compile("v?(\\d{1,3})\\.(\\d{1,3})(\\D.*)?");

  static Release of(String version) {
    Matcher matcher = FORM.matcher(version);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "a version of Kubernetes is like v1.34.1, was '%s'".formatted(version));
    }
    return new Release(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  boolean isBefore(int otherMajor, int otherMinor) {
    return major < otherMajor || (major == otherMajor && minor < otherMinor);
  }
}
