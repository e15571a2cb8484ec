package io.gitops4j.testkit.time;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A task on a thread of its own that runs only while the one who drives time waits for it. So tasks
 * never overlap, and yet a task that waits holds up no other.
 */
final class Strand {
  private static final ThreadLocal<@Nullable Strand> CURRENT = new ThreadLocal<>();

  /** In real time: a task that is silent for so long blocks on something that nobody will end. */
  private static final long PATIENCE_SECONDS = 300;

  private final VirtualTime time;
  private final Runnable task;
  private final Semaphore turn = new Semaphore(0);
  private final Semaphore yielded = new Semaphore(0);
  private volatile @Nullable Thread thread;

  Strand(VirtualTime time, Runnable task) {
    this.time = time;
    this.task = task;
  }

  /** The strand of the calling thread if it is one of that time, else null. */
  static @Nullable Strand currentOf(VirtualTime time) {
    Strand current = CURRENT.get();
    return current != null && current.time == time ? current : null;
  }

  /** Called by the driver: runs the task until it ends or parks for the first time. */
  void start(Executor executor) {
    executor.execute(this::body);
    awaitYield();
  }

  private void body() {
    thread = Thread.currentThread();
    CURRENT.set(this);
    try {
      task.run();
    } finally {
      CURRENT.remove();
      yielded.release();
    }
  }

  /** Called by the driver: runs the parked task on until it ends or parks again. */
  void resume() {
    turn.release();
    awaitYield();
  }

  /** Called by the task: lets the driver go on until it resumes this strand. */
  void park() throws InterruptedException {
    yielded.release();
    turn.acquire();
  }

  private void awaitYield() {
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (true) {
        try {
          if (!yielded.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException(stuck());
          }
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private String stuck() {
    Thread stuck = thread;
    return "a task under virtual time must wait by Scheduler.await, but one blocks since %d s at %s"
        .formatted(
            PATIENCE_SECONDS, stuck == null ? "its start" : Arrays.toString(stuck.getStackTrace()));
  }
}
