package io.gitops4j.kube;

import static io.gitops4j.kube.PlayedApiServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
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

    assertThat(server.askedAtAll().get(0).header("Authorization")).isEqualTo("Bearer token-of-bot");
  }

  @Test
  void takesNothingFromTheEnvironment() throws IOException {
    System.setProperty("kubernetes.master", "http://127.0.0.1:1/");
    System.setProperty("kubernetes.auth.token", "token-of-somebody");
    try (KubernetesTarget aliyun = KubernetesTarget.fromKubeconfig(kubeconfig(), "aliyun")) {
      assertThat(aliyun.info().version()).isEqualTo("v1.34.1");
    } finally {
      System.clearProperty("kubernetes.master");
      System.clearProperty("kubernetes.auth.token");
    }

    assertThat(server.askedAtAll().get(0).header("Authorization")).isEqualTo("Bearer token-of-bot");
  }

  @Test
  void asksOnceWithATokenThatIsNotAccepted() throws IOException {
    server.on("GET /version", Played.status(401, "Unauthorized", "Unauthorized"));

    try (KubernetesTarget aliyun = KubernetesTarget.fromKubeconfig(kubeconfig(), "aliyun")) {
      assertThatThrownBy(aliyun::info)
          .isInstanceOfSatisfying(
              ClusterException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED));
    }
  }

  @Test
  void doesNotTrustAnUnknownCertificate() throws Exception {
    HttpsServer stranger = stranger();
    try (KubernetesClient toStranger =
        new KubernetesClientBuilder()
            .withConfig(config("https://localhost:" + stranger.getAddress().getPort()))
            .build()) {

      assertThatThrownBy(() -> KubernetesTarget.using(toStranger).info())
          .isInstanceOfSatisfying(
              ClusterException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED);
                assertThat(e.isTransient()).isFalse();
              })
          .hasMessageContaining("no trust");
    } finally {
      stranger.stop(0);
    }
  }

  private HttpsServer stranger() throws Exception {
    Path store = folder.resolve("stranger.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String[] command = {
      keytool,
      "-genkeypair",
      "-alias",
      "it",
      "-keyalg",
      "EC",
      "-dname",
      "CN=localhost",
      "-storetype",
      "PKCS12",
      "-storepass",
      "changeit",
      "-keystore",
      store.toString()
    };
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    char[] password = "changeit".toCharArray();
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(KeyStore.getInstance(store.toFile(), password), password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpsServer stranger = HttpsServer.create(anyPort, 0);
    stranger.setHttpsConfigurator(new HttpsConfigurator(context));
    stranger.start();
    return stranger;
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
