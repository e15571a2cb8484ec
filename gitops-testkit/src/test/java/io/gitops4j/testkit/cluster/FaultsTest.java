package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.GitOpsAssertions.assertThat;
import static io.gitops4j.testkit.cluster.Yaml.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final ResourceKey SETTINGS = key("", "ConfigMap", "settings");

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryCluster cluster =
      Yaml.withGuestbook(InMemoryCluster.named("aliyun").on(time));

  @AfterEach
  void close() {
    time.close();
  }

  private void apply() {
    Yaml.apply(cluster, Yaml.settings("{a: b}"));
  }

  @Test
  void oneCallFailsWithoutEffectAndTheNextSucceeds() {
    ClusterException throttled = new ClusterException(Reason.THROTTLED, "slow down", null);
    cluster.faults().failNext(Verb.APPLY, SETTINGS, throttled);

    assertThatThrownBy(this::apply).isSameAs(throttled);
    assertThat(cluster).doesNotContain(SETTINGS);

    apply();
    assertThat(cluster).contains(SETTINGS);
  }

  @Test
  void aLostAnswerHadItsEffect() {
    cluster.faults().loseNextAnswer(Verb.APPLY, SETTINGS);

    assertThatThrownBy(this::apply)
        .isInstanceOfSatisfying(
            ClusterException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE));

    assertThat(cluster).contains(SETTINGS);
  }

  @Test
  void everyCallFailsUntilTheFaultIsCleared() {
    cluster.faults().failAll(Verb.GET, new ClusterException(Reason.SERVER_ERROR, "broken", null));

    assertThatThrownBy(() -> cluster.get(SETTINGS)).hasMessage("broken");
    assertThatThrownBy(() -> cluster.get(SETTINGS)).hasMessage("broken");

    cluster.faults().clear();
    assertThat(cluster.get(SETTINGS)).isEmpty();
  }

  @Test
  void aDisconnectedClusterAnswersNothingAndEndsItsWatches() {
    List<ClusterEvent> events = new ArrayList<>();
    cluster.watch(ResourceQuery.all(new GroupKind("", "ConfigMap")), events::add);

    cluster.disconnect();
    time.runDue();

    assertThat(events).hasSize(1).hasOnlyElementsOfType(ClusterEvent.Ended.class);
    assertThatThrownBy(cluster::info)
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("'aliyun' can't be reached");
    cluster.reconnect();
    assertThat(cluster.info().version()).isEqualTo("v1.34.1");
  }

  @Test
  void callsAreCountedAndThoseOfControllersAreNot() {
    cluster.calls().clear();
    Yaml.apply(cluster, Yaml.deployment("guestbook/frontend:0.1", 1));
    time.runUntilIdle();
    assertThat(cluster.get(SETTINGS)).isEmpty();

    assertThat(cluster.calls().all())
        .hasToString(
            "[APPLY apps/Deployment guestbook/frontend, GET ConfigMap guestbook/settings]");
    assertThat(cluster.calls().keys(Verb.GET)).containsExactly(SETTINGS);
    assertThat(cluster.calls().count(Verb.DRY_RUN)).isZero();
  }
}
