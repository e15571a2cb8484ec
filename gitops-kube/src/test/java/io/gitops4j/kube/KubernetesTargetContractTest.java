package io.gitops4j.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.MergeException;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerProfile;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.testkit.contract.ClusterTargetContract;
import io.gitops4j.testkit.plane.KubernetesControlPlane;
import io.gitops4j.testkit.plane.NeedsControlPlane;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract on a real API server. */
@NeedsControlPlane
class KubernetesTargetContractTest extends ClusterTargetContract {
  private final KubernetesClient client;

  KubernetesTargetContractTest(KubernetesControlPlane plane) {
    client = RealServer.client(plane);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Override
  protected String freshNamespace() {
    return RealServer.freshNamespace("contract");
  }

  @Override
  protected ClusterTarget emptyTarget() {
    return KubernetesTarget.using(client);
  }

  @Override
  protected void waitUntil(BooleanSupplier condition) {
    boolean unused = Waiting.holdsWithin(Duration.ofSeconds(5), condition);
  }

  @Test
  void takesObjectsOfAKindThatItJustInstalled() {
    ClusterTarget target = emptyTarget();
    GroupKind octopus = new GroupKind("sea.example", "Octopus");

    target.apply(ApplyRequest.forced(definition(), "gitops4j"));
    assertThat(
            Waiting.holdsWithin(
                Duration.ofMinutes(1), () -> target.info().resource(octopus).isPresent()))
        .isTrue();
    ApplyOutcome paul = target.apply(ApplyRequest.forced(octopus("paul"), "gitops4j"));

    assertThat(paul).isInstanceOf(ApplyOutcome.Applied.class);
    assertThat(target.list(ResourceQuery.all(octopus))).hasSize(1);
    assertThat(target.get(octopus("paul").key())).isPresent();
    assertThat(target.get(octopus("otto").key())).isEmpty();
  }

  @Test
  void takesTheSchemasOfTheServer() {
    ClusterTarget target = emptyTarget();
    ServerProfile profile = target.info().profile();
    Schema schema = target.schema(GroupVersionKind.of("apps/v1", "Deployment"));

    assertThatCode(() -> ServerSideApply.validate(deployment("replicas"), schema, profile))
        .doesNotThrowAnyException();
    // What ships with the core would let it pass, as the server might be newer.
    assertThatThrownBy(() -> ServerSideApply.validate(deployment("replicos"), schema, profile))
        .isInstanceOf(MergeException.class)
        .hasMessageContaining("replicos");
  }

  @Test
  void takesTheSchemaOfAKindThatItJustInstalled() {
    ClusterTarget target = emptyTarget();
    GroupVersionKind squid = GroupVersionKind.of("ocean.example/v1", "Squid");
    assertThat(target.schema(squid)).isEqualTo(Schema.deduced());

    target.apply(ApplyRequest.forced(squids(), "gitops4j"));

    assertThat(
            Waiting.holdsWithin(
                Duration.ofMinutes(1),
                () ->
                    target.info().resource(squid).isPresent()
                        && !target.schema(squid).equals(Schema.deduced())))
        .isTrue();
  }

  @Test
  void tellsAuthorizationFromAdmission() {
    ClusterTarget target = emptyTarget();
    String space = createdNamespace(target);
    Config nobody =
        new ConfigBuilder(client.getConfiguration()).withImpersonateUsername("nobody").build();
    Manifest settings = AgainstPlayedApiServer.settings("hello").inNamespace(space);
    ResourceKey key = settings.key();

    try (KubernetesClient asNobody = new KubernetesClientBuilder().withConfig(nobody).build()) {
      KubernetesTarget forNobody = KubernetesTarget.using(asNobody);

      assertThatThrownBy(() -> forNobody.get(key)).satisfies(this::isForbidden);
      assertThatThrownBy(() -> forNobody.apply(ApplyRequest.forced(settings, "gitops4j")))
          .satisfies(this::isForbidden);
      assertThatThrownBy(
              () -> forNobody.delete(new DeleteRequest(key, "u", "1", Propagation.ORPHAN)))
          .satisfies(this::isForbidden);
    }
  }

  private String createdNamespace(ClusterTarget target) {
    String name = freshNamespace();
    String namespace =
        """
        {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}"""
            .formatted(name);
    target.apply(ApplyRequest.forced(AgainstPlayedApiServer.manifest(namespace), "gitops4j"));
    return name;
  }

  private void isForbidden(Throwable e) {
    assertThat(e)
        .isInstanceOfSatisfying(
            ClusterException.class, c -> assertThat(c.reason()).isEqualTo(Reason.FORBIDDEN))
        .hasMessageContaining("nobody");
  }

  @Test
  void quotesNoSecret() {
    ClusterTarget target = emptyTarget();
    String space = createdNamespace(target);
    Manifest secret = AgainstPlayedApiServer.password("not base64!").inNamespace(space);

    assertThat(told(target, secret)).isNotEmpty().doesNotContain("not base64");
  }

  private static String told(ClusterTarget target, Manifest manifest) {
    try {
      return target.apply(ApplyRequest.forced(manifest, "gitops4j")).toString();
    } catch (ClusterException e) {
      return e.toString();
    }
  }

  private static Manifest octopus(String name) {
    return AgainstPlayedApiServer.manifest(
        """
        {"apiVersion":"sea.example/v1","kind":"Octopus","metadata":{"name":"%s"},
         "spec":{"arms":8}}"""
            .formatted(name));
  }

  private static MapValue deployment(String field) {
    return AgainstPlayedApiServer.manifest(
            """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web"},"spec":{"%s":1}}"""
                .formatted(field))
        .content();
  }

  private static Manifest squids() {
    return AgainstPlayedApiServer.manifest(
        """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
         "metadata":{"name":"squids.ocean.example"},
         "spec":{"group":"ocean.example","scope":"Cluster",
          "names":{"plural":"squids","kind":"Squid"},
          "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":
           {"type":"object","properties":{"arms":{"type":"array","items":{"type":"string"},
            "x-kubernetes-list-type":"set"}}}}}]}}""");
  }

  private static Manifest definition() {
    return AgainstPlayedApiServer.manifest(
        """
        {"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition",
         "metadata":{"name":"octopodes.sea.example"},
         "spec":{"group":"sea.example","scope":"Cluster",
          "names":{"plural":"octopodes","kind":"Octopus"},
          "versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":
           {"type":"object","x-kubernetes-preserve-unknown-fields":true}}}]}}""");
  }
}
