package io.gitops4j.benchmarks;

import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.Intents;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to compare an application of a thousand Deployments. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class CompareManyBenchmark {
  private static final int OBJECTS = 1000;

  /** One in a hundred. */
  private static final int CHANGED = OBJECTS / 100;

  private final Compared deployed = new Compared(deployments(0));
  private final Intents changed = deployed.intents(deployments(CHANGED));

  private static String deployments(int changed) {
    StringBuilder yaml = new StringBuilder();
    for (int i = 0; i < OBJECTS; i++) {
      String tag = i % 100 == 0 && i / 100 < changed ? "2" : "1";
      yaml.append("---\n").append(Documents.deployment("web-" + i, tag));
    }
    return yaml.toString();
  }

  /** Fails if what is measured is not what the names say. */
  @Setup
  public void check() {
    Compared.require(unchangedByReceipts(), 0);
    Compared.require(unchangedByPrediction(), 0);
    Compared.require(oneInAHundredChanged(), CHANGED);
  }

  /** All are the answers to their last applies. */
  @Benchmark
  public Comparison unchangedByReceipts() {
    return Comparison.of(deployed.intents, deployed.live, deployed.asAnswered);
  }

  /** Nothing is known of earlier applies. */
  @Benchmark
  public Comparison unchangedByPrediction() {
    return Comparison.of(deployed.intents, deployed.live, deployed.nothingKnown);
  }

  /** Ten have another image, the others are as answered. */
  @Benchmark
  public Comparison oneInAHundredChanged() {
    return Comparison.of(changed, deployed.live, deployed.asAnswered);
  }
}
