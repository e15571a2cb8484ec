package io.gitops4j.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A real etcd and a real kube-apiserver, without controllers. */
final class ControlPlane implements AutoCloseable {
  private static final String TOKEN = "token-of-admin";
  private static final Duration START = Duration.ofMinutes(3);

  private final Path folder;
  private final int port;
  private final Deque<Process> processes = new ArrayDeque<>();

  private ControlPlane(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts it and waits until it is ready. */
  static ControlPlane start(Path assets, Path folder) throws IOException, GeneralSecurityException {
    ControlPlane plane = new ControlPlane(folder, freePort());
    try {
      plane.writeIdentities();
      String store = "http://127.0.0.1:" + freePort();
      plane.startStore(assets, store);
      plane.startServer(assets, store);
      plane.waitUntilReady();
      return plane;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      plane.close();
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void writeIdentities() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    writePem("sa.key", "PRIVATE KEY", pair.getPrivate().getEncoded());
    writePem("sa.pub", "PUBLIC KEY", pair.getPublic().getEncoded());
    Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,1,system:masters\n");
  }

  private void writePem(String file, String type, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        folder.resolve(file),
        "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, text, type));
  }

  private void startStore(Path assets, String address) throws IOException {
    run(
        assets.resolve("etcd"),
        "--data-dir",
        folder.resolve("etcd").toString(),
        "--unsafe-no-fsync",
        "--listen-client-urls",
        address,
        "--advertise-client-urls",
        address,
        "--listen-peer-urls",
        "http://127.0.0.1:" + freePort());
  }

  private void startServer(Path assets, String store) throws IOException {
    run(
        assets.resolve("kube-apiserver"),
        "--etcd-servers=" + store,
        "--cert-dir=" + folder.resolve("certs"),
        "--bind-address=127.0.0.1",
        "--secure-port=" + port,
        "--service-account-key-file=" + folder.resolve("sa.pub"),
        "--service-account-signing-key-file=" + folder.resolve("sa.key"),
        "--service-account-issuer=https://kubernetes.default.svc",
        "--token-auth-file=" + folder.resolve("tokens.csv"),
        "--authorization-mode=RBAC",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--disable-admission-plugins=ServiceAccount");
  }

  private void run(Path program, String... arguments) throws IOException {
    Path log = folder.resolve(program.getFileName() + ".log");
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.command().addAll(Arrays.asList(arguments));
    processes.push(builder.redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  KubernetesClient client() {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl("https://127.0.0.1:" + port)
            .withOauthToken(TOKEN)
            .withCaCertFile(folder.resolve("certs/apiserver.crt").toString())
            .withRequestTimeout(60_000)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private void waitUntilReady() {
    Path certificate = folder.resolve("certs/apiserver.crt");
    if (!holdsWithin(START, () -> Files.exists(certificate) && isReady())) {
      throw new IllegalStateException("the control plane is not ready, see " + lastWords());
    }
  }

  private boolean isReady() {
    if (!processes.stream().allMatch(Process::isAlive)) {
      throw new IllegalStateException("the control plane ended, see " + lastWords());
    }
    try (KubernetesClient client = client()) {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  private List<String> lastWords() {
    try {
      List<String> lines = Files.readAllLines(folder.resolve("kube-apiserver.log"));
      return lines.subList(Math.max(0, lines.size() - 10), lines.size());
    } catch (IOException e) {
      return List.of(e.toString());
    }
  }

  /** Waits for the condition, but no longer; answers whether it holds. */
  static boolean holdsWithin(Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    return true;
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroy();
      try {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
