package io.gitops4j.testkit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.testkit.contract.SchedulerContract;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ThreadSchedulerTest extends SchedulerContract {
  private static final Duration BEYOND_NANOSECONDS = Duration.ofDays(365L * 1000);

  @Override
  protected Scheduler newScheduler() {
    return Scheduler.threads();
  }

  @Test
  void takesDelaysBeyondWhatNanosecondsHold() {
    try (Scheduler scheduler = newScheduler()) {
      assertThatCode(() -> scheduler.later(BEYOND_NANOSECONDS, () -> {}).cancel())
          .doesNotThrowAnyException();
      assertThat(scheduler.await(CompletableFuture.completedFuture(""), BEYOND_NANOSECONDS))
          .isTrue();
    }
  }
}
