package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Breaks calls of a cluster's port, for tests of what their caller does then. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Faults {
  private final List<Fault> faults = new ArrayList<>();

  Faults() {}

  private record Fault(Verb verb, @Nullable ResourceKey key, RuntimeException failure, Kind kind) {
    boolean strikes(Call call) {
      return verb == call.verb() && (key == null || Optional.of(key).equals(call.key()));
    }
  }

  private enum Kind {
    ONCE_BEFORE,
    ONCE_AFTER,
    ALWAYS
  }

  /** The next call of a verb about an object fails and has no effect. */
  public void failNext(Verb verb, ResourceKey key, RuntimeException failure) {
    add(new Fault(verb, key, failure, Kind.ONCE_BEFORE));
  }

  /** The next call of a verb fails and has no effect. */
  public void failNext(Verb verb, RuntimeException failure) {
    add(new Fault(verb, null, failure, Kind.ONCE_BEFORE));
  }

  /** Every call of a verb fails, without effect, until {@link #clear}. */
  public void failAll(Verb verb, RuntimeException failure) {
    add(new Fault(verb, null, failure, Kind.ALWAYS));
  }

  /** The next call of a verb about an object has its effect, but its answer is lost. */
  public void loseNextAnswer(Verb verb, ResourceKey key) {
    ClusterException lost =
        new ClusterException(
            ClusterException.Reason.UNREACHABLE,
            "the connection broke after %s %s was sent".formatted(verb, key),
            null);
    add(new Fault(verb, key, lost, Kind.ONCE_AFTER));
  }

  /** Ends all faults; those that did not strike yet never will. */
  public synchronized void clear() {
    faults.clear();
  }

  private synchronized void add(Fault fault) {
    faults.add(fault);
  }

  void before(Call call) {
    strike(call, false);
  }

  void after(Call call) {
    strike(call, true);
  }

  private synchronized void strike(Call call, boolean hasEffect) {
    Iterator<Fault> waiting = faults.iterator();
    while (waiting.hasNext()) {
      Fault fault = waiting.next();
      if (fault.strikes(call) && hasEffect == (fault.kind == Kind.ONCE_AFTER)) {
        if (fault.kind != Kind.ALWAYS) {
          waiting.remove();
        }
        throw fault.failure;
      }
    }
  }
}
