package io.gitops4j.benchmarks;

import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.helm.HelmRenderer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a whole sync costs in the engine and the in-memory cluster: resolve, render, read, compare,
 * apply, record; all that a caller waits for but the network. Every sync has an engine of its own,
 * so nothing is answered from a cache of renderings.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SyncBenchmark {

  /** What engines have in common. */
  @State(Scope.Thread)
  public static class Shared {
    private final HelmRenderer helm = HelmRenderer.create();
    private final GuestbookGit repository = new GuestbookGit(helm);

    /** What the application is made of. */
    @Param public Packaging packaging = Packaging.CHART;

    Deployed world() {
      return new Deployed(helm, repository, packaging);
    }

    /** Closes what was opened. */
    @TearDown
    public void close() {
      repository.close();
    }
  }

  /** Nothing is deployed; Git asks for the first version. */
  @State(Scope.Thread)
  public static class Empty {
    private @Nullable Deployed world;
    private @Nullable SyncResult result;

    /** Makes the engine. */
    @Setup(Level.Invocation)
    public void prepare(Shared shared) {
      world = shared.world();
    }

    SyncResult sync() {
      SyncResult answer = Objects.requireNonNull(world).sync();
      result = answer;
      return answer;
    }

    /** Fails if nothing was deployed. */
    @TearDown(Level.Invocation)
    public void check() {
      try (Deployed used = Objects.requireNonNull(world)) {
        used.require(Objects.requireNonNull(result), 1);
      }
    }
  }

  /** The first version is deployed and healthy; Git asks for the second. */
  @State(Scope.Thread)
  public static class Outdated {
    private @Nullable Deployed world;
    private @Nullable SyncResult result;

    /** Makes the engine and deploys the first version. */
    @Setup(Level.Invocation)
    public void prepare(Shared shared) {
      Deployed fresh = shared.world();
      fresh.deployFirst();
      fresh.mergeSecond();
      world = fresh;
    }

    SyncResult sync() {
      SyncResult answer = Objects.requireNonNull(world).sync();
      result = answer;
      return answer;
    }

    /** Fails if the second version was not deployed. */
    @TearDown(Level.Invocation)
    public void check() {
      try (Deployed used = Objects.requireNonNull(world)) {
        used.require(Objects.requireNonNull(result), 2);
      }
    }
  }

  /** Seven objects are created, the namespace among them. */
  @Benchmark
  public SyncResult firstVersion(Empty state) {
    return state.sync();
  }

  /** One Deployment gets another image, five objects stay as they are. */
  @Benchmark
  public SyncResult nextVersion(Outdated state) {
    return state.sync();
  }
}
