package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.PRUNING;
import static io.gitops4j.testkit.engine.World.SETTINGS;
import static io.gitops4j.testkit.engine.World.configMap;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.sync.ResourceResult.Code;
import io.gitops4j.core.sync.SyncPlan;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.testkit.GitOpsAssertions;
import io.gitops4j.testkit.cluster.Verb;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deleting what left Git, and all the reasons not to. */
class PruneTest {
  private static final ResourceKey OLD = configMap("old");

  private final World world = World.create();
  private ManagedApplication app = world.manage();

  @AfterEach
  void close() {
    world.close();
  }

  private void deployBoth() {
    world.push("a.yaml", settings("settings", "v1"), "b.yaml", settings("old", "v1"));
    app.sync();
  }

  private void leaveOneOut() {
    world.push("a.yaml", settings("settings", "v1"));
  }

  private static MapValue annotated(MapValue live, String name, String value) {
    MapValue metadata = live.mapAt("metadata");
    MapValue annotations = metadata.mapAt("annotations").with(name, Scalar.of(value));
    return live.with("metadata", metadata.with("annotations", annotations));
  }

  @Test
  void prunesWhatLeftGit() {
    deployBoth();
    leaveOneOut();

    ApplicationStatus before = app.refresh();
    SyncResult result = app.sync(PRUNING);

    assertThat(before.resource(OLD).orElseThrow().requiresPruning()).isTrue();
    assertThat(result.resource(OLD).orElseThrow().code()).isEqualTo(Code.PRUNED);
    GitOpsAssertions.assertThat(world.cluster).doesNotContain(OLD).contains(SETTINGS);
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
  }

  @Test
  void keepsItUnlessPruningIsAllowed() {
    deployBoth();
    leaveOneOut();

    SyncResult result = app.sync();

    assertThat(result.resource(OLD).orElseThrow().code()).isEqualTo(Code.KEPT);
    GitOpsAssertions.assertThat(world.cluster).contains(OLD);
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
  }

  @Test
  void findsWhatLeftGitInANamespaceThatNothingElseUses() {
    String elsewhere =
        settings("old", "v1").replace("name: old", "name: old\n  namespace: default");
    ResourceKey key = new ResourceKey("", "ConfigMap", "default", "old");
    world.push("a.yaml", settings("settings", "v1"), "b.yaml", elsewhere);
    app.sync();
    leaveOneOut();

    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
    app.sync(PRUNING);

    GitOpsAssertions.assertThat(world.cluster).doesNotContain(key);
  }

  @Test
  void findsWhatLeftGitThoughSeveralDeploymentsKeptIt() {
    String elsewhere =
        settings("old", "v1").replace("name: old", "name: old\n  namespace: default");
    ResourceKey key = new ResourceKey("", "ConfigMap", "default", "old");
    world.push("a.yaml", settings("settings", "v1"), "b.yaml", elsewhere);
    app.sync();
    for (int i = 0; i < 12; i++) {
      world.push("a.yaml", settings("settings", "v" + i));
      app.sync();
    }

    app.sync(PRUNING);

    GitOpsAssertions.assertThat(world.cluster).doesNotContain(key);
  }

  @Test
  void aFailedRenderPrunesNothing() {
    deployBoth();
    world.push("a.yaml", "kind: [not");

    assertThatThrownBy(() -> app.sync(PRUNING)).hasMessageContaining("a.yaml");

    GitOpsAssertions.assertThat(world.cluster).contains(OLD).contains(SETTINGS);
    assertThat(world.cluster.calls().count(Verb.DELETE)).isZero();
  }

  @Test
  void anEmptyRenderPrunesNothing() {
    deployBoth();
    world.push("readme.md", "nothing here");

    SyncResult result = app.sync(PRUNING);

    assertThat(result.resources()).extracting(each -> each.code()).containsOnly(Code.KEPT);
    assertThat(world.cluster.calls().count(Verb.DELETE)).isZero();
  }

  @Test
  void anEmptyRenderPrunesEverythingIfThatIsMeant() {
    deployBoth();
    world.push("readme.md", "nothing here");

    app.sync(PRUNING.withEmptyDesiredState(SyncRequest.EmptyDesiredState.PRUNES));

    GitOpsAssertions.assertThat(world.cluster).doesNotContain(OLD).doesNotContain(SETTINGS);
  }

