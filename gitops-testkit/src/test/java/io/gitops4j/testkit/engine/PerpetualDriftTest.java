package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.SETTINGS;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.GitOps;
import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.diff.ResourceDiff;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.testkit.cluster.Verb;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the server makes otherwise than it was told is no reason to tell it again and again. */
class PerpetualDriftTest {
  private final World world = World.create();
  private final GitOps engine =
      world.engine(new Rewriting(world.cluster, PerpetualDriftTest::inCapitals), more -> more);

  @AfterEach
  void close() {
    engine.close();
    world.close();
  }

  private static MapValue inCapitals(MapValue object) {
    MapValue data = object.mapAt("data");
    String text = data.get("value").flatMap(Value::asText).orElse("");
    return text.isEmpty()
        ? object
        : object.with("data", data.with("value", Scalar.of(text.toUpperCase(Locale.ROOT))));
  }

  private static MapValue valued(MapValue object, String text) {
    return object.with("data", object.mapAt("data").with("value", Scalar.of(text)));
  }

  private ManagedApplication deployed(SyncPolicy policy) {
    world.push("settings.yaml", settings("settings", "blue"));
    ManagedApplication app = engine.manage(World.application(policy));
    app.sync();
    return app;
  }

  private int questions() {
    return world.cluster.calls().count(Verb.DRY_RUN);
  }

  private static SyncStatus status(ApplicationStatus status) {
    return status.sync().status();
  }

  @Test
  void whatTheServerAnsweredIsWhatIsWanted() {
    ManagedApplication app = deployed(SyncPolicy.manual());

    assertThat(status(app.refresh())).isEqualTo(SyncStatus.SYNCED);
    assertThat(app.diff()).isEmpty();
    assertThat(questions()).as("the receipt answers").isZero();
  }

  @Test
  void whatOthersWriteElsewhereIsOfNoMatter() {
    ManagedApplication app = deployed(SyncPolicy.manual());

    world.cluster.update(
        SETTINGS,
        "controller",
        live -> live.with("data", live.mapAt("data").with("theirs", Scalar.of("x"))));

    assertThat(status(app.refresh())).isEqualTo(SyncStatus.SYNCED);
    assertThat(questions()).as("the receipt answers").isZero();
  }

  @Test
  void theServerIsAskedByAHardRefreshAndBelievedThen() {
    ManagedApplication app = deployed(SyncPolicy.manual());

    assertThat(status(app.hardRefresh())).isEqualTo(SyncStatus.SYNCED);
    assertThat(questions()).isEqualTo(1);
    assertThat(status(app.refresh())).isEqualTo(SyncStatus.SYNCED);
    assertThat(questions()).as("its word became the receipt").isEqualTo(1);
  }

  @Test
  void theServerIsAskedAgainWhenAReceiptIsADayOld() {
    ManagedApplication app = deployed(SyncPolicy.manual());

    world.pass(Duration.ofHours(25));

    assertThat(status(app.refresh())).isEqualTo(SyncStatus.SYNCED);
    assertThat(status(app.refresh())).isEqualTo(SyncStatus.SYNCED);
    assertThat(questions()).isEqualTo(1);
  }

  @Test
  void aHandEditOfSuchAFieldIsDriftByTheServersWord() {
    ManagedApplication app = deployed(SyncPolicy.manual());
    world.cluster.edit(SETTINGS, live -> valued(live, "by hand"));

    ApplicationStatus drifted = app.refresh();

    assertThat(status(drifted)).isEqualTo(SyncStatus.OUT_OF_SYNC);
    ResourceDiff diff = app.compare().diff(SETTINGS).orElseThrow();
    assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(diff.confirmed()).isTrue();
    assertThat(diff.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.path()).hasToString(".data.value");
              assertThat(change.desired()).contains(Scalar.of("BLUE"));
              assertThat(change.live()).contains(Scalar.of("by hand"));
            });
    app.sync();
    assertThat(status(app.refresh())).isEqualTo(SyncStatus.SYNCED);
  }

  @Test
  void automationSyncsOnceAndThenNoMore() {
    world.push("settings.yaml", settings("settings", "blue"));
    ManagedApplication app =
        engine.manage(World.application(SyncPolicy.automated().withSelfHeal()));
    engine.start();

    world.pass(Duration.ofDays(3));

    assertThat(app.history()).hasSize(1);
    assertThat(world.cluster.calls().count(Verb.APPLY))
        .as("a namespace and an object")
        .isEqualTo(2);
    assertThat(status(app.status())).isEqualTo(SyncStatus.SYNCED);
  }

  @Test
  void anEngineThatKnowsOfNothingTellsWhatItSeesAndSettlesByOneSync() {
    deployed(SyncPolicy.manual());
    try (GitOps stranger =
        world.engine(new Rewriting(world.cluster, PerpetualDriftTest::inCapitals), m -> m)) {
      ManagedApplication app = stranger.manage(World.application(SyncPolicy.manual()));

      assertThat(status(app.refresh())).isEqualTo(SyncStatus.OUT_OF_SYNC);
      assertThat(app.compare().diff(SETTINGS).orElseThrow().confirmed()).isFalse();
      app.sync();
      assertThat(status(app.hardRefresh())).isEqualTo(SyncStatus.SYNCED);
    }
  }
}
