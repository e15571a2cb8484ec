package io.gitops4j.testkit.engine;

import static io.gitops4j.testkit.engine.World.SETTINGS;
import static io.gitops4j.testkit.engine.World.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.ManagedApplication;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.sync.ResourceResult.Code;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import io.gitops4j.testkit.cluster.Verb;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A definition and objects of its kind in one commit. */
class NewKindsTest {
  private static final ResourceKey MARS =
      new ResourceKey("space.example", "Planet", "guestbook", "mars");
  private static final String PLANETS =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: planets.space.example}
      spec:
        group: space.example
        scope: Namespaced
        names: {plural: planets, singular: planet, kind: Planet, listKind: PlanetList}
        versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
      """;

  private final World world = World.create();

  @AfterEach
  void close() {
    world.close();
  }

  private ManagedApplication planets() {
    world.push(
        "definition.yaml", PLANETS, "mars.yaml", planet("mars"), "venus.yaml", planet("venus"));
    return world.manage();
  }

  private static String planet(String name) {
    return """
        apiVersion: space.example/v1
        kind: Planet
        metadata: {name: %s}
        spec: {moons: 2}
        """
        .formatted(name);
  }

  @Test
  void oneSyncBringsADefinitionAndItsObjects() {
    ManagedApplication app = planets();

    SyncResult result = app.sync();

    assertThat(result.isSuccess()).as(result.message()).isTrue();
    assertThat(app.refresh().sync().status()).isEqualTo(SyncStatus.SYNCED);
  }

  @Test
  void waitsAMinuteAtMostForAKindThatIsNeverServed() {
    world.push(
        "definition.yaml",
        PLANETS.replace("served: true", "served: false"),
        "mars.yaml",
        planet("mars"),
        "venus.yaml",
        planet("venus"));

    SyncResult result = world.manage().sync();

    assertThat(result.outcome()).isEqualTo(SyncResult.Outcome.FAILED);
    assertThat(result.message()).contains("no matches for kind \"Planet\"");
    assertThat(Duration.between(result.startedAt(), result.finishedAt()))
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90));
  }

  @Test
  void doesNotWaitForAKindThatNoDefinitionPromises() {
    world.push("definition.yaml", PLANETS, "settings.yaml", settings("settings", "1"));
    ManagedApplication app = world.manage();
    world.cluster.faults().failNext(Verb.APPLY, SETTINGS, unknown());

    SyncResult result = app.sync();

    assertThat(result.outcome()).isEqualTo(SyncResult.Outcome.FAILED);
    assertThat(result.finishedAt()).isEqualTo(result.startedAt());
  }

  @Test
  void aDryRunDoesNotWaitForAKindThatItDoesNotBring() {
    world.push("settings.yaml", settings("settings", "1"));
    ManagedApplication app = world.manage();
    app.sync();
    world.push("definition.yaml", PLANETS, "mars.yaml", planet("mars"));

    SyncResult result = app.sync(SyncRequest.defaults().withMode(SyncRequest.Mode.DRY_RUN));

    assertThat(result.isSuccess()).as(result.message()).isTrue();
    assertThat(result.resources())
        .filteredOn(each -> each.key().equals(MARS))
        .singleElement()
        .satisfies(mars -> assertThat(mars.code()).isEqualTo(Code.CREATED))
        .satisfies(mars -> assertThat(mars.message()).contains("(dry run) not checked"));
  }

  private static ClusterException unknown() {
    return new ClusterException(
        ClusterException.Reason.UNKNOWN_KIND, "no matches for kind \"ConfigMap\"", null);
  }
}
