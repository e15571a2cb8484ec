package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.GitOpsAssertions.assertThat;
import static io.gitops4j.testkit.cluster.Yaml.deployment;
import static io.gitops4j.testkit.cluster.Yaml.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RolloutTest {
  private static final ResourceKey FRONTEND = key("apps", "Deployment", "frontend");
  private static final String V1 = "guestbook/frontend:0.1";
  private static final String V2 = "guestbook/frontend:0.2";

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryCluster cluster =
      Yaml.withGuestbook(InMemoryCluster.named("aliyun").on(time));

  @AfterEach
  void close() {
    time.close();
  }

  private void deploy(String image, int replicas) {
    Yaml.apply(cluster, deployment(image, replicas));
  }

  private void settle() {
    time.advance(Duration.ofMinutes(2));
  }

  private MapValue frontend() {
    return cluster.peek(FRONTEND).orElseThrow().content();
  }

  private String revision(LiveResource object) {
    return Objects.requireNonNullElse(
        object.manifest().annotations().get(ReplicaSets.REVISION), "none");
  }

  private List<LiveResource> ofKind(String kind) {
    Collection<LiveResource> all = cluster.snapshot().all();
    return all.stream().filter(live -> live.key().kind().equals(kind)).toList();
  }

  /** As {@code revision image size}, by revision. */
  private List<String> replicaSets() {
    return ofKind("ReplicaSet").stream()
        .map(
            set ->
                "%s %s %d"
                    .formatted(
                        revision(set),
                        image(set.content().mapAt("spec", "template")),
                        ReplicaSets.size(set.content())))
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static String image(MapValue podOrTemplate) {
    return podOrTemplate.itemsAt("spec", "containers").get(0).textAt("image").orElse("");
  }

  @Test
  void aNewDeploymentBecomesAvailableAsRevisionOne() {
    deploy(V1, 3);

    time.advance(Duration.ofSeconds(4));
    assertThat(frontend().textAt("metadata", "annotations", ReplicaSets.REVISION)).contains("1");
    assertThat(frontend().integerAt("status", "unavailableReplicas")).contains(3L);
    assertThat(reason("Progressing")).isIn("NewReplicaSetCreated", "ReplicaSetUpdated");

    time.advance(Duration.ofSeconds(2));
    assertThat(replicaSets()).containsExactly("1 " + V1 + " 3");
    assertThat(cluster)
        .hasCount(Kinds.POD, "guestbook", 3)
        .hasField(FRONTEND, 3, "status", "availableReplicas")
        .hasField(FRONTEND, 3, "status", "updatedReplicas")
        .hasField(FRONTEND, 1, "status", "observedGeneration");
    assertThat(reason("Progressing")).isEqualTo("NewReplicaSetAvailable");
    assertThat(reason("Available")).isEqualTo("MinimumReplicasAvailable");
  }

  private String reason(String condition) {
    return Conditions.find(frontend().mapAt("status"), condition)
        .flatMap(found -> found.textAt("reason"))
        .orElse("none");
  }

  @Test
  void aRollbackReusesTheOldReplicaSetAndRenumbersItToThree() {
    deploy(V1, 2);
    settle();
    String firstSet = ofKind("ReplicaSet").get(0).key().name();
    deploy(V2, 2);
    settle();
    assertThat(replicaSets()).containsExactly("1 " + V1 + " 0", "2 " + V2 + " 2");

    deploy(V1, 2);
    settle();

    assertThat(replicaSets()).containsExactly("2 " + V2 + " 0", "3 " + V1 + " 2");
    assertThat(frontend().textAt("metadata", "annotations", ReplicaSets.REVISION)).contains("3");
    assertThat(cluster)
        .hasField(
            key("apps", "ReplicaSet", firstSet),
            "1",
            "metadata",
            "annotations",
            ReplicaSets.REVISION_HISTORY);
    assertThat(ofKind("Pod")).allSatisfy(pod -> assertThat(image(pod.content())).isEqualTo(V1));
  }

  @Test
  void aRollingUpdateKeepsEnoughPodsAndMakesNotTooMany() {
    deploy(V1, 4);
    settle();
    List<Long> available = new ArrayList<>();
    List<Long> total = new ArrayList<>();
    cluster.watch(
        new ResourceQuery(Kinds.DEPLOYMENT, "guestbook"),
        event -> {
          if (event instanceof ClusterEvent.Changed changed) {
            MapValue status = changed.resource().content().mapAt("status");
            available.add(Owned.number(status, "availableReplicas"));
            total.add(Owned.number(status, "replicas"));
          }
        });

    deploy(V2, 4);
    settle();

    assertThat(available).allMatch(count -> count >= 3).contains(4L);
    assertThat(total).allMatch(count -> count <= 5).contains(5L);
    assertThat(replicaSets()).containsExactly("1 " + V1 + " 0", "2 " + V2 + " 4");
    assertThat(frontend().integerAt("status", "replicas")).contains(4L);
  }

  @Test
  void recreateTakesDownTheOldPodsFirst() {
    String recreate = deployment(V1, 2) + "  strategy: {type: Recreate}\n";
    Yaml.apply(cluster, recreate);
    settle();

    Yaml.apply(cluster, recreate.replace(V1, V2));
    time.advance(Duration.ofSeconds(1));
    assertThat(ofKind("Pod")).allSatisfy(pod -> assertThat(image(pod.content())).isEqualTo(V2));
    settle();

    assertThat(replicaSets()).containsExactly("1 " + V1 + " 0", "2 " + V2 + " 2");
    assertThat(reason("Progressing")).isEqualTo("NewReplicaSetAvailable");
  }

  @Test
  void scalingIsNoRollout() {
    deploy(V1, 2);
    settle();

    deploy(V1, 5);
    settle();
    assertThat(replicaSets()).containsExactly("1 " + V1 + " 5");

    deploy(V1, 0);
    settle();
    assertThat(replicaSets()).containsExactly("1 " + V1 + " 0");
    assertThat(frontend().integerAt("status", "observedGeneration")).contains(3L);
    assertThat(frontend().integerAt("status", "replicas")).isEmpty();
  }

  @Test
  void anImageThatNeverPullsLeavesTheOldPodsAndEndsAtTheDeadline() {
    deploy(V1, 2);
    settle();
    cluster.simulate().imageNeverPulls("guestbook/frontend:bad");

    deploy("guestbook/frontend:bad", 2);
    settle();
    assertThat(ofKind("Pod"))
        .anySatisfy(
            pod ->
                assertThat(
                        pod.content()
                            .itemsAt("status", "containerStatuses")
                            .get(0)
                            .textAt("state", "waiting", "reason"))
                    .contains("ImagePullBackOff"));
    assertThat(frontend().integerAt("status", "availableReplicas")).contains(2L);
    assertThat(reason("Progressing")).isEqualTo("ReplicaSetUpdated");

    time.advance(Duration.ofMinutes(10));
    assertThat(reason("Progressing")).isEqualTo("ProgressDeadlineExceeded");

    deploy(V1, 2);
    settle();
    assertThat(reason("Progressing")).isEqualTo("NewReplicaSetAvailable");
    assertThat(frontend().integerAt("status", "availableReplicas")).contains(2L);
  }

  @Test
  void anImageThatIsPushedLaterRunsThen() {
    cluster.simulate().imageNeverPulls(V1);
    deploy(V1, 2);
    settle();
    assertThat(frontend().integerAt("status", "availableReplicas")).isEmpty();

    cluster.simulate().imageRuns(V1);
    settle();

    assertThat(frontend().integerAt("status", "availableReplicas")).contains(2L);
  }

  @Test
  void onlyAsManyOldReplicaSetsAsAskedForAreKept() {
    for (int version = 1; version <= 5; version++) {
      Yaml.apply(
          cluster, deployment("guestbook/frontend:" + version, 1) + "  revisionHistoryLimit: 2\n");
      settle();
    }

    assertThat(replicaSets())
        .containsExactly(
            "3 guestbook/frontend:3 0", "4 guestbook/frontend:4 0", "5 guestbook/frontend:5 1");
  }

  @Test
  void aPausedDeploymentIsNotRolledOut() {
    deploy(V1, 2);
    settle();

    Yaml.apply(cluster, deployment(V2, 2) + "  paused: true\n");
    settle();
    assertThat(replicaSets()).containsExactly("1 " + V1 + " 2");
    assertThat(reason("Progressing")).isEqualTo("DeploymentPaused");

    deploy(V2, 2);
    settle();
    assertThat(replicaSets()).containsExactly("1 " + V1 + " 0", "2 " + V2 + " 2");
  }

  @Test
  void controllersWriteInTheirOwnNames() {
    deploy(V1, 1);
    settle();

    assertThat(managers(cluster.peek(FRONTEND).orElseThrow()))
        .containsExactly("gitops4j APPLY ", "kube-controller-manager UPDATE status");
    assertThat(managers(ofKind("ReplicaSet").get(0)))
        .containsExactly(
            "kube-controller-manager UPDATE ", "kube-controller-manager UPDATE status");
    assertThat(managers(ofKind("Pod").get(0)))
        .contains("kube-controller-manager UPDATE ", "kubelet UPDATE status");
  }

  private static List<String> managers(LiveResource object) {
    List<ManagedFieldsEntry> entries = ManagedFields.of(object.content()).entries();
    return entries.stream()
        .map(entry -> entry.manager() + " " + entry.operation() + " " + entry.subresource())
        .sorted()
        .toList();
  }

  @Test
  void annotationsOfADeploymentAreCopiedToItsReplicaSet() {
    deploy(V1, 1);
    settle();

    assertThat(ofKind("ReplicaSet").get(0).manifest().annotations()).containsEntry("team", "web");
    assertThat(ofKind("Pod").get(0).manifest().annotations()).isEmpty();
  }

  @Test
  void aSettledDeploymentCostsNothing() {
    deploy(V1, 3);
    settle();
    String before = cluster.peek(FRONTEND).orElseThrow().resourceVersion();

    time.advance(Duration.ofDays(1));

    assertThat(cluster.peek(FRONTEND).orElseThrow().resourceVersion()).isEqualTo(before);
    assertThat(time.pending()).isZero();
  }

  @Test
  void reapplyingAfterARolloutChangesNothing() {
    deploy(V1, 3);
    settle();
    String before = cluster.peek(FRONTEND).orElseThrow().resourceVersion();

    deploy(V1, 3);

    assertThat(cluster.peek(FRONTEND).orElseThrow().resourceVersion()).isEqualTo(before);
  }
}
