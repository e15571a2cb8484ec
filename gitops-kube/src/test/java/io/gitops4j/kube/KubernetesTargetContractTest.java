package io.gitops4j.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.testkit.contract.ClusterTargetContract;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real API server; {@code KUBEBUILDER_ASSETS} names the folder that holds it. */
@Tag("control-plane")
class KubernetesTargetContractTest extends ClusterTargetContract {
  private static final List<GroupKind> USED =
      List.of(
          new GroupKind("", "ConfigMap"),
          new GroupKind("", "Service"),
          new GroupKind("apps", "Deployment"));

  // Printed too: a skipped test is easily taken for one that passed.
  private static final String NOT_RUN =
      "the contract of ClusterTarget was not run on a real API server: set KUBEBUILDER_ASSETS to a folder with etcd and kube-apiserver to run it";

  private static final String NAMESPACE =
      """
      {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"contract"}}""";

  @TempDir static Path folder = Path.of("");
  private static @Nullable ControlPlane plane;
  private static @Nullable KubernetesClient client;

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException {
    String assets = System.getenv().getOrDefault("KUBEBUILDER_ASSETS", "");
    if (assets.isEmpty()) {
      System.out.println("KubernetesTargetContractTest: " + NOT_RUN);
    }
    assumeFalse(assets.isEmpty(), NOT_RUN);
    ControlPlane started = ControlPlane.start(Path.of(assets), folder);
    plane = started;
    client = started.client();
  }

  @AfterAll
  static void stop() {
    if (client != null) {
      client.close();
    }
    if (plane != null) {
      plane.close();
    }
  }

  @Override
  protected ClusterTarget emptyTarget() {
    KubernetesTarget target = KubernetesTarget.using(client());
    for (String namespace : List.of("contract", "contract-other")) {
      USED.forEach(kind -> empty(target, kind, namespace));
      remove(client(), namespace);
    }
    return target;
  }

  private static void empty(KubernetesTarget target, GroupKind kind, String namespace) {
    target.list(new ResourceQuery(kind, namespace)).stream()
        .map(DeleteRequest::of)
        .forEach(target::delete);
  }

  /** Nobody else finalizes namespaces here: no controllers run. */
  private static void remove(KubernetesClient client, String namespace) {
    String path = "/api/v1/namespaces/" + namespace;
    try {
      client.raw(path, "DELETE", null);
      client.raw(
          path + "/finalize",
          "PUT",
          """
          {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"},"spec":{"finalizers":[]}}"""
              .formatted(namespace));
    } catch (KubernetesClientException e) {
      if (e.getCode() != 404) {
        throw e;
      }
    }
  }

  @Override
  protected void waitUntil(BooleanSupplier condition) {
    boolean unused = ControlPlane.holdsWithin(Duration.ofSeconds(5), condition);
  }

  @Test
  void takesObjectsOfAKindThatItJustInstalled() {
    ClusterTarget target = emptyTarget();
    GroupKind octopus = new GroupKind("sea.example", "Octopus");

    target.apply(ApplyRequest.forced(definition(), "gitops4j"));
    assertThat(
            ControlPlane.holdsWithin(
                Duration.ofMinutes(1), () -> target.info().resource(octopus).isPresent()))
        .isTrue();
    ApplyOutcome paul = target.apply(ApplyRequest.forced(octopus("paul"), "gitops4j"));

    assertThat(paul).isInstanceOf(ApplyOutcome.Applied.class);
    assertThat(target.list(ResourceQuery.all(octopus))).hasSize(1);
    assertThat(target.get(octopus("paul").key())).isPresent();
    assertThat(target.get(octopus("otto").key())).isEmpty();
  }

  @Test
  void tellsAuthorizationFromAdmission() {
    ClusterTarget target = emptyTarget();
    target.apply(ApplyRequest.forced(AgainstPlayedApiServer.manifest(NAMESPACE), "gitops4j"));
    Config nobody =
        new ConfigBuilder(client().getConfiguration()).withImpersonateUsername("nobody").build();
    Manifest settings = AgainstPlayedApiServer.settings("hello").inNamespace("contract");
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

  private void isForbidden(Throwable e) {
    assertThat(e)
        .isInstanceOfSatisfying(
            ClusterException.class, c -> assertThat(c.reason()).isEqualTo(Reason.FORBIDDEN))
        .hasMessageContaining("nobody");
  }

  @Test
  void quotesNoSecret() {
    ClusterTarget target = emptyTarget();
    target.apply(ApplyRequest.forced(AgainstPlayedApiServer.manifest(NAMESPACE), "gitops4j"));
    Manifest secret = AgainstPlayedApiServer.password("not base64!").inNamespace("contract");

    assertThat(told(target, secret)).isNotEmpty().doesNotContain("not base64");
  }

  private static String told(ClusterTarget target, Manifest manifest) {
    try {
      return target.apply(ApplyRequest.forced(manifest, "gitops4j")).toString();
    } catch (ClusterException e) {
      return e.toString();
    }
  }

  private static KubernetesClient client() {
    if (client == null) {
      throw new IllegalStateException("not started");
    }
    return client;
  }

  private static Manifest octopus(String name) {
    return AgainstPlayedApiServer.manifest(
        """
        {"apiVersion":"sea.example/v1","kind":"Octopus","metadata":{"name":"%s"},
         "spec":{"arms":8}}"""
            .formatted(name));
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
