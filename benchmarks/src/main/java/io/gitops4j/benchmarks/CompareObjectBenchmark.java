package io.gitops4j.benchmarks;

import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.Intents;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to compare one object; run it with {@code -prof gc} for the bytes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class CompareObjectBenchmark {
  /** Which object: a Deployment of 60 lines, or a definition of a kind of 4,000. */
  @Param public Sort object = Sort.DEPLOYMENT;

  private Compared deployed = new Compared("");
  private Intents changed = deployed.intents;

  /** What is compared. */
  public enum Sort {
    /** 60 lines. */
    DEPLOYMENT,
    /** 4,000 lines. */
    DEFINITION;

    String yaml(boolean isChanged) {
      return this == DEPLOYMENT
          ? Documents.deployment("web", isChanged ? "2" : "1")
          : Documents.definition(isChanged ? "changed" : "as it is");
    }
  }

  /** Deploys the object, and fails if what is measured is not what the names say. */
  @Setup
  public void deploy() {
    deployed = new Compared(object.yaml(false));
    changed = deployed.intents(object.yaml(true));
    Compared.require(unchangedByReceipt(), 0);
    Compared.require(unchangedByDigest(), 0);
    Compared.require(unchangedByPrediction(), 0);
    Compared.require(changed(), 1);
  }

  /** The object is the answer to the last apply. */
  @Benchmark
  public Comparison unchangedByReceipt() {
    return Comparison.of(deployed.intents, deployed.live, deployed.asAnswered);
  }

  /** The object was written since, but no field of ours. */
  @Benchmark
  public Comparison unchangedByDigest() {
    return Comparison.of(deployed.intents, deployed.live, deployed.touchedSince);
  }

  /** Nothing is known of earlier applies. */
  @Benchmark
  public Comparison unchangedByPrediction() {
    return Comparison.of(deployed.intents, deployed.live, deployed.nothingKnown);
  }

  /** One value differs. */
  @Benchmark
  public Comparison changed() {
    return Comparison.of(changed, deployed.live, deployed.asAnswered);
  }
}
