package io.gitops4j.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A server that serves a few kinds, and a target on it. */
abstract class AgainstPlayedApiServer {
  static final ResourceKey SETTINGS = new ResourceKey("", "ConfigMap", "shop", "settings");
  static final ResourceKey OCTOPUS = new ResourceKey("sea.example", "Octopus", "shop", "paul");
  static final String SETTINGS_PATH = "/api/v1/namespaces/shop/configmaps/settings";

  PlayedApiServer server = new PlayedApiServer();
  KubernetesClient client = new KubernetesClientBuilder().withConfig(Config.empty()).build();
  KubernetesTarget target = KubernetesTarget.using(client);

  @BeforeEach
  void connect() {
    client.close();
    client = new KubernetesClientBuilder().withConfig(config(server.address())).build();
    target = KubernetesTarget.using(client);
    Played.serveTheUsual(server);
  }

  static Config config(String address) {
    return new ConfigBuilder(Config.empty())
        .withMasterUrl(address)
        .withRequestTimeout(20_000)
        .withConnectionTimeout(5_000)
        .build();
  }

  @AfterEach
  void disconnect() {
    target.close();
    client.close();
    server.close();
  }

  static Manifest manifest(String json) {
    return Manifest.of(Json.read(new Purpose("read a test's manifest", false), json));
  }

  static Manifest settings(String value) {
    return manifest(
        """
        {"apiVersion":"v1","kind":"ConfigMap",
         "metadata":{"name":"settings","namespace":"shop"},"data":{"greeting":"%s"}}"""
            .formatted(value));
  }

  static Manifest password(String value) {
    return manifest(
        """
        {"apiVersion":"v1","kind":"Secret",
         "metadata":{"name":"db","namespace":"shop"},"data":{"password":"%s"}}"""
            .formatted(value));
  }
}
