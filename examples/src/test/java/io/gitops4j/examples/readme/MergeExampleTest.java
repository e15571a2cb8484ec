package io.gitops4j.examples.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MergeExampleTest {
  @Test
  void tellsWhatItSays() {
    assertThat(MergeExample.told(Instant.EPOCH))
        .satisfiesExactly(
            refusal ->
                assertThat(refusal)
                    .isEqualTo(
                        "Apply failed with 1 conflict: conflict with \"kubectl-scale\" using apps/v1: .spec.replicas"),
            owners -> assertThat(owners).contains("manager=my-engine", "fields=[.spec.replicas]"));
  }
}
