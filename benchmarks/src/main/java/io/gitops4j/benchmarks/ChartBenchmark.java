package io.gitops4j.benchmarks;

import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.helm.Helm;
import io.gitops4j.helm.HelmRenderer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * What a chart costs that was rendered before: its templates are parsed, its answer is not kept.
 * The program, which {@code HELM} names, starts anew for each rendering.
 */
@State(Scope.Benchmark)
public class ChartBenchmark {

  /** What renders. */
  public enum Engine {
    /** In this process. */
    INTERPRETER,
    /** A process for each rendering. */
    PROGRAM
  }

  /** What is rendered. */
  @Param public BenchmarkChart chart = BenchmarkChart.GUESTBOOK;

  /** By what. */
  @Param public Engine engine = Engine.INTERPRETER;

  private @Nullable HelmRenderer renderer;
  private @Nullable RenderRequest request;

  /** Fails if the chart does not render. */
  @Setup
  public void prepare() {
    renderer =
        engine == Engine.INTERPRETER
            ? HelmRenderer.create()
            : HelmRenderer.program(
                Path.of(Objects.requireNonNull(System.getenv("HELM"), "HELM names the program")));
    request =
        new RenderRequest(
            new ApplicationName("bench"),
            chart.files().tree(),
            BenchmarkChart.FOLDER,
            Helm.defaults(),
            "bench",
            ClusterInfo.of("v1.35.0", List.of()),
            RenderBudget.DEFAULT);
    if (!(oneThread() instanceof Rendered.Complete complete) || complete.manifests().isEmpty()) {
      throw new IllegalStateException("the chart should render: " + oneThread());
    }
  }

  /** One rendering after the other. */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OutputTimeUnit(TimeUnit.MICROSECONDS)
  public Rendered oneThread() {
    return Objects.requireNonNull(renderer).render(Objects.requireNonNull(request));
  }

  /** Four threads at once. */
  @Benchmark
  @BenchmarkMode(Mode.Throughput)
  @OutputTimeUnit(TimeUnit.SECONDS)
  @Threads(4)
  public Rendered fourThreads() {
    return oneThread();
  }
}
