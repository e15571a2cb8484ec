package io.gitops4j.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.testkit.contract.SchedulerContract;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualTimeTest extends SchedulerContract {
  private final VirtualTime time = VirtualTime.create();
  private final List<String> ran = new ArrayList<>();

  @Override
  protected Scheduler newScheduler() {
    return VirtualTime.create();
  }

  @Override
  protected void forgiveFailures(Scheduler failed) {
    assertThat(((VirtualTime) failed).takeFailures()).hasSize(1);
  }

  @Test
  void standsStillByItself() {
    Instant start = time.now();
    time.run(() -> ran.add("task"));

    assertThat(time.now()).isEqualTo(start);
    assertThat(ran).isEmpty();
  }

  @Test
  void advancingRunsWhatIsDueAtItsTime() {
    Instant start = time.now();
    time.later(Duration.ofHours(2), () -> ran.add("second at " + time.now()));
    time.later(Duration.ofHours(1), () -> ran.add("first at " + time.now()));
    time.later(Duration.ofHours(4), () -> ran.add("later"));

    time.advance(Duration.ofHours(3));

    assertThat(ran)
        .containsExactly(
            "first at " + start.plus(Duration.ofHours(1)),
            "second at " + start.plus(Duration.ofHours(2)));
    assertThat(time.now()).isEqualTo(start.plus(Duration.ofHours(3)));
  }

  @Test
  void tiesRunInTheOrderInWhichTheyWereHandedIn() {
    for (int i = 0; i < 50; i++) {
      int number = i;
      time.later(Duration.ofSeconds(1), () -> ran.add("task " + number));
    }

    time.runUntilIdle();

    assertThat(ran).hasSize(50).startsWith("task 0", "task 1", "task 2").endsWith("task 49");
  }

  @Test
  void runDueLeavesTimeAsItIs() {
    Instant start = time.now();
    time.run(() -> time.run(() -> ran.add("now")));
    time.later(Duration.ofMillis(1), () -> ran.add("later"));

    time.runDue();

    assertThat(ran).containsExactly("now");
    assertThat(time.now()).isEqualTo(start);
    assertThat(time.pending()).isOne();
  }

  @Test
  void aDayOfPollingTakesNoTime() {
    pollEvery(Duration.ofMinutes(3));

    time.advance(Duration.ofDays(1));

    assertThat(ran).hasSize(480);
  }

  private void pollEvery(Duration interval) {
    time.later(
        interval,
        () -> {
          ran.add("poll");
          pollEvery(interval);
        });
  }

  @Test
  void waitingTasksResumeWhenTheirStageCompletesNotWhenOthersDo() {
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    Instant start = time.now();
    time.run(() -> reportAfter(first, "first"));
    time.run(() -> reportAfter(second, "second"));
    time.later(Duration.ofMinutes(1), () -> first.complete(""));
    time.later(Duration.ofMinutes(9), () -> second.complete(""));

    time.runUntilIdle();

    assertThat(ran)
        .containsExactly(
            "first at " + start.plus(Duration.ofMinutes(1)),
            "second at " + start.plus(Duration.ofMinutes(9)));
  }

  private void reportAfter(CompletableFuture<String> stage, String name) {
    time.await(stage, Duration.ofHours(1));
    ran.add(name + " at " + time.now());
  }

  @Test
  void aTaskMayNotMoveTheTimeItRunsIn() {
    time.run(() -> time.advance(Duration.ofSeconds(1)));

    time.runDue();

    assertThat(time.takeFailures())
        .singleElement()
        .isInstanceOfSatisfying(
            IllegalStateException.class, e -> assertThat(e).hasMessageContaining("may await"));
  }

  @Test
  void closeThrowsWhatTasksThrewAndNobodyTook() {
    time.run(
        () -> {
          throw new IllegalArgumentException("broken task");
        });
    time.runDue();

    assertThatThrownBy(time::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("broken task")
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tasksWithoutEndAreNamed() {
    endless();

    assertThatThrownBy(() -> time.advance(Duration.ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("without end");
  }

  private void endless() {
    time.run(this::endless);
  }
}
