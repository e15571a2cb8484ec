package io.gitops4j.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.testkit.plane.KubernetesControlPlane;
import io.gitops4j.testkit.plane.NeedsControlPlane;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Watches of the in-memory cluster tell of sequences what those of a real API server tell: types
 * and objects, in their order, also where labels come and go. {@code -Dwatched=1000} for a long
 * run, {@code -Dfrom=5000} for other seeds, {@code -Dseed=7} for one.
 */
@NeedsControlPlane
class WatchDifferentialTest {
  private final Laboratory laboratory;

  WatchDifferentialTest(KubernetesControlPlane plane) {
    this.laboratory = Laboratory.with(plane);
  }

  @Test
  void watchesTellAsThoseOfTheServer() {
    List<String> differences =
        seeds()
            .parallel()
            .mapToObj(SequenceGenerator::of)
            .map(this::difference)
            .flatMap(Optional::stream)
            .toList();

    assertThat(differences).isEmpty();
  }

  private Optional<String> difference(Sequence sequence) {
    return laboratory
        .compareWatches(sequence)
        .map(found -> "-Dseed=%d %s%s".formatted(sequence.seed(), found.text(), sequence.text()));
  }

  private static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed != null
        ? LongStream.of(seed)
        : LongStream.iterate(Long.getLong("from", 1), s -> s + 1)
            .filter(s -> isOfOneNamespace(SequenceGenerator.of(s)))
            .limit(Integer.getInteger("watched", 24));
  }

  /** Others would be told of what other sequences do. */
  private static boolean isOfOneNamespace(Sequence sequence) {
    return !sequence.steps().get(0).call().namespace().isEmpty();
  }
}
