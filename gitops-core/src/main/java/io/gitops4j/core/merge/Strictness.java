package io.gitops4j.core.merge;

import io.gitops4j.core.merge.ServerProfile.Deviation;

/** What an object may not hold although its schema does not say so. */
record Strictness(boolean refusesDuplicates, boolean needsAllKeys) {

  /** For what is applied: items that can't be told apart are refused. */
  static Strictness ofConfig(ServerProfile profile) {
    return new Strictness(true, profile.has(Deviation.MISSING_KEY_FAILS));
  }

  /** For what is there or is written in full. */
  static Strictness ofLive(ServerProfile profile) {
    return new Strictness(
        profile.has(Deviation.DUPLICATE_ITEMS_FAIL), profile.has(Deviation.MISSING_KEY_FAILS));
  }
}
