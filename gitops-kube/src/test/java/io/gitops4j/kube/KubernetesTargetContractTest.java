package io.gitops4j.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.testkit.contract.ClusterTargetContract;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real API server; {@code KUBEBUILDER_ASSETS} names the folder that holds it. */
@Tag("control-plane")
@EnabledIfEnvironmentVariable(named = "KUBEBUILDER_ASSETS", matches = ".+")
class KubernetesTargetContractTest extends ClusterTargetContract {
  private static final List<GroupKind> USED =
      List.of(
          new GroupKind("", "ConfigMap"),
          new GroupKind("", "Service"),
          new GroupKind("apps", "Deployment"));

  @TempDir static Path folder = Path.of("");
  private static @Nullable ControlPlane plane;
  private static @Nullable KubernetesClient client;

  @BeforeAll
  static void start() throws IOException, GeneralSecurityException {
    Path assets = Path.of(System.getenv().getOrDefault("KUBEBUILDER_ASSETS", ""));
    ControlPlane started = ControlPlane.start(assets, folder);
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
    if (client == null) {
      throw new IllegalStateException("not started");
    }
    KubernetesTarget target = KubernetesTarget.using(client);
    for (String namespace : List.of("contract", "contract-other")) {
      USED.forEach(kind -> empty(target, kind, namespace));
      remove(client, namespace);
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
    ControlPlane.waitUntil(condition);
  }
}
