package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import java.time.Instant;

/** The time that pods are given to end. */
final class PodGrace {
  private static final long USUAL = 30;

  private PodGrace() {}

  /** How long a pod may take; 0 if there is nobody to wait for. */
  static long seconds(MapValue pod, DeleteOptions options) {
    boolean runs = !pod.textAt("spec", "nodeName").orElse("").isEmpty() && !Pods.hasEnded(pod);
    if (!runs) {
      return 0;
    }
    long wanted =
        options
            .graceSeconds()
            .or(() -> pod.integerAt("spec", "terminationGracePeriodSeconds"))
            .orElse(USUAL);
    return wanted < 0 ? 1 : wanted;
  }

  /** A pod that is given a time, or a shorter one than before. */
  static MapValue granted(MapValue pod, long seconds, Instant now) {
    Instant begin = now;
    if (Deletion.isTerminating(pod)) {
      long before = pod.integerAt("metadata", "deletionGracePeriodSeconds").orElse(0L);
      if (before <= seconds) {
        return pod;
      }
      begin =
          pod.textAt("metadata", "deletionTimestamp")
              .map(text -> Instant.parse(text).minusSeconds(before))
              .orElse(now);
    }
    MapValue granted =
        Fields.set(pod, begin.plusSeconds(seconds).toString(), "metadata", "deletionTimestamp");
    return Fields.set(granted, seconds, "metadata", "deletionGracePeriodSeconds");
  }
}
