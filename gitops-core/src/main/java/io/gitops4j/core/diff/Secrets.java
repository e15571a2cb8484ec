package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.GroupKind;

/** What is known to hold values that nobody may see. */
final class Secrets {
  /** Holds a whole earlier document, so also a Secret's. */
  static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

  private static final GroupKind SECRET = new GroupKind("", "Secret");

  private Secrets() {}

  static boolean isSecret(GroupKind kind) {
    return kind.equals(SECRET);
  }
}