  @Test
  void prunesNothingAfterAFailedApply() {
    deployBoth();
    world.push("a.yaml", settings("settings", "v2"));
    world
        .cluster
        .faults()
        .failNext(
            Verb.APPLY,
            SETTINGS,
            new ClusterException(ClusterException.Reason.FORBIDDEN, "may not", null));

    SyncResult result = app.sync(PRUNING);

    assertThat(result.isSuccess()).isFalse();
    assertThat(result.resource(OLD).orElseThrow().code()).isEqualTo(Code.NOT_ATTEMPTED);
    GitOpsAssertions.assertThat(world.cluster).contains(OLD);
    assertThat(app.history()).hasSize(1);
  }

  @Test
  void manyDeletesWaitForConsentToTheirPlan() {
    String[] files =
        IntStream.range(0, 12)
            .boxed()
            .flatMap(i -> java.util.stream.Stream.of("c" + i + ".yaml", settings("c" + i, "v")))
            .toArray(String[]::new);
    world.push(files);
    app.sync();
    leaveOneOut();

    SyncResult waiting = app.sync(PRUNING);
    SyncPlan plan = app.plan();
    SyncResult done = app.sync(PRUNING.withConsentTo(plan.digest()));

    assertThat(waiting.isSuccess()).isTrue();
    assertThat(waiting.message()).contains("12 waiting for consent", plan.digest().abbreviated());
    assertThat(done.resources()).extracting(each -> each.code()).containsOnly(Code.PRUNED);
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
  }

  @Test
  void consentToOnePlanIsNoConsentToAnother() {
    String[] files =
        IntStream.range(0, 12)
            .boxed()
            .flatMap(i -> java.util.stream.Stream.of("c" + i + ".yaml", settings("c" + i, "v")))
            .toArray(String[]::new);
    world.push(files);
    app.sync();
    world.push(java.util.Arrays.copyOf(files, 2));
    SyncPlan seen = app.plan();
    leaveOneOut();

    app.sync(PRUNING.withConsentTo(seen.digest()));

    assertThat(world.cluster.calls().count(Verb.DELETE)).isZero();
  }

  @Test
  void provesAgainWhatChangedBetweenPlanAndDelete() {
    deployBoth();
    leaveOneOut();
    OnDelete target =
        new OnDelete(world.cluster, () -> world.cluster.edit(OLD, l -> annotated(l, "x", "y")), 1);
    try (var engine = sameWith(target)) {
      app = engine.manage(World.application(SyncPolicy.manual()));

      SyncResult result = app.sync(PRUNING);

      assertThat(result.resource(OLD).orElseThrow().code()).isEqualTo(Code.PRUNED);
      GitOpsAssertions.assertThat(world.cluster).doesNotContain(OLD);
    }
  }

  @Test
  void keepsWhatWasTakenOverBetweenPlanAndDelete() {
    deployBoth();
    leaveOneOut();
    OnDelete target =
        new OnDelete(
            world.cluster,
            () ->
                world.cluster.edit(
                    OLD,
                    live ->
                        annotated(
                            live,
                            "gitops4j.io/tracking-id",
                            "gitops4j/other:/ConfigMap:guestbook/old")),
            1);
    try (var engine = sameWith(target)) {
      app = engine.manage(World.application(SyncPolicy.manual()));

      SyncResult result = app.sync(PRUNING);

      assertThat(result.resource(OLD).orElseThrow().code()).isEqualTo(Code.KEPT);
      GitOpsAssertions.assertThat(world.cluster).contains(OLD);
    }
  }

  @Test
  void keepsWhatWasAnnotatedBetweenPlanAndDelete() {
    deployBoth();
    leaveOneOut();
    OnDelete target =
        new OnDelete(
            world.cluster,
            () ->
                world.cluster.edit(
                    OLD, live -> annotated(live, "gitops4j.io/sync-options", "Prune=false")),
            1);
    try (var engine = sameWith(target)) {
      app = engine.manage(World.application(SyncPolicy.manual()));

      SyncResult result = app.sync(PRUNING);

      assertThat(result.resource(OLD).orElseThrow().code()).isEqualTo(Code.KEPT);
      GitOpsAssertions.assertThat(world.cluster).contains(OLD);
    }
  }

