package io.gitops4j.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.LiveResource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceTreeTest {
  private static final LiveResource DEPLOYMENT =
      object(
          "apps/v1/Deployment",
          "metadata: {name: web, uid: d, annotations: {deployment.kubernetes.io/revision: '2'}}, spec: {replicas: 1},"
              + " status: {observedGeneration: 2, replicas: 1, updatedReplicas: 1, availableReplicas: 1}");
  private static final LiveResource OLD_SET =
      object(
          "apps/v1/ReplicaSet",
          owned("web-1", "r1", "d", "1")
              + ", spec: {replicas: 0}, status: {observedGeneration: 2}");
  private static final LiveResource NEW_SET =
      object(
          "apps/v1/ReplicaSet",
          owned("web-2", "r2", "d", "2")
              + ", spec: {replicas: 1}, status: {observedGeneration: 2}");
  private static final LiveResource POD =
      object(
          "v1/Pod",
          owned("web-2-x", "p", "r2", "none")
              + ", status: {phase: Running, conditions: [{type: Ready, status: 'True'}]}");
  private static final LiveResource SERVICE = object("v1/Service", "metadata: {name: web, uid: s}");
  private static final LiveResource STRANGER = object("v1/Pod", "metadata: {name: other, uid: o}");

  @Test
  void putsEveryObjectBelowItsOwner() {
    ResourceTree tree =
        ResourceTree.of(
            List.of(SERVICE, DEPLOYMENT),
            List.of(POD, STRANGER, NEW_SET, OLD_SET, DEPLOYMENT),
            HealthCheck.builtIn());

    assertThat(tree.render())
        .isEqualTo(
            """
            Service shop/web Healthy
            apps/Deployment shop/web Healthy rev:2
            ├─ apps/ReplicaSet shop/web-1 Healthy rev:1
            └─ apps/ReplicaSet shop/web-2 Progressing rev:2
               └─ Pod shop/web-2-x Healthy
            """);
  }

  @Test
  void walksOwnersBeforeWhatTheyOwn() {
    List<String> visited = new ArrayList<>();

    ResourceTree.of(List.of(DEPLOYMENT), List.of(POD, NEW_SET), HealthCheck.builtIn())
        .walk((node, depth) -> visited.add(depth + " " + node.key().name()));

    assertThat(visited).containsExactly("0 web", "1 web-2", "2 web-2-x");
  }

  @Test
  void isNotCaughtInACircleOfOwners() {
    LiveResource first = object("v1/ConfigMap", owned("a", "a", "b", "none"));
    LiveResource second = object("v1/ConfigMap", owned("b", "b", "a", "none"));
    LiveResource itself = object("v1/ConfigMap", owned("c", "c", "c", "none"));

    ResourceTree tree =
        ResourceTree.of(
            List.of(first, itself, SERVICE), List.of(first, second, itself), HealthCheck.builtIn());

    assertThat(tree.render())
        .isEqualTo(
            """
            ConfigMap shop/a
            └─ ConfigMap shop/b
            ConfigMap shop/c
            Service shop/web Healthy
            """);
  }

  @Test
  void prefersTheOwnerInControl() {
    LiveResource child =
        object(
            "v1/ConfigMap",
            "metadata: {name: child, uid: child, ownerReferences: [{uid: s, kind: Service, name: web},"
                + " {uid: d, kind: Deployment, name: web, controller: true}]}");

    ResourceTree tree =
        ResourceTree.of(List.of(SERVICE, DEPLOYMENT), List.of(child), HealthCheck.builtIn());

    assertThat(tree.roots().get(1).children())
        .extracting(node -> node.key().name())
        .containsExactly("child");
    assertThat(tree.roots().get(0).children()).isEmpty();
  }

  @Test
  void readsARevisionOnlyIfItIsANumber() {
    assertThat(Rollout.revisionOf(DEPLOYMENT)).contains(2L);
    assertThat(Rollout.revisionOf(POD)).isEmpty();
    assertThat(Rollout.revisionOf(SERVICE)).isEmpty();
  }

  private static LiveResource object(String type, String yaml) {
    return Live.object(type, yaml);
  }

  private static String owned(String name, String uid, String owner, String revision) {
    return "metadata: {name: %s, uid: %s, ownerReferences: [{uid: %s, kind: X, name: x, controller: true}], annotations: {deployment.kubernetes.io/revision: '%s'}}"
        .formatted(name, uid, owner, revision);
  }
}
