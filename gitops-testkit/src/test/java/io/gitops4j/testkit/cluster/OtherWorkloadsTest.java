package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.GitOpsAssertions.assertThat;
import static io.gitops4j.testkit.cluster.Yaml.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtherWorkloadsTest {
  private static final String JOB =
      """
      apiVersion: batch/v1
      kind: Job
      metadata: {name: migrate, namespace: guestbook}
      spec:
        backoffLimit: 1
        template:
          spec:
            restartPolicy: Never
            containers: [{name: main, image: "migrate:1"}]
      """;

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryCluster cluster =
      Yaml.withGuestbook(InMemoryCluster.named("aliyun").on(time));

  @AfterEach
  void close() {
    time.close();
  }

  private boolean is(ResourceKey key, String condition) {
    LiveResource live = cluster.peek(key).orElseThrow();
    return Conditions.isTrue(live.content().mapAt("status"), condition);
  }

  @Test
  void aJobCompletesWhenItsPodSucceeded() {
    ResourceKey job = Yaml.apply(cluster, JOB).key();
    time.advance(Duration.ofSeconds(6));
    assertThat(cluster).hasField(job, 1, "status", "active");
    assertThat(is(job, "Complete")).isFalse();

    time.advance(Duration.ofSeconds(10));

    assertThat(is(job, "Complete")).isTrue();
    assertThat(cluster).hasField(job, 1, "status", "succeeded").hasCount(Kinds.POD, "guestbook", 1);
  }

  @Test
  void aJobWhosePodsFailFails() {
    cluster.simulate().imageCrashes("migrate:1");
    ResourceKey job = Yaml.apply(cluster, JOB).key();

    time.advance(Duration.ofMinutes(2));

    assertThat(is(job, "Failed")).isTrue();
    assertThat(cluster).hasField(job, 2, "status", "failed");
  }

  @Test
  void aVolumeClaimIsBound() {
    ResourceKey claim =
        Yaml.apply(
                cluster,
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: data, namespace: guestbook}
                spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
                """)
            .key();
    assertThat(cluster).hasField(claim, "Pending", "status", "phase");

    time.runDue();

    assertThat(cluster).hasField(claim, "Bound", "status", "phase");
  }

  @Test
  void aLoadBalancerGetsItsAddressOnDemand() {
    ResourceKey service =
        Yaml.apply(
                cluster,
                """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: guestbook}
                spec: {type: LoadBalancer, selector: {app: x}, ports: [{port: 80}]}
                """)
            .key();
    time.advance(Duration.ofMinutes(5));
    assertThat(cluster).hasField(service, Map.of(), "status", "loadBalancer");

    cluster.simulate().loadBalancersGet("203.0.113.10");
    time.runDue();

    assertThat(cluster)
        .hasField(
            service, List.of(Map.of("ip", "203.0.113.10")), "status", "loadBalancer", "ingress");
  }

  private static String redis(String image) {
    return """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: redis, namespace: guestbook}
        spec:
          replicas: 2
          serviceName: redis
          selector: {matchLabels: {app: redis}}
          template:
            metadata: {labels: {app: redis}}
            spec:
              containers: [{name: main, image: "%s"}]
          volumeClaimTemplates:
          - metadata: {name: data}
            spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """
        .formatted(image);
  }

  @Test
  void aStatefulSetStartsItsPodsOneAfterTheOtherAndUpdatesThemBackwards() {
    ResourceKey set = Yaml.apply(cluster, redis("redis:7")).key();

    time.advance(Duration.ofSeconds(4));
    assertThat(cluster)
        .contains(key("", "Pod", "redis-0"))
        .doesNotContain(key("", "Pod", "redis-1"))
        .contains(key("", "PersistentVolumeClaim", "data-redis-0"));
    time.advance(Duration.ofMinutes(1));
    assertThat(cluster)
        .contains(key("", "Pod", "redis-1"))
        .hasField(set, 2, "status", "readyReplicas");

    Yaml.apply(cluster, redis("redis:8"));
    time.advance(Duration.ofSeconds(4));
    assertThat(cluster).hasField(set, 1, "status", "updatedReplicas");
    time.advance(Duration.ofMinutes(1));
    assertThat(cluster)
        .hasField(set, 2, "status", "updatedReplicas")
        .has(
            set,
            live ->
                assertThat(live.content().textAt("status", "currentRevision"))
                    .isEqualTo(live.content().textAt("status", "updateRevision")));
  }

  @Test
  void aDaemonSetRunsOnTheNode() {
    ResourceKey set =
        Yaml.apply(
                cluster,
                """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent, namespace: guestbook}
                spec:
                  selector: {matchLabels: {app: agent}}
                  template:
                    metadata: {labels: {app: agent}}
                    spec: {containers: [{name: main, image: "agent:1"}]}
                """)
            .key();

    time.advance(Duration.ofMinutes(1));

    assertThat(cluster).hasField(set, 1, "status", "numberAvailable");
  }

  @Test
  void aDefinedKindIsServedUntilItsDefinitionGoes() {
    GroupKind widgets = new GroupKind("example.com", "Widget");
    assertThatThrownBy(() -> cluster.list(ResourceQuery.all(widgets)))
        .isInstanceOf(ClusterException.class);
    ResourceKey definition =
        Yaml.apply(
                cluster,
                """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: widgets.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {kind: Widget, plural: widgets}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    subresources: {status: {}}
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """)
            .key();
    time.runDue();
    assertThat(is(definition, "Established")).isTrue();

    Yaml.apply(
        cluster,
        """
        apiVersion: example.com/v1
        kind: Widget
        metadata: {name: w, namespace: guestbook}
        spec: {size: 3}
        """);
    assertThat(cluster.list(ResourceQuery.all(widgets))).hasSize(1);

    cluster.remove(definition);
    time.runDue();
    assertThat(cluster).doesNotContain(new ResourceKey("example.com", "Widget", "guestbook", "w"));
    assertThatThrownBy(() -> cluster.list(ResourceQuery.all(widgets)))
        .isInstanceOf(ClusterException.class);
  }
}