  @Test
  void leavesAnObjectThatWasMadeAnewUnderTheSameName() {
    deployBoth();
    leaveOneOut();
    OnDelete target =
        new OnDelete(
            world.cluster,
            () -> {
              Manifest copy =
                  ManifestReader.create()
                      .read("x", settings("old", "new"))
                      .get(0)
                      .inNamespace("guestbook");
              world.cluster.remove(OLD);
              world.cluster.create(copy, "kubectl");
            },
            1);
    try (var engine = sameWith(target)) {
      app = engine.manage(World.application(SyncPolicy.manual()));

      app.sync(PRUNING);

      GitOpsAssertions.assertThat(world.cluster).contains(OLD);
    }
  }

  @Test
  void givesUpOnWhatChangesFasterThanItCanBeProven() {
    deployBoth();
    leaveOneOut();
    int[] edits = {0};
    OnDelete target =
        new OnDelete(
            world.cluster,
            () -> world.cluster.edit(OLD, l -> annotated(l, "x", "y" + edits[0]++)),
            100);
    try (var engine = sameWith(target)) {
      app = engine.manage(World.application(SyncPolicy.manual()));

      SyncResult result = app.sync(PRUNING);

      assertThat(result.resource(OLD).orElseThrow().code()).isEqualTo(Code.FAILED);
      GitOpsAssertions.assertThat(world.cluster).contains(OLD);
    }
  }

  private io.gitops4j.core.GitOps sameWith(OnDelete target) {
    var store = io.gitops4j.core.history.StateStore.inMemory();
    try (var before = world.engine(builder -> builder.stateStore(store))) {
      world.repository().reachable(true);
      before.manage(World.application(SyncPolicy.manual())).refresh();
    }
    return io.gitops4j.core.GitOps.builder()
        .gitSource(world.git)
        .cluster("aliyun", target)
        .stateStore(store)
        .scheduler(world.time)
        .build();
  }

  @Test
  void neverPrunesWhatNamesAnotherApplicationOrIsACopy() {
    deployBoth();
    world.cluster.create(tracked("foreign", "gitops4j/other:/ConfigMap:guestbook/foreign"), "x");
    world.cluster.create(tracked("copied", "gitops4j/guestbook:/ConfigMap:guestbook/old"), "x");
    world.cluster.create(tracked("otherone", "two/guestbook:/ConfigMap:guestbook/otherone"), "x");
    leaveOneOut();

    app.sync(PRUNING);

    GitOpsAssertions.assertThat(world.cluster)
        .doesNotContain(OLD)
        .contains(configMap("foreign"))
        .contains(configMap("copied"))
        .contains(configMap("otherone"));
  }

  private static Manifest tracked(String name, String id) {
    String yaml =
        settings(name, "v1")
            .replace(
                "  name: " + name,
                "  name: %s\n  namespace: guestbook\n  annotations: {gitops4j.io/tracking-id: '%s'}"
                    .formatted(name, id));
    return ManifestReader.create().read("x.yaml", yaml).get(0);
  }

  @Test
  void automationThatPrunesDoesNotRepeatASyncThatWaitsForConsent() {
    String namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: extra}\n";
    app = world.manage(SyncPolicy.automated().withSelfHeal().withPrune());
    world.push("a.yaml", settings("settings", "v1"), "n.yaml", namespace);
    world.gitops.start();
    world.pass(Duration.ofMinutes(4));
    leaveOneOut();
    world.pass(Duration.ofMinutes(4));
    int entries = app.history().size();

    for (int i = 0; i < 20; i++) {
      app.refresh();
      world.push("a.yaml", settings("settings", "v1"), "README.md", "words " + i);
      world.pass(Duration.ofMinutes(4));
    }

    assertThat(app.history()).hasSize(entries);
    GitOpsAssertions.assertThat(world.cluster)
        .contains(new ResourceKey("", "Namespace", "", "extra"));
    assertThat(app.status().automation()).contains("consent");
  }
}
