package io.gitops4j.benchmarks;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.reconcile.EngineSettings;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * How many applies of a Deployment of 60 lines an in-memory cluster takes, with all that a server
 * does: defaults, validation, merge, owners, events.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ClusterApplyBenchmark {
  /** So many in one invocation that what is done around it does not count. */
  private static final int OBJECTS = 100;

  private static List<ApplyRequest> requests(String tag) {
    List<ApplyRequest> requests = new ArrayList<>();
    for (int i = 0; i < OBJECTS; i++) {
      String yaml = Documents.deployment("web-" + i, tag);
      Manifest document =
          ManifestReader.create().read("benchmark.yaml", yaml).get(0).inNamespace("default");
      requests.add(ApplyRequest.forced(document, EngineSettings.DEFAULT_FIELD_MANAGER));
    }
    return requests;
  }

  /** A cluster of its own for each invocation. */
  @State(Scope.Thread)
  public static class Fresh {
    private final List<ApplyRequest> first = requests("1");
    private VirtualTime time = VirtualTime.create();
    private InMemoryCluster cluster = clusterOn(time);

    /** Forgets what was applied before. */
    @Setup(Level.Invocation)
    public void empty() {
      time.close();
      time = VirtualTime.create();
      cluster = clusterOn(time);
    }

    /** Stops the clock. */
    @TearDown
    public void close() {
      time.close();
    }
  }

  /** A cluster that has all objects. */
  @State(Scope.Thread)
  public static class Deployed {
    private final List<ApplyRequest> first = requests("1");
    private final List<ApplyRequest> second = requests("2");
    private final VirtualTime time = VirtualTime.create();
    private final InMemoryCluster cluster = clusterOn(time);
    private boolean isSecond;

    /** Applies all, and fails if what is measured is not what the names say. */
    @Setup
    public void deploy() {
      require(apply(cluster, first), Change.CREATED);
      require(apply(cluster, first), Change.UNCHANGED);
      require(apply(cluster, next()), Change.CONFIGURED);
      require(apply(cluster, next()), Change.CONFIGURED);
    }

    /** What the cluster does not have yet. */
    List<ApplyRequest> next() {
      isSecond = !isSecond;
      return isSecond ? second : first;
    }

    /** Else every call is remembered for ever. */
    @TearDown(Level.Invocation)
    public void forget() {
      cluster.calls().clear();
    }

    /** Stops the clock. */
    @TearDown
    public void close() {
      time.close();
    }
  }

  private static InMemoryCluster clusterOn(VirtualTime time) {
    return InMemoryCluster.named("benchmark").withoutWorkloads().on(time);
  }

  private static List<ApplyOutcome> apply(InMemoryCluster cluster, List<ApplyRequest> requests) {
    List<ApplyOutcome> outcomes = new ArrayList<>(requests.size());
    for (ApplyRequest request : requests) {
      outcomes.add(cluster.apply(request));
    }
    return outcomes;
  }

  private static void require(List<ApplyOutcome> outcomes, Change change) {
    for (ApplyOutcome outcome : outcomes) {
      if (!(outcome instanceof ApplyOutcome.Applied applied) || applied.change() != change) {
        throw new IllegalStateException("should be %s, but is %s".formatted(change, outcome));
      }
    }
  }

  /** Objects that were not there. */
  @Benchmark
  @OperationsPerInvocation(OBJECTS)
  public List<ApplyOutcome> created(Fresh fresh) {
    return apply(fresh.cluster, fresh.first);
  }

  /** Each has another image than before. */
  @Benchmark
  @OperationsPerInvocation(OBJECTS)
  public List<ApplyOutcome> changed(Deployed deployed) {
    return apply(deployed.cluster, deployed.next());
  }

  /** What was applied already. */
  @Benchmark
  @OperationsPerInvocation(OBJECTS)
  public List<ApplyOutcome> unchanged(Deployed deployed) {
    return apply(deployed.cluster, deployed.isSecond ? deployed.second : deployed.first);
  }
}
