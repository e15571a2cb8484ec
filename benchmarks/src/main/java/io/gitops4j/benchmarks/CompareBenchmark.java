package io.gitops4j.benchmarks;

import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.ComparisonContext;
import io.gitops4j.core.diff.IntentContext;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.diff.Receipt;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.kernel.InstanceId;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.reconcile.EngineSettings;
import io.gitops4j.helm.HelmRenderer;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to tell how far a deployed guestbook is from Git; pure, nobody is asked. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class CompareBenchmark {
  private final List<Manifest> manifests;
  private final IntentContext intentContext;
  private final Intents unchanged;
  private final Intents changed;
  private final LiveState live;
  private final ComparisonContext nothingKnown;
  private final ComparisonContext asAnswered;
  private final ComparisonContext touchedSince;

  /** Deploys the first version and keeps what there is then. */
  public CompareBenchmark() {
    HelmRenderer helm = HelmRenderer.create();
    try (GuestbookGit repository = new GuestbookGit(helm);
        Deployed world = new Deployed(helm, repository, Packaging.CHART)) {
      world.deployFirst();
      InMemoryCluster cluster = world.cluster();
      ClusterInfo info = cluster.info();
      intentContext =
          new IntentContext(
              InstanceId.DEFAULT, GuestbookGit.APPLICATION, GuestbookGit.NAMESPACE, info);
      manifests = GuestbookGit.rendered(helm, repository.request(repository.first(), info));
      unchanged = Intents.of(manifests, intentContext);
      changed =
          Intents.of(
              GuestbookGit.rendered(helm, repository.request(repository.second(), info)),
              intentContext);
      live = ofGuestbook(cluster.snapshot());
      nothingKnown =
          ComparisonContext.of(
              intentContext, EngineSettings.DEFAULT_FIELD_MANAGER, schemas(cluster));
    }
    Map<ResourceKey, Receipt> receipts = Comparison.of(unchanged, live, nothingKnown).receipts();
    asAnswered = nothingKnown.withReceipts(receipts);
    touchedSince = nothingKnown.withReceipts(ofOlderVersions(receipts));
  }

  /** The cluster logs each question, which must not be measured. */
  private static Function<GroupVersionKind, Schema> schemas(InMemoryCluster cluster) {
    Map<GroupVersionKind, Schema> known = new HashMap<>();
    cluster.info().resources().forEach(each -> known.put(each.kind(), cluster.schema(each.kind())));
    return kind -> known.getOrDefault(kind, Schema.deduced());
  }

  private static LiveState ofGuestbook(LiveState all) {
    return LiveState.of(
        all.all().stream()
            .filter(object -> object.key().namespace().equals(GuestbookGit.NAMESPACE))
            .toList());
  }

  /** As if every object had been written since, for instance its status, but not its fields. */
  private static Map<ResourceKey, Receipt> ofOlderVersions(Map<ResourceKey, Receipt> receipts) {
    Map<ResourceKey, Receipt> older = new HashMap<>();
    receipts.forEach(
        (key, receipt) ->
            older.put(
                key,
                new Receipt(
                    receipt.intent(),
                    receipt.answer(),
                    receipt.schema(),
                    receipt.uid(),
                    "0",
                    receipt.since())));
    return older;
  }

  /** Fails if what is measured is not what the names say. */
  @Setup
  public void check() {
    require(unchangedByReceipts(), SyncStatus.SYNCED, 0);
    require(unchangedTouchedSince(), SyncStatus.SYNCED, 0);
    require(unchangedByPrediction(), SyncStatus.SYNCED, 0);
    require(changedImage(), SyncStatus.OUT_OF_SYNC, 1);
  }

  private static void require(Comparison found, SyncStatus status, int differences) {
    boolean complete = found.resources().size() == GuestbookGit.OBJECTS;
    if (!complete
        || !found.undecided().isEmpty()
        || found.status() != status
        || found.differences().size() != differences) {
      throw new IllegalStateException(
          "should be %s by %d differences, but is %s".formatted(status, differences, found));
    }
  }

  /** Manifests to intents, which precedes every comparison of something newly rendered. */
  @Benchmark
  public Intents intents() {
    return Intents.of(manifests, intentContext);
  }

  /** Objects are as the last answer left them. */
  @Benchmark
  public Comparison unchangedByReceipts() {
    return Comparison.of(unchanged, live, asAnswered);
  }

  /** Objects were written since, but no field of ours. */
  @Benchmark
  public Comparison unchangedTouchedSince() {
    return Comparison.of(unchanged, live, touchedSince);
  }

  /** Nothing is known of earlier applies: each object is predicted. */
  @Benchmark
  public Comparison unchangedByPrediction() {
    return Comparison.of(unchanged, live, nothingKnown);
  }

  /** Five objects are as the last answer left them, one Deployment has another image. */
  @Benchmark
  public Comparison changedImage() {
    return Comparison.of(changed, live, asAnswered);
  }
}
