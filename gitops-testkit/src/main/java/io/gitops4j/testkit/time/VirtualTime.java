package io.gitops4j.testkit.time;

import io.gitops4j.core.kernel.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until somebody waits or moves it: a day passes in milliseconds, and equal
 * programs run equally.
 *
 * <p>Tasks run one at a time, in the order of their times and, at one time, in the order in which
 * they were handed in. They run while a caller is in {@link #await}, {@link #advance}, {@link
 * #runDue} or {@link #runUntilIdle}, never between these calls. A task that waits lets other tasks
 * run meanwhile, as on real threads. What runs on foreign threads is not seen: if no task is left
 * to run, a wait ends at its limit at once.
 *
 * <p>A task that throws stops no other; what it threw is kept for {@link #takeFailures} and thrown
 * by {@link #close} if nobody took it. Thread-safe; several threads that drive time take turns.
 *
 * @since 0.1.0
 */
public final class VirtualTime implements Scheduler {
  private static final Instant USUAL_START = Instant.parse("2026-01-05T08:00:00Z");
  private static final Duration LONGEST = Duration.ofDays(365L * 1000);
  private static final ThreadLocal<@Nullable VirtualTime> RUNS_TASK_OF = new ThreadLocal<>();
  private static final int MOST_UNTIL_IDLE = 1_000_000;

  private final Calendar calendar = new Calendar();
  private final ExecutorService threads = Executors.newCachedThreadPool(VirtualTime::daemon);
  private final ReentrantLock turns = new ReentrantLock(true);
  private final List<Throwable> failures = new ArrayList<>();
  private volatile Instant now;
  private volatile boolean isClosed;
  private volatile @Nullable Drive drive;

  private VirtualTime(Instant start) {
    this.now = start;
  }

  /** Starts on a Monday morning in January 2026, UTC. */
  public static VirtualTime create() {
    return startingAt(USUAL_START);
  }

  /** Starts at a time. */
  public static VirtualTime startingAt(Instant start) {
    return new VirtualTime(start);
  }

  private static Thread daemon(Runnable body) {
    Thread thread = new Thread(body, "virtual-time");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Scheduled later(Duration delay, Runnable task) {
    return enter(
        delay,
        () -> {
          guarded(task);
          return true;
        });
  }

  private Scheduled enter(Duration delay, Calendar.Step step) {
    return calendar.enter(now.plus(within(delay)), step);
  }

  private static Duration within(Duration delay) {
    if (delay.isNegative()) {
      return Duration.ZERO;
    }
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }

  private void guarded(Runnable task) {
    VirtualTime outer = RUNS_TASK_OF.get();
    RUNS_TASK_OF.set(this);
    try {
      task.run();
    } catch (Throwable failure) {
      synchronized (failures) {
        failures.add(failure);
      }
    } finally {
      RUNS_TASK_OF.set(outer);
    }
  }

  private boolean isInTask() {
    return RUNS_TASK_OF.get() == this;
  }

  @Override
  public boolean await(CompletionStage<?> stage, Duration limit) {
    return isInTask() ? awaitInTask(stage, limit) : awaitDriving(stage, limit);
  }

  private boolean awaitDriving(CompletionStage<?> stage, Duration limit) {
    Instant deadline = now.plus(within(limit));
    AtomicBoolean completed = new AtomicBoolean();
    stage.whenComplete((value, failure) -> completed.set(true));
    if (!completed.get() && !Thread.currentThread().isInterrupted()) {
      drive(deadline, completed::get);
      if (!completed.get() && !Thread.currentThread().isInterrupted()) {
        moveTo(deadline);
      }
    }
    return completed.get();
  }

  private boolean awaitInTask(CompletionStage<?> stage, Duration limit) {
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    Wake wake = new Wake();
    stage.whenComplete(
        (value, failure) -> {
          if (wake.complete()) {
            enter(Duration.ZERO, wake::resume);
          }
        });
    if (!wake.mustWait()) {
      return true;
    }
    Scheduled timeout = enter(limit, () -> !wake.timeOut() || wake.resume());
    try {
      // This thread keeps its task; another one drives on until the wait is over.
      threads.execute(this::driveOn);
    } catch (RejectedExecutionException e) {
      return false;
    }
    wake.park(() -> isClosed);
    timeout.cancel();
    return wake.isComplete();
  }

  /** Moves time on and runs everything that is due until then. */
  public void advance(Duration duration) {
    refuseInsideTask("advance");
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time can't go back, was " + duration);
    }
    Instant end = now.plus(within(duration));
    drive(end, () -> false);
    moveTo(end);
  }

  /** Runs everything that is due now, and what that makes due now; time stands still. */
  public void runDue() {
    refuseInsideTask("runDue");
    drive(now, () -> false);
  }

  /**
   * Runs everything, moving time on as far as the last task needs.
   *
   * @throws IllegalStateException if that does not end within a million tasks, because tasks hand
   *     themselves in again: use {@link #advance} then
   */
  public void runUntilIdle() {
    refuseInsideTask("runUntilIdle");
    AtomicInteger tasks = new AtomicInteger();
    drive(now.plus(LONGEST), () -> tasks.incrementAndGet() > MOST_UNTIL_IDLE);
    if (tasks.get() > MOST_UNTIL_IDLE) {
      throw new IllegalStateException(
          "%d tasks ran until %s and more are due: they seem to hand themselves in without end"
              .formatted(MOST_UNTIL_IDLE, now));
    }
  }

  /** How many tasks and waits are entered; 0 means that nothing will ever happen by itself. */
  public int pending() {
    return calendar.size();
  }

  private void refuseInsideTask(String method) {
    if (isInTask()) {
      throw new IllegalStateException(
          "a task can't move the time it runs in by %s; it may await".formatted(method));
    }
  }

  private void drive(Instant end, BooleanSupplier isEnough) {
    turns.lock();
    try {
      Drive current = new Drive(end, isEnough);
      drive = current;
      if (!isClosed) {
        threads.execute(this::driveOn);
        current.await();
      }
    } catch (RejectedExecutionException e) {
      // closed in between: nothing will run any more
      return;
    } finally {
      turns.unlock();
    }
  }

  /** Runs step after step; exactly one thread does so at any time. */
  private void driveOn() {
    boolean isDriving = true;
    while (isDriving) {
      // Looked up each time: a task may have waited through the end of one drive into the next.
      Drive current = Objects.requireNonNull(drive);
      try {
        Calendar.Entry next = current.isEnough() ? null : calendar.take(current.end());
        if (next == null) {
          current.finish();
          return;
        }
        moveTo(next.due());
        current.count(next.due());
        isDriving = next.step().run();
      } catch (RuntimeException e) {
        current.fail(e);
        return;
      }
    }
  }

  private synchronized void moveTo(Instant time) {
    if (time.isAfter(now)) {
      now = time;
    }
  }

  /** What tasks threw since the last call, in order; {@link #close} will not throw these. */
  public List<Throwable> takeFailures() {
    synchronized (failures) {
      List<Throwable> taken = List.copyOf(failures);
      failures.clear();
      return taken;
    }
  }

  /**
   * Starts no further task and interrupts those that wait.
   *
   * @throws IllegalStateException if tasks threw and nobody took it
   */
  @Override
  public void close() {
    isClosed = true;
    calendar.close();
    threads.shutdownNow();
    List<Throwable> untaken = takeFailures();
    if (!untaken.isEmpty()) {
      IllegalStateException surfaced =
          new IllegalStateException(
              "%d tasks failed under virtual time, first: %s"
                  .formatted(untaken.size(), untaken.get(0)),
              untaken.get(0));
      untaken.stream().skip(1).forEach(surfaced::addSuppressed);
      throw surfaced;
    }
  }

  /** The time. */
  @Override
  public String toString() {
    return "virtual " + now;
  }
}
