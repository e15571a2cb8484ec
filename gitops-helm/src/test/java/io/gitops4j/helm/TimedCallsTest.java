package io.gitops4j.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.render.RenderException;
import io.gitops4j.helm.HelmEngine.Refused;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimedCallsTest {
  private static final ApplicationName SHOP = new ApplicationName("shop");
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final TimedCalls calls = new TimedCalls();

  @Test
  void passesOnWhatTheWorkAnswers() throws Refused {
    assertThat(calls.call(SHOP, LONG, () -> "answer")).isEqualTo("answer");
  }

  @Test
  void passesOnWhatTheWorkThrows() {
    Refused refused = new Refused("no chart");

    assertThatThrownBy(
            () ->
                calls.call(
                    SHOP,
                    LONG,
                    () -> {
                      throw refused;
                    }))
        .isSameAs(refused);
  }

  @Test
  void givesUpOnWorkThatTakesTooLong() {
    CountDownLatch never = new CountDownLatch(1);

    assertThatThrownBy(() -> calls.call(SHOP, SHORT, () -> waitFor(never)))
        .isInstanceOf(RenderException.class)
        .hasMessageContainingAll("'shop'", "PT0.001S");
    never.countDown();
  }

  @Test
  void startsNoMoreWorkWhenTooMuchNeverEnds() {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < TimedCalls.MOST_ABANDONED; i++) {
      assertThatThrownBy(() -> calls.call(SHOP, SHORT, () -> waitFor(never)))
          .hasMessageContaining("within");
    }

    assertThatThrownBy(() -> calls.call(SHOP, LONG, () -> "answer"))
        .isInstanceOf(RenderException.class)
        .hasMessageContaining("still being rendered");
    never.countDown();
  }

  private static String waitFor(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return "late";
  }
}
