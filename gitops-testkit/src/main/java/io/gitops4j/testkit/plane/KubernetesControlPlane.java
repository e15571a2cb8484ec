package io.gitops4j.testkit.plane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ServerProfile;
import io.gitops4j.testkit.api.KubernetesApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A real control plane of Kubernetes on this machine: etcd, kube-apiserver and, if wanted,
 * kube-controller-manager, on free ports of the loopback interface, with data in a temporary
 * folder.
 *
 * <pre>{@code
 * try (KubernetesControlPlane plane = KubernetesControlPlane.start()) {
 *   ApiAnswer answer = plane.api().send(ApiCall.apply(deployment, "me"));
 * }
 * }</pre>
 *
 * <p>There are no nodes: pods are stored and never run. Starting takes some seconds. {@link #close}
 * ends all programs and removes the folder; so do the end of the JVM and its death by any signal.
 * Needs {@code /bin/sh}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class KubernetesControlPlane implements AutoCloseable {
  private final Programs programs;
  private final PlaneFolder folder;
  private final URI address;
  private final Connection connection;
  private final KubernetesApi api;
  private final Thread atExit;
  private final AtomicBoolean closed = new AtomicBoolean();

  private KubernetesControlPlane(
      Programs programs, PlaneFolder folder, URI address, Connection connection) {
    this.programs = programs;
    this.folder = folder;
    this.address = address;
    this.connection = connection;
    this.api = new HttpKubernetesApi(connection);
    this.atExit = new Thread(programs::close, "end of a control plane");
  }

  /**
   * Starts one from the programs that {@code KUBEBUILDER_ASSETS} names, without controllers.
   *
   * @throws ControlPlaneException if it does not start; nothing is left running then
   */
  public static KubernetesControlPlane start() {
    return start(ControlPlaneOptions.fromEnvironment());
  }

  /**
   * Starts one and waits until it takes calls.
   *
   * @throws ControlPlaneException if it does not start; nothing is left running then
   */
  public static KubernetesControlPlane start(ControlPlaneOptions options) {
    requirePrograms(options);
    PlaneFolder folder = PlaneFolder.create();
    Programs programs = Programs.in(folder, options);
    try {
      KubernetesControlPlane plane = start(options, folder, programs);
      Runtime.getRuntime().addShutdownHook(plane.atExit);
      return plane;
    } catch (RuntimeException e) {
      programs.close();
      throw e;
    } catch (IOException | GeneralSecurityException e) {
      programs.close();
      throw ControlPlaneException.machine("cannot use the certificate of the server", e);
    }
  }

  private static void requirePrograms(ControlPlaneOptions options) {
    options.program("etcd");
    options.program("kube-apiserver");
    if (options.hasControllers()) {
      options.program("kube-controller-manager");
    }
  }

  private static KubernetesControlPlane start(
      ControlPlaneOptions options, PlaneFolder folder, Programs programs)
      throws IOException, GeneralSecurityException {
    int store = programs.start(new StorePlan(folder));
    ServerPlan server = new ServerPlan(folder, store, options.serverFlags());
    int port = programs.start(server);
    Connection connection = server.connect(port);
    KubernetesControlPlane plane =
        new KubernetesControlPlane(programs, folder, ServerPlan.address(port), connection);
    folder.writeKubeconfig(plane.kubeconfig());
    if (options.hasControllers()) {
      programs.start(new ControllersPlan(folder, connection));
    }
    return plane;
  }

  /** Such as {@code https://127.0.0.1:45678}. */
  public URI address() {
    return address;
  }

  /** The bearer token of the one user there is, who may do everything. */
  public String token() {
    return folder.token();
  }

  /** The certificate to trust, as PEM. */
  public String caCertificate() {
    try {
      return Files.readString(caCertificateFile());
    } catch (IOException e) {
      throw ControlPlaneException.machine("cannot read '" + caCertificateFile() + "'", e);
    }
  }

  /** A file with the certificate to trust, as PEM; gone after {@link #close}. */
  public Path caCertificateFile() {
    return folder.certificate();
  }

  /** The text of a kubeconfig with all of this. */
  public String kubeconfig() {
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: plane
          cluster:
            server: %s
            certificate-authority-data: %s
        users:
        - name: admin
          user:
            token: %s
        contexts:
        - name: plane
          context:
            cluster: plane
            user: admin
        current-context: plane
        """
        .formatted(
            address, Base64.getEncoder().encodeToString(caCertificate().getBytes(UTF_8)), token());
  }

  /** A file with {@link #kubeconfig}; gone after {@link #close}. */
  public Path kubeconfigFile() {
    return folder.kubeconfig();
  }

  /** Sends calls to the server. Works until {@link #close}. */
  public KubernetesApi api() {
    return api;
  }

  /** What the server says its version is, such as {@code v1.20.2}. */
  public String version() {
    return document("/version").textAt("gitVersion").orElse("unknown");
  }

  /**
   * What the server answers at an address that is not one of objects, such as {@code /openapi/v2}.
   *
   * @throws IllegalStateException if it answers anything but a JSON object
   */
  public MapValue document(String path) {
    try {
      HttpResponse<String> answer = connection.get(path);
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            "the API server answered GET %s with %d".formatted(path, answer.statusCode()));
      }
      return Json.read(path, answer.body())
          .asMap()
          .orElseThrow(
              () -> new IllegalStateException("the API server has no JSON object at " + path));
    } catch (ManifestException e) {
      throw new IllegalStateException("the API server has no JSON object at " + path, e);
    } catch (IOException e) {
      throw new IllegalStateException("no answer of the API server to GET " + path, e);
    }
  }

  /** How the server applies, found out by a dry run rather than by its version. */
  public ServerProfile profile() {
    return ProfileProbe.profileOf(api);
  }

  /** Ends all programs and removes their data. Closing again does nothing. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    programs.close();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM ends already: the hook runs, and finds nothing to do.
    }
  }
}
