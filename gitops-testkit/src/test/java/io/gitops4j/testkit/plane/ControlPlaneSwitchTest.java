package io.gitops4j.testkit.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlPlaneSwitchTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/assets, -,     RUN",
        "/assets, true,  RUN",
        "-,       true,  FAIL",
        "'',      true,  FAIL",
        "' ',     TRUE,  FAIL",
        "-,       -,     SKIP",
        "'',      '',    SKIP",
        "-,       false, SKIP",
        "-,       1,     SKIP",
      })
  void leavesTestsOutOnlyWhereSomebodyReadsTheOutput(
      String assets, String ci, ControlPlaneSwitch expected) {
    Map<String, String> environment = new HashMap<>();
    environment.put("KUBEBUILDER_ASSETS", assets);
    environment.put("CI", ci);
    environment.values().removeIf(value -> value == null);

    assertThat(ControlPlaneSwitch.of(environment)).isEqualTo(expected);
  }
}
