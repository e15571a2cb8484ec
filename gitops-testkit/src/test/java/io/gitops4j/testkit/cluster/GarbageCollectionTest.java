package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.GitOpsAssertions.assertThat;
import static io.gitops4j.testkit.cluster.Yaml.deployment;
import static io.gitops4j.testkit.cluster.Yaml.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GarbageCollectionTest {
  private static final ResourceKey FRONTEND = key("apps", "Deployment", "frontend");
  private static final ResourceKey SPACE = new ResourceKey("", "Namespace", "", "guestbook");

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryCluster cluster =
      Yaml.withGuestbook(InMemoryCluster.named("aliyun").on(time));

  @BeforeEach
  void deploy() {
    Yaml.apply(cluster, deployment("guestbook/frontend:0.1", 2));
    time.advance(Duration.ofMinutes(1));
  }

  @AfterEach
  void close() {
    time.close();
  }

  private DeleteOutcome delete(Propagation propagation) {
    LiveResource seen = cluster.peek(FRONTEND).orElseThrow();
    return cluster.delete(DeleteRequest.of(seen).withPropagation(propagation));
  }

  @Test
  void dependentsFollowAnOwnerDeletedInTheBackground() {
    assertThat(delete(Propagation.BACKGROUND)).isEqualTo(DeleteOutcome.DELETED);
    assertThat(cluster).doesNotContain(FRONTEND).hasCount(Kinds.POD, "guestbook", 2);

    time.runDue();

    assertThat(cluster)
        .hasCount(Kinds.REPLICA_SET, "guestbook", 0)
        .hasCount(Kinds.POD, "guestbook", 0);
  }

  @Test
  void dependentsPrecedeAnOwnerDeletedInTheForeground() {
    assertThat(delete(Propagation.FOREGROUND)).isEqualTo(DeleteOutcome.TERMINATING);
    assertThat(cluster).has(FRONTEND, owner -> assertThat(owner.isTerminating()).isTrue());

    time.runDue();

    assertThat(cluster)
        .doesNotContain(FRONTEND)
        .hasCount(Kinds.REPLICA_SET, "guestbook", 0)
        .hasCount(Kinds.POD, "guestbook", 0);
  }

  @Test
  void orphansStay() {
    assertThat(delete(Propagation.ORPHAN)).isEqualTo(DeleteOutcome.TERMINATING);

    time.advance(Duration.ofMinutes(1));

    assertThat(cluster)
        .doesNotContain(FRONTEND)
        .hasCount(Kinds.REPLICA_SET, "guestbook", 1)
        .hasCount(Kinds.POD, "guestbook", 2);
  }

  @Test
  void orphansAreAdoptedByASuccessor() {
    delete(Propagation.ORPHAN);
    time.advance(Duration.ofMinutes(1));

    Yaml.apply(cluster, deployment("guestbook/frontend:0.1", 2));
    time.advance(Duration.ofMinutes(1));

    assertThat(cluster)
        .hasCount(Kinds.REPLICA_SET, "guestbook", 1)
        .hasCount(Kinds.POD, "guestbook", 2)
        .hasField(FRONTEND, 2, "status", "availableReplicas");
  }

  @Test
  void anObjectWhoseOwnerNeverExistedGoes() {
    Yaml.apply(
        cluster,
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: lost
          namespace: guestbook
          ownerReferences:
          - {apiVersion: apps/v1, kind: Deployment, name: gone, uid: 0-0-0}
        """);

    time.runDue();

    assertThat(cluster).doesNotContain(key("", "ConfigMap", "lost"));
  }

  @Test
  void whatDoesNotBlockAnOwnerGoesWhileItWaitsForOthers() {
    String uid = cluster.peek(FRONTEND).orElseThrow().uid();
    for (String name : List.of("blocking", "other")) {
      Yaml.apply(
          cluster,
          """
          apiVersion: v1
          kind: ConfigMap
          metadata:
            name: %s
            namespace: guestbook
            finalizers: [example.org/hold]
            ownerReferences:
            - {apiVersion: apps/v1, kind: Deployment, name: frontend, uid: %s, blockOwnerDeletion: %s}
          """
              .formatted(name, uid, name.equals("blocking")));
    }

    delete(Propagation.FOREGROUND);
    time.runDue();

    assertThat(cluster)
        .has(FRONTEND, owner -> assertThat(owner.isTerminating()).isTrue())
        .has(key("", "ConfigMap", "other"), it -> assertThat(it.isTerminating()).isTrue());
  }

  @Test
  void aNamespaceGoesWithAllThatIsInIt() {
    Yaml.apply(cluster, Yaml.settings("{a: b}"));

    assertThat(cluster.remove(SPACE)).isEqualTo(DeleteOutcome.TERMINATING);
    time.advance(Duration.ofSeconds(4));
    assertThat(cluster)
        .hasField(SPACE, "Terminating", "status", "phase")
        .has(FRONTEND, frontend -> assertThat(frontend.isTerminating()).isFalse());

    time.advance(Duration.ofSeconds(1));

    assertThat(cluster)
        .doesNotContain(SPACE)
        .doesNotContain(FRONTEND)
        .doesNotContain(key("", "ConfigMap", "settings"))
        .hasCount(Kinds.POD, "guestbook", 0);
  }

  @Test
  void aNamespaceThatIsGoingTakesNothingNew() {
    cluster.remove(SPACE);

    ApplyOutcome outcome = Yaml.outcome(cluster, Yaml.settings("{a: b}"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            ApplyOutcome.Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isEqualTo("Forbidden");
              assertThat(rejected.causes())
                  .extracting(ApplyOutcome.Cause::reason)
                  .containsExactly("NamespaceTerminating");
            });
  }
}
