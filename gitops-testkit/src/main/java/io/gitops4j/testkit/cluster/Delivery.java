package io.gitops4j.testkit.cluster;

import io.gitops4j.core.kernel.Scheduler;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hands events to a listener one by one, in order, on a scheduler. Thread-safe. */
final class Delivery<E> {
  private final Consumer<E> listener;
  private final Predicate<E> isLast;
  private final Scheduler scheduler;
  private final Deque<E> waiting = new ArrayDeque<>();
  private final Object delivery = new Object();
  private boolean isDelivering;
  private volatile boolean isClosed;

  /** Ends by itself with an event that is the last. */
  Delivery(Consumer<E> listener, Predicate<E> isLast, Scheduler scheduler) {
    this.listener = listener;
    this.isLast = isLast;
    this.scheduler = scheduler;
  }

  boolean isClosed() {
    return isClosed;
  }

  void add(E event) {
    synchronized (waiting) {
      waiting.add(event);
      if (isDelivering) {
        return;
      }
      isDelivering = true;
    }
    scheduler.run(this::deliver);
  }

  private void deliver() {
    for (E event = next(); event != null; event = next()) {
      synchronized (delivery) {
        if (!isClosed) {
          isClosed = isLast.test(event);
          listener.accept(event);
        }
      }
    }
  }

  private @Nullable E next() {
    synchronized (waiting) {
      E next = waiting.poll();
      isDelivering = next != null;
      return next;
    }
  }

  /** Waits for a running call of the listener, so that there is none once this returned. */
  void close() {
    synchronized (delivery) {
      isClosed = true;
    }
  }
}
