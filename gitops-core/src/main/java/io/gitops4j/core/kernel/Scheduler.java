package io.gitops4j.core.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * The only source of time and threads. The engine never reads a clock, sleeps or starts a thread
 * elsewhere, so that it runs under virtual time as well as under real time.
 *
 * <p>Implementations are thread-safe. Tasks that throw are the task's own defect: they are reported
 * by the implementation and do not stop later tasks.
 *
 * @since 0.1.0
 */
public interface Scheduler extends AutoCloseable {

  /** The time. */
  Instant now();

  /**
   * Runs a task once after a delay, on a thread of the scheduler.
   *
   * @param delay zero or negative runs it as soon as possible
   */
  Scheduled later(Duration delay, Runnable task);

  /** Runs a task as soon as possible, on a thread of the scheduler. */
  default Scheduled run(Runnable task) {
    return later(Duration.ZERO, task);
  }

  /**
   * Waits until a stage is complete, however it completed. Virtual time moves on while a caller
   * waits.
   *
   * @return false if the limit passed first
   */
  boolean await(CompletionStage<?> stage, Duration limit);

  /** Starts no further task, also none that is handed in later; running tasks are interrupted. */
  @Override
  void close();

  /** A scheduler on real time with daemon threads, as many as are needed; the caller closes it. */
  static Scheduler threads() {
    return new ThreadScheduler();
  }

  /**
   * A task that was handed in.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  interface Scheduled {
    /** Takes the task back if it did not start yet; a started one runs on. */
    void cancel();
  }
}
