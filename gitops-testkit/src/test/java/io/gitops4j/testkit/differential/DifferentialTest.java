package io.gitops4j.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.gitops4j.testkit.plane.KubernetesControlPlane;
import io.gitops4j.testkit.plane.NeedsControlPlane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The in-memory cluster answers as a real API server does: sequences of calls by several managers,
 * made from seeds, played on both. {@code -Dsequences=10000} for a long run, {@code -Dfrom=5000}
 * for other seeds, {@code -Dseed=7,12} for some, {@code -Dkinds=Job,Service} for those about these
 * kinds, {@code -Dpart=scale} for those that touch this sub-resource or kind too, {@code
 * -Dreports=20} for more minimal sequences.
 */
@NeedsControlPlane
class DifferentialTest {
  private static final int THREADS = 4;

  private record Found(Sequence sequence, Difference difference) {}

  private final Laboratory laboratory;

  DifferentialTest(KubernetesControlPlane plane) {
    this.laboratory = Laboratory.with(plane);
  }

  @Test
  void inMemoryClusterAnswersAsTheServer() throws Exception {
    List<Found> found = run(seeds(), laboratory::compare);

    System.out.printf("DifferentialTest: %d sequences, %d differ%n", seeds().size(), found.size());
    if (!found.isEmpty()) {
      fail(told(found));
    }
  }

  @Test
  void serverAnswersAsItself() throws Exception {
    List<Found> found =
        run(LongStream.rangeClosed(1, 20).boxed().toList(), laboratory::compareWithItself);

    assertThat(found).extracting(f -> Report.of(f.sequence, f.difference)).isEmpty();
  }

  private static List<Long> seeds() {
    String seed = System.getProperty("seed");
    long from = Long.getLong("from", 1);
    return seed != null
        ? Stream.of(seed.split(",")).map(Long::valueOf).toList()
        : LongStream.iterate(from, s -> s + 1)
            .filter(DifferentialTest::isAskedFor)
            .limit(Integer.getInteger("sequences", 200))
            .boxed()
            .toList();
  }

  private static boolean isAskedFor(long seed) {
    String kinds = System.getProperty("kinds");
    String part = System.getProperty("part");
    return (kinds == null || List.of(kinds.split(",")).contains(SequenceGenerator.of(seed).kind()))
        && (part == null || SequenceGenerator.of(seed).touches(part));
  }

  private static List<Found> run(
      List<Long> seeds, Function<Sequence, Optional<Difference>> experiment) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Optional<Found>>> results = new ArrayList<>();
      for (long seed : seeds) {
        results.add(
            threads.submit(
                () -> {
                  Sequence sequence = SequenceGenerator.of(seed);
                  return experiment.apply(sequence).map(d -> new Found(sequence, d));
                }));
      }
      List<Found> found = new ArrayList<>();
      for (Future<Optional<Found>> result : results) {
        result.get().ifPresent(found::add);
      }
      return found;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The most frequent kinds first, with the least sequence of each. */
  private String told(List<Found> found) throws IOException {
    Map<String, List<Found>> kinds = new LinkedHashMap<>();
    found.forEach(
        f -> kinds.computeIfAbsent(f.difference.kind(f.sequence), key -> new ArrayList<>()).add(f));
    List<Map.Entry<String, List<Found>>> sorted = new ArrayList<>(kinds.entrySet());
    sorted.sort(Comparator.comparing(entry -> -entry.getValue().size()));
    StringBuilder text = new StringBuilder();
    text.append("%d sequences differ, in %d ways%n".formatted(found.size(), kinds.size()));
    sorted.forEach(
        entry ->
            text.append(
                "%4d %s, such as -Dseed=%d%n"
                    .formatted(
                        entry.getValue().size(),
                        entry.getKey(),
                        entry.getValue().get(0).sequence.seed())));
    for (int i = 0; i < sorted.size() && i < Integer.getInteger("reports", 3); i++) {
      text.append("%n%s".formatted(minimal(sorted.get(i).getValue().get(0))));
    }
    Path target = Files.createDirectories(Path.of("target"));
    Files.writeString(target.resolve("differences.txt"), text);
    Files.write(
        target.resolve("all-differences.txt"),
        found.stream()
            .map(
                f ->
                    f.sequence.seed()
                        + " "
                        + f.difference.kind(f.sequence)
                        + " "
                        + f.difference.text())
            .toList());
    return text.toString();
  }

  private String minimal(Found found) {
    Sequence least = Shrinker.shrink(found.sequence, found.difference, laboratory::compare);
    // What does not show again is told of as it was seen.
    return laboratory
        .compare(least)
        .map(difference -> Report.of(least, difference))
        .orElseGet(() -> Report.of(found.sequence, found.difference));
  }
}
