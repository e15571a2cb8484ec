package io.gitops4j.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubectlVersionTest {
  @ParameterizedTest
  @CsvSource({
    "v1.32.0, true",
    "v1.32.4-dispatcher, true",
    "v1.32, true",
    "v1.3.2, false",
    "v1.320.0, false",
    "v1.33.1, false",
    "unknown, false"
  })
  void theTablesHoldForOneMinorVersion(String version, boolean holds) {
    assertThat(Kubectl.isRecorded(version)).isEqualTo(holds);
  }
}
