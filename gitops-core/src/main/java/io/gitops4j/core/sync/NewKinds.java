package io.gitops4j.core.sync;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The kinds that one sync brings. A cluster serves a kind a moment after it took its definition:
 * until then, that it does not know the kind is no failure. Confined to the thread that executes.
 */
final class NewKinds {
  private static final GroupKind DEFINITION =
      new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition");

  /** From the definition on, not for each object: many objects wait no longer than one. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Scheduler scheduler;
  private final Map<GroupKind, Instant> awaitedUntil = new HashMap<>();

  NewKinds(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Notes what the cluster took; of no effect unless it defines a kind. */
  void taken(Manifest manifest) {
    if (!manifest.kind().groupKind().equals(DEFINITION)) {
      return;
    }
    Optional<String> kind = manifest.content().textAt("spec", "names", "kind");
    String group = manifest.content().textAt("spec", "group").orElse("");
    kind.filter(name -> !name.isEmpty())
        .ifPresent(
            name -> awaitedUntil.put(new GroupKind(group, name), scheduler.now().plus(PATIENCE)));
  }

  /** Whether a failure of an object of this kind may pass, as the kind is about to be served. */
  boolean isAwaited(GroupKind kind, ClusterException failure) {
    Instant until = awaitedUntil.get(kind);
    return until != null
        && failure.reason() == ClusterException.Reason.UNKNOWN_KIND
        && scheduler.now().isBefore(until);
  }

  /** An answer that means the same as the exception: servers differ in how they say it. */
  static boolean saysNotServed(ApplyOutcome.Rejected rejected) {
    return rejected.reason().equals("NotFound")
        && (rejected.message().startsWith("no matches for kind")
            || rejected.message().startsWith("the server could not find the requested resource"));
  }
}
