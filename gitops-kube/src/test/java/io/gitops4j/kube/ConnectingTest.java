package io.gitops4j.kube;

import static io.gitops4j.kube.PlayedApiServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectingTest extends AgainstPlayedApiServer {
  @TempDir Path folder = Path.of("");

  private Path kubeconfig() throws IOException {
    return Files.writeString(
        folder.resolve("config"),
        """
        apiVersion: v1
        kind: Config
        current-context: idc
        clusters:
        - name: here
          cluster: {server: "%s"}
        - name: elsewhere
          cluster: {server: "http://127.0.0.1:1"}
        users:
        - name: bot
          user: {token: token-of-bot}
        contexts:
        - name: aliyun
          context: {cluster: here, user: bot}
        - name: idc
          context: {cluster: elsewhere, user: bot}
        """
            .formatted(server.address()));
  }

  @Test
  void takesClusterAndUserOfTheContext() throws IOException {
    try (KubernetesTarget aliyun = KubernetesTarget.fromKubeconfig(kubeconfig(), "aliyun")) {
      assertThat(aliyun.info().version()).isEqualTo("v1.34.1");
    }

    assertThat(server.askedAtAll().get(0).header("Authorization"))
        .isEqualTo("Bearer token-of-bot");
  }

  @Test
  void saysWhichContextsThereAre() {
    assertThatThrownBy(() -> KubernetesTarget.fromKubeconfig(kubeconfig(), "azure"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("azure", "aliyun", "idc", "config");
  }

  @Test
  void refusesAFileThatIsMissingOrNoKubeconfig() throws IOException {
    Path missing = folder.resolve("missing");
    Path broken = Files.writeString(folder.resolve("broken"), "token: [token-of-bot");

    assertThatThrownBy(() -> KubernetesTarget.fromKubeconfig(missing, "aliyun"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("missing");
    assertThatThrownBy(() -> KubernetesTarget.fromKubeconfig(broken, "aliyun"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("broken")
        .hasMessageNotContaining("token-of-bot");
  }

  @Test
  void closesWhatItOpenedAndLeavesWhatWasHandedIn() throws IOException {
    KubernetesClient own = KubernetesClients.fromKubeconfig(kubeconfig(), "aliyun");
    KubernetesTarget.using(own).close();
    assertThat(own.getHttpClient().isClosed()).isFalse();
    own.close();

    target.close();
    server.on("GET " + SETTINGS_PATH, json(200, Played.settings("17", "hello")));
    assertThat(KubernetesTarget.using(client).get(SETTINGS)).isPresent();
  }

  @Test
  void readsTheIdentityOfThePod() throws IOException {
    Files.writeString(folder.resolve("token"), "token-of-pod\n");
    Map<String, String> environment =
        Map.of("KUBERNETES_SERVICE_HOST", "fd00::1", "KUBERNETES_SERVICE_PORT", "443");

    try (KubernetesClient pod = KubernetesClients.inCluster(environment, folder)) {
      assertThat(pod.getMasterUrl()).hasToString("https://[fd00::1]:443/");
      assertThat(pod.getConfiguration().getOauthTokenProvider().getToken())
          .isEqualTo("token-of-pod");
      Files.writeString(folder.resolve("token"), "renewed");
      assertThat(pod.getConfiguration().getOauthTokenProvider().getToken()).isEqualTo("renewed");
    }
  }

  @Test
  void saysThatItIsInNoCluster() {
    assertThatThrownBy(() -> KubernetesClients.inCluster(Map.of(), folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("KUBERNETES_SERVICE_HOST", "token");
  }
}
