package io.gitops4j.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.gitops4j.testkit.plane.KubernetesControlPlane;
import java.util.concurrent.atomic.AtomicInteger;

/** What tests against a real control plane share. */
final class RealServer {
  private static final AtomicInteger SPACES = new AtomicInteger();

  /** Differs from run to run too, should the server outlive one. */
  private static final String RUN = Long.toString(ProcessHandle.current().pid(), 36);

  private RealServer() {}

  /** A client of the server; whoever asks for it closes it. */
  static KubernetesClient client(KubernetesControlPlane plane) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(Config.empty())
                .withMasterUrl(plane.address().toString())
                .withOauthToken(plane.token())
                .withCaCertFile(plane.caCertificateFile().toString())
                .withRequestTimeout(60_000)
                .build())
        .build();
  }

  /** Nobody ends namespaces here, for no controllers run: each test takes others. */
  static String freshNamespace(String purpose) {
    return "%s-%s-%d".formatted(purpose, RUN, SPACES.incrementAndGet());
  }
}
