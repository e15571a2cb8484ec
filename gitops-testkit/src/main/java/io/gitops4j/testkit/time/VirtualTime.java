package io.gitops4j.testkit.time;

import io.gitops4j.core.kernel.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

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
  private static final int RUNAWAY_TASKS = 100_000;

  private final Calendar calendar = new Calendar();
  private final ExecutorService strands = Executors.newCachedThreadPool(VirtualTime::daemon);
  private final ReentrantLock driving = new ReentrantLock(true);
  private final List<Throwable> failures = new ArrayList<>();
  private volatile Instant now;

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
    return enter(delay, () -> new Strand(this, () -> guarded(task)).start(strands));
  }

  private Scheduled enter(Duration delay, Runnable action) {
    return calendar.enter(now.plus(within(delay)), action);
  }

  private static Duration within(Duration delay) {
    if (delay.isNegative()) {
      return Duration.ZERO;
    }
    return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      synchronized (failures) {
        failures.add(failure);
      }
    }
  }

  @Override
  public boolean await(CompletionStage<?> stage, Duration limit) {
    Strand strand = Strand.currentOf(this);
    return strand == null ? awaitDriving(stage, limit) : awaitParked(strand, stage, limit);
  }

  private boolean awaitDriving(CompletionStage<?> stage, Duration limit) {
    Instant deadline = now.plus(within(limit));
    AtomicBoolean completed = new AtomicBoolean();
    stage.whenComplete((value, failure) -> completed.set(true));
    while (!completed.get()) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      if (!step(deadline)) {
        moveTo(deadline);
        return completed.get();
      }
    }
    return true;
  }

  private boolean awaitParked(Strand strand, CompletionStage<?> stage, Duration limit) {
    Wake wake = new Wake();
    stage.whenComplete(
        (value, failure) -> {
          if (wake.complete()) {
            enter(Duration.ZERO, strand::resume);
          }
        });
    if (!wake.mustWait()) {
      return true;
    }
    Scheduled timeout =
        enter(
            limit,
            () -> {
              if (wake.timeOut()) {
                strand.resume();
              }
            });
    try {
      strand.park();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
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
    runUntil(end);
    moveTo(end);
  }

  /** Runs everything that is due now, and what that makes due now; time stands still. */
  public void runDue() {
    refuseInsideTask("runDue");
    runUntil(now);
  }

  /**
   * Runs everything, moving time on as far as the last task needs.
   *
   * @throws IllegalStateException if that does not end within 100,000 tasks, because tasks hand
   *     themselves in again: use {@link #advance} then
   */
  public void runUntilIdle() {
    refuseInsideTask("runUntilIdle");
    int tasks = 0;
    while (step(now.plus(LONGEST))) {
      tasks++;
      refuseRunaway(tasks);
    }
  }

  /** How many tasks and waits are entered; 0 means that nothing will ever happen by itself. */
  public int pending() {
    return calendar.size();
  }

  private void runUntil(Instant end) {
    Instant last = now;
    int tasksAtOneTime = 0;
    while (step(end)) {
      tasksAtOneTime = now.equals(last) ? tasksAtOneTime + 1 : 0;
      last = now;
      refuseRunaway(tasksAtOneTime);
    }
  }

  private void refuseRunaway(int tasks) {
    if (tasks == RUNAWAY_TASKS) {
      throw new IllegalStateException(
          "%d tasks ran until %s and more are due: they seem to hand themselves in without end"
              .formatted(tasks, now));
    }
  }

  private void refuseInsideTask(String method) {
    if (Strand.currentOf(this) != null) {
      throw new IllegalStateException(
          "a task can't move the time it runs in by %s; it may await".formatted(method));
    }
  }

  private boolean step(Instant until) {
    driving.lock();
    try {
      Calendar.Entry next = calendar.take(until);
      if (next == null) {
        return false;
      }
      moveTo(next.due());
      next.action().run();
      return true;
    } finally {
      driving.unlock();
    }
  }

  private void moveTo(Instant time) {
    driving.lock();
    try {
      if (time.isAfter(now)) {
        now = time;
      }
    } finally {
      driving.unlock();
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
    calendar.close();
    strands.shutdownNow();
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
