package io.gitops4j.testkit.time;

import io.gitops4j.core.kernel.Scheduler.Scheduled;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What is to happen when, ties in the order in which they were entered. Thread-safe: own lock. */
final class Calendar {
  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::due).thenComparing(Entry::order);

  private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);
  private long entered;
  private boolean closed;

  /** One thing to happen. */
  record Entry(Instant due, long order, Step step) {}

  /** What happens. */
  @FunctionalInterface
  interface Step {
    /** Answers whether the caller goes on driving; if not, another thread does already. */
    boolean run();
  }

  synchronized Scheduled enter(Instant due, Step step) {
    if (closed) {
      return () -> {};
    }
    Entry entry = new Entry(due, entered++, step);
    entries.add(entry);
    return () -> remove(entry);
  }

  private synchronized void remove(Entry entry) {
    entries.remove(entry);
  }

  /** Takes the next entry that is due until then, null if there is none. */
  synchronized @Nullable Entry take(Instant until) {
    Entry next = entries.peek();
    return next == null || next.due().isAfter(until) ? null : entries.poll();
  }

  synchronized int size() {
    return entries.size();
  }

  synchronized void close() {
    closed = true;
    entries.clear();
  }
}
