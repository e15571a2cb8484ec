package io.gitops4j.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineSettingsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void refusesAnEmptyFieldManager(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withFieldManager(name))
        .withMessageContaining("field manager");
  }

  @Test
  void refusesALongFieldManager() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withFieldManager("x".repeat(129)));
    assertThat(EngineSettings.DEFAULT.withFieldManager("x".repeat(128)).fieldManager())
        .hasSize(128);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void refusesToPollWithoutPause(long seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EngineSettings.DEFAULT.withPollInterval(Duration.ofSeconds(seconds)))
        .withMessageContaining("longer than zero");
  }
}
