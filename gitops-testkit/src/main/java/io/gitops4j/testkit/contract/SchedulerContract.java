package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.kernel.Scheduler.Scheduled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Scheduler} must do; extend it to test an implementation.
 *
 * @since 0.1.0
 */
public abstract class SchedulerContract {
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final Duration LONG = Duration.ofSeconds(30);

  private Scheduler scheduler;
  private final CompletableFuture<String> done = new CompletableFuture<>();

  /** For subclasses. */
  protected SchedulerContract() {}

  /** A scheduler that is not used elsewhere; closed after each test. */
  protected abstract Scheduler newScheduler();

  /** Called after a task threw on purpose, for implementations that would report it as an error. */
  protected void forgiveFailures(Scheduler failed) {}

  @BeforeEach
  void open() {
    scheduler = newScheduler();
  }

  @AfterEach
  void close() {
    scheduler.close();
  }

  @Test
  void runsATask() {
    scheduler.run(() -> done.complete("ran"));

    assertThat(scheduler.await(done, LONG)).isTrue();
    assertThat(done).isCompletedWithValue("ran");
  }

  @Test
  void runsATaskWithANegativeDelayAtOnce() {
    scheduler.later(Duration.ofHours(-1), () -> done.complete("ran"));

    assertThat(scheduler.await(done, LONG)).isTrue();
  }

  @Test
  void lettingTimePassRunsLaterTasksInTheirOrder() {
    List<String> order = new CopyOnWriteArrayList<>();
    scheduler.later(
        SHORT.multipliedBy(8),
        () -> {
          order.add("second");
          done.complete("");
        });
    scheduler.later(SHORT, () -> order.add("first"));

    assertThat(scheduler.await(done, LONG)).isTrue();
    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void aLaterTaskIsNotEarly() {
    Instant start = scheduler.now();
    CompletableFuture<Instant> ranAt = new CompletableFuture<>();

    scheduler.later(SHORT, () -> ranAt.complete(scheduler.now()));

    assertThat(scheduler.await(ranAt, LONG)).isTrue();
    assertThat(ranAt.join()).isAfterOrEqualTo(start.plus(SHORT));
  }

  @Test
  void aCancelledTaskNeverRuns() {
    List<String> ran = new CopyOnWriteArrayList<>();
    Scheduled cancelled = scheduler.later(SHORT, () -> ran.add("cancelled"));

    cancelled.cancel();
    cancelled.cancel();
    scheduler.later(SHORT.multipliedBy(4), () -> done.complete(""));

    assertThat(scheduler.await(done, LONG)).isTrue();
    assertThat(ran).isEmpty();
  }

  @Test
  void awaitGivesUpAtItsLimit() {
    Instant start = scheduler.now();

    assertThat(scheduler.await(done, SHORT)).isFalse();
    assertThat(scheduler.now()).isAfterOrEqualTo(start.plus(SHORT));
  }

  @Test
  void awaitEndsHoweverTheStageCompletes() {
    scheduler.run(() -> done.completeExceptionally(new IllegalStateException("on purpose")));

    assertThat(scheduler.await(done, LONG)).isTrue();
  }

  @Test
  void awaitOfACompleteStageReturnsAtOnce() {
    assertThat(scheduler.await(CompletableFuture.completedFuture("x"), Duration.ZERO)).isTrue();
  }

  @Test
  void aTaskThatThrowsStopsNoOther() {
    scheduler.run(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    scheduler.later(SHORT, () -> done.complete("ran"));

    assertThat(scheduler.await(done, LONG)).isTrue();
    forgiveFailures(scheduler);
  }

  @Test
  void aTaskMayHandInTasks() {
    scheduler.run(() -> scheduler.later(SHORT, () -> done.complete("ran")));

    assertThat(scheduler.await(done, LONG)).isTrue();
  }

  @Test
  void aTaskMayWaitForAnother() {
    CompletableFuture<String> inner = new CompletableFuture<>();
    CompletableFuture<Boolean> outer = new CompletableFuture<>();
    scheduler.run(() -> outer.complete(scheduler.await(inner, LONG)));
    scheduler.later(SHORT, () -> inner.complete("ran"));

    assertThat(scheduler.await(outer, LONG)).isTrue();
    assertThat(outer).isCompletedWithValue(true);
  }

  @Test
  void aTaskThatWaitsLongHoldsUpNoOther() {
    CompletableFuture<String> never = new CompletableFuture<>();
    CompletableFuture<String> soon = new CompletableFuture<>();
    CompletableFuture<Instant> resumed = new CompletableFuture<>();
    Instant start = scheduler.now();
    scheduler.run(
        () -> {
          scheduler.await(soon, LONG);
          resumed.complete(scheduler.now());
        });
    scheduler.run(() -> scheduler.await(never, LONG));
    scheduler.later(SHORT, () -> soon.complete(""));

    assertThat(scheduler.await(resumed, LONG)).isTrue();
    assertThat(resumed.join()).isBefore(start.plus(LONG));
  }

  @Test
  void aWaitInATaskGivesUpAtItsLimit() {
    CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    scheduler.run(() -> outcome.complete(scheduler.await(done, SHORT)));

    assertThat(scheduler.await(outcome, LONG)).isTrue();
    assertThat(outcome).isCompletedWithValue(false);
  }

  @Test
  void startsNothingOnceItIsClosed() {
    List<String> ran = new CopyOnWriteArrayList<>();
    scheduler.later(SHORT, () -> ran.add("too late"));

    scheduler.close();
    scheduler.run(() -> ran.add("much too late"));
    scheduler.later(SHORT, () -> ran.add("much too late"));

    assertThat(scheduler.await(done, SHORT.multipliedBy(3))).isFalse();
    assertThat(ran).isEmpty();
  }
}
