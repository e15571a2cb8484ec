package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls that a cluster was asked through its port, failed ones too; those of its own
 * controllers and of tests do not count. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CallLog {
  private final List<Call> calls = new ArrayList<>();

  CallLog() {}

  synchronized void add(Call call) {
    calls.add(call);
  }

  /** All calls, in order. */
  public synchronized List<Call> all() {
    return List.copyOf(calls);
  }

  /** How many calls there were. */
  public synchronized int count() {
    return calls.size();
  }

  /** How many calls of a verb there were. */
  public synchronized int count(Verb verb) {
    return (int) calls.stream().filter(call -> call.verb() == verb).count();
  }

  /** The objects that the calls of a verb were about, in order. */
  public synchronized List<ResourceKey> keys(Verb verb) {
    return calls.stream()
        .filter(call -> call.verb() == verb)
        .map(Call::key)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Forgets the calls so far. */
  public synchronized void clear() {
    calls.clear();
  }

  /** The calls. */
  @Override
  public String toString() {
    return all().toString();
  }
}
