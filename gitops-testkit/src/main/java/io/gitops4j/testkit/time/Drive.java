package io.gitops4j.testkit.time;

import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One call from outside that lets time move: until an end, or until it is enough. The caller waits
 * while threads of {@link VirtualTime} run what is due, one at a time.
 */
final class Drive {
  private static final int RUNAWAY_TASKS = 100_000;

  /** In real time: a task that is silent for so long blocks on something that nobody will end. */
  private static final long PATIENCE_SECONDS = 300;

  private final Instant end;
  private final BooleanSupplier isEnough;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile boolean isCancelled;
  private volatile @Nullable RuntimeException failure;
  private final AtomicLong steps = new AtomicLong();
  private Instant last = Instant.MIN;
  private int tasksAtOneTime;

  Drive(Instant end, BooleanSupplier isEnough) {
    this.end = end;
    this.isEnough = isEnough;
  }

  Instant end() {
    return end;
  }

  boolean isEnough() {
    return isCancelled || isEnough.getAsBoolean();
  }

  /** Called before each step; only by the one thread that drives. */
  void count(Instant time) {
    steps.incrementAndGet();
    tasksAtOneTime = time.equals(last) ? tasksAtOneTime + 1 : 0;
    last = time;
    if (tasksAtOneTime == RUNAWAY_TASKS) {
      throw new IllegalStateException(
          "%d tasks ran at %s and more are due: they seem to hand themselves in without end"
              .formatted(RUNAWAY_TASKS, time));
    }
  }

  void finish() {
    over.countDown();
  }

  void fail(RuntimeException reason) {
    failure = reason;
    over.countDown();
  }

  /**
   * Waits until it is over; an interrupt ends it after the running step and is kept.
   *
   * @throws IllegalStateException if tasks run away, or one of them blocks
   */
  void await() {
    boolean interrupted = false;
    while (true) {
      long before = steps.get();
      try {
        if (over.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          break;
        }
        if (steps.get() == before) {
          throw new IllegalStateException(
              "a task under virtual time must wait by Scheduler.await, but one is silent since %d s of real time: see the threads named 'virtual-time'"
                  .formatted(PATIENCE_SECONDS));
        }
      } catch (InterruptedException e) {
        interrupted = true;
        isCancelled = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    RuntimeException reason = failure;
    if (reason != null) {
      throw reason;
    }
  }
}
