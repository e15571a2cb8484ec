package io.gitops4j.core.sync;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.kernel.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Calls again what may succeed later, ever more slowly, until a deadline or a cancel. */
final class Retries {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Scheduler scheduler;
  private final Instant deadline;
  private final BooleanSupplier cancelled;

  Retries(Scheduler scheduler, Instant deadline, BooleanSupplier cancelled) {
    this.scheduler = scheduler;
    this.deadline = deadline;
    this.cancelled = cancelled;
  }

  <T> T call(Supplier<T> call) {
    return call(call, ClusterException::isTransient);
  }

  /** With the caller's word on which failures may pass. */
  <T> T call(Supplier<T> call, Predicate<ClusterException> mayPass) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return call.get();
      } catch (ClusterException e) {
        Duration asked = e.retryAfter().filter(after -> !after.isZero()).orElse(pause);
        if (!mayPass.test(e)
            || cancelled.getAsBoolean()
            || !scheduler.now().plus(asked).isBefore(deadline)) {
          throw e;
        }
        if (!pause(asked) || cancelled.getAsBoolean()) {
          throw e;
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
      }
    }
  }

  /**
   * Waiting for something that never comes is how time passes, real or virtual. If it does not, the
   * thread was interrupted or the scheduler has ended: whoever tried on would never stop.
   */
  private boolean pause(Duration length) {
    Instant before = scheduler.now();
    scheduler.await(new CompletableFuture<Void>(), length);
    return !scheduler.now().isBefore(before.plus(length.dividedBy(2)));
  }
}
