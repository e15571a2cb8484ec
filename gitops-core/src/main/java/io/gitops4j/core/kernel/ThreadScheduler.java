package io.gitops4j.core.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Real time. One thread keeps the calendar and hands due tasks to a pool, so that a slow task
 * delays no other.
 */
final class ThreadScheduler implements Scheduler {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadScheduler.class);

  private final ScheduledExecutorService calendar =
      Executors.newSingleThreadScheduledExecutor(named("gitops4j-calendar"));
  private final ExecutorService workers = Executors.newCachedThreadPool(named("gitops4j-worker"));

  private static ThreadFactory named(String prefix) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Scheduled later(Duration delay, Runnable task) {
    Runnable guarded = () -> guarded(task);
    try {
      return cancelling(
          delay.isZero() || delay.isNegative()
              ? workers.submit(guarded)
              : calendar.schedule(() -> handOver(guarded), nanos(delay), TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException e) {
      LOG.debug("a task was handed in after the scheduler was closed");
      return () -> {};
    }
  }

  /** At most 292 years, which is as far as nanoseconds reach. */
  private static long nanos(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  private void handOver(Runnable task) {
    try {
      workers.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("a task came due after the scheduler was closed");
    }
  }

  private static Scheduled cancelling(Future<?> future) {
    return () -> future.cancel(false);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a scheduled task failed", e);
    }
  }

  @Override
  public boolean await(CompletionStage<?> stage, Duration limit) {
    CountDownLatch completed = new CountDownLatch(1);
    stage.whenComplete((value, failure) -> completed.countDown());
    try {
      return completed.await(nanos(limit), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    calendar.shutdownNow();
    workers.shutdownNow();
  }
}
