package io.gitops4j.core.history;

import io.gitops4j.core.kernel.ApplicationName;

/** The rule of optimistic concurrency that every store of ours follows. */
final class Versions {
  private Versions() {}

  static void requireExpected(ApplicationName name, long expected, long stored) {
    if (expected != stored) {
      throw new StateException(
          StateException.Reason.CONFLICT,
          "the state of '%s' was not saved: version %d was expected, but %s; load it again"
              .formatted(
                  name,
                  expected,
                  stored == StateStore.ABSENT
                      ? "nothing is stored"
                      : "version %d is stored".formatted(stored)));
    }
  }
}
