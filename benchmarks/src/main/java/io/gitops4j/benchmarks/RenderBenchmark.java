package io.gitops4j.benchmarks;

import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.render.RenderCache;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.helm.HelmRenderer;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What it costs to turn a commit into manifests. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class RenderBenchmark {
  private final VirtualTime time = VirtualTime.create();
  private final ClusterInfo cluster = InMemoryCluster.named("benchmark").on(time).info();
  private final HelmRenderer helm = HelmRenderer.create();
  private final RenderCache cache = RenderCache.of(helm);
  private final GuestbookGit repository = new GuestbookGit(helm);

  /** Fills the cache, and fails if the chart does not render. */
  @Setup
  public void fill() {
    RenderRequest request = repository.request(repository.first(), cluster);
    GuestbookGit.rendered(cache, request);
    Rendered known = cache.render(request);
    if (cache.render(otherCommit()) != known) {
      throw new IllegalStateException("the cache should answer with what it has");
    }
  }

  private RenderRequest otherCommit() {
    return repository.request(repository.elsewhere(), cluster);
  }

  /** The interpreter: the chart was rendered before, so its templates are parsed already. */
  @Benchmark
  public Rendered knownChart() {
    return helm.render(repository.request(repository.first(), cluster));
  }

  /** A chart never seen: it is read and parsed first. */
  @Benchmark
  public Rendered newChart() {
    return HelmRenderer.create().render(repository.request(repository.first(), cluster));
  }

  /** A commit that did not touch the chart: its tree is opened and what was read is compared. */
  @Benchmark
  public Rendered cacheHit() {
    return cache.render(otherCommit());
  }

  /** Closes what was opened. */
  @TearDown
  public void close() {
    repository.close();
    time.close();
  }
}
