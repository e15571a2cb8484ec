package io.gitops4j.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.kernel.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** As one that was closed, or for a thread that was interrupted. */
  private static final class StandingStill implements Scheduler {
    @Override
    public Instant now() {
      return NOW;
    }

    @Override
    public Scheduled later(Duration delay, Runnable task) {
      return () -> {};
    }

    @Override
    public boolean await(CompletionStage<?> stage, Duration limit) {
      return false;
    }

    @Override
    public void close() {}
  }

  @Test
  void endWhenTimeDoesNotPassAnyMore() {
    AtomicInteger calls = new AtomicInteger();
    Retries retries =
        new Retries(new StandingStill(), NOW.plus(Duration.ofMinutes(5)), () -> false);

    assertThatThrownBy(
            () ->
                retries.call(
                    () -> {
                      calls.incrementAndGet();
                      throw new ClusterException(
                          ClusterException.Reason.UNREACHABLE, "no answer", null);
                    }))
        .isInstanceOf(ClusterException.class);
    assertThat(calls).hasValue(1);
  }
}
