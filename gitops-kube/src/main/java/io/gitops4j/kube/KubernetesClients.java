package io.gitops4j.kube;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Opens clients. Nothing but what is named here decides where they go and who they are. */
final class KubernetesClients {
  /** Where a pod finds its identity. */
  static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  /** API servers end every call by themselves after a minute. */
  private static final int REQUEST_TIMEOUT_MILLIS = 70_000;

  private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

  private KubernetesClients() {}

  static KubernetesClient fromKubeconfig(Path kubeconfig, String context) {
    String content;
    try {
      content = Files.readString(kubeconfig);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "can't read the kubeconfig '%s'; it must be a file".formatted(kubeconfig), e);
    }
    List<String> contexts = contexts(kubeconfig, content);
    if (!contexts.contains(context)) {
      throw new IllegalArgumentException(
          "the kubeconfig '%s' has no context '%s'; it has %s"
              .formatted(kubeconfig, context, contexts));
    }
    return open(Config.fromKubeconfig(context, kubeconfig.toFile()));
  }

  private static List<String> contexts(Path kubeconfig, String content) {
    try {
      return KubeConfigUtils.parseConfigFromString(content).getContexts().stream()
          .map(NamedContext::getName)
          .toList();
    } catch (RuntimeException e) {
      // The parser quotes the file, which holds credentials: its exception stays here.
      throw new IllegalArgumentException("'%s' is no kubeconfig".formatted(kubeconfig));
    }
  }

  static KubernetesClient inCluster(Map<String, String> environment, Path account) {
    String host = environment.getOrDefault("KUBERNETES_SERVICE_HOST", "");
    String port = environment.getOrDefault("KUBERNETES_SERVICE_PORT", "");
    Path token = account.resolve("token");
    if (host.isEmpty() || port.isEmpty() || !Files.isReadable(token)) {
      throw new IllegalStateException(
          "not in a cluster: this needs KUBERNETES_SERVICE_HOST (was '%s'), KUBERNETES_SERVICE_PORT (was '%s') and a readable %s"
              .formatted(host, port, token));
    }
    String named = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    // Tokens of pods are renewed in the file.
    OAuthTokenProvider renewed = () -> read(token);
    ConfigBuilder config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://%s:%s/".formatted(named, port))
            .withOauthTokenProvider(renewed);
    Path authority = account.resolve("ca.crt");
    return open(
        Files.isReadable(authority)
            ? config.withCaCertFile(authority.toString()).build()
            : config.build());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }

  private static KubernetesClient open(Config config) {
    Config ours =
        new ConfigBuilder(config)
            .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
            .withConnectionTimeout(CONNECT_TIMEOUT_MILLIS)
            .build();
    try {
      return new KubernetesClientBuilder().withConfig(ours).build();
    } catch (KubernetesClientException e) {
      throw new IllegalArgumentException(
          "can't use the certificates or keys given for " + ours.getMasterUrl(), e);
    }
  }
}
