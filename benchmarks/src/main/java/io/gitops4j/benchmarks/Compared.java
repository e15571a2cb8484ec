package io.gitops4j.benchmarks;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.ComparisonContext;
import io.gitops4j.core.diff.IntentContext;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.diff.Receipt;
import io.gitops4j.core.kernel.InstanceId;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.reconcile.EngineSettings;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Documents that were applied to a cluster, and what a comparison of others has to know of it. */
final class Compared {
  final Intents intents;
  final LiveState live;
  final ComparisonContext nothingKnown;
  final ComparisonContext asAnswered;
  final ComparisonContext touchedSince;
  private final IntentContext context;

  /** Applies these documents to an empty cluster. */
  Compared(String yaml) {
    try (VirtualTime time = VirtualTime.create()) {
      InMemoryCluster cluster = InMemoryCluster.named("compared").withoutWorkloads().on(time);
      context =
          new IntentContext(
              InstanceId.DEFAULT, GuestbookGit.APPLICATION, "default", cluster.info());
      intents = Intents.of(read(yaml), context);
      live =
          LiveState.of(intents.all().stream().map(it -> applied(cluster, it.manifest())).toList());
      Map<GroupVersionKind, Schema> schemas = new HashMap<>();
      intents.all().stream()
          .map(intent -> intent.manifest().kind())
          .forEach(kind -> schemas.computeIfAbsent(kind, cluster::schema));
      nothingKnown =
          ComparisonContext.of(
              context,
              EngineSettings.DEFAULT_FIELD_MANAGER,
              kind -> schemas.getOrDefault(kind, Schema.deduced()));
    }
    Map<ResourceKey, Receipt> receipts = Comparison.of(intents, live, nothingKnown).receipts();
    asAnswered = nothingKnown.withReceipts(receipts);
    Map<ResourceKey, Receipt> older = new HashMap<>();
    receipts.forEach((key, receipt) -> older.put(key, olderOf(receipt)));
    touchedSince = nothingKnown.withReceipts(older);
  }

  /** As if the object had been written since, for instance its status, but not our fields. */
  private static Receipt olderOf(Receipt receipt) {
    return new Receipt(
        receipt.intent(), receipt.answer(), receipt.schema(), receipt.uid(), "0", receipt.since());
  }

  private static LiveResource applied(InMemoryCluster cluster, Manifest document) {
    ApplyOutcome outcome =
        cluster.apply(ApplyRequest.forced(document, EngineSettings.DEFAULT_FIELD_MANAGER));
    if (outcome instanceof ApplyOutcome.Applied applied) {
      return applied.resource();
    }
    throw new IllegalStateException("%s is not taken: %s".formatted(document, outcome));
  }

  private static List<Manifest> read(String yaml) {
    return ManifestReader.create().read("benchmark.yaml", yaml);
  }

  Intents intents(String yaml) {
    return Intents.of(read(yaml), context);
  }

  /** Fails if a comparison is not what the name of a benchmark says. */
  static void require(Comparison found, int differences) {
    if (found.differences().size() != differences || !found.undecided().isEmpty()) {
      throw new IllegalStateException(
          "%d objects should differ, but: %s, undecided are %s"
              .formatted(differences, found, found.undecided()));
    }
  }
}
