package io.gitops4j.testkit.plane;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** kube-apiserver: one user, who may do everything; no service accounts, for nobody makes them. */
final class ServerPlan implements ProgramPlan {
  private final PlaneFolder folder;
  private final int storePort;
  private final List<String> furtherFlags;

  ServerPlan(PlaneFolder folder, int storePort, List<String> furtherFlags) {
    this.folder = folder;
    this.storePort = storePort;
    this.furtherFlags = furtherFlags;
  }

  static URI address(int port) {
    return URI.create("https://127.0.0.1:" + port);
  }

  @Override
  public String program() {
    return "kube-apiserver";
  }

  @Override
  public List<String> arguments(int port) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--etcd-servers=" + StorePlan.address(storePort));
    arguments.add("--cert-dir=" + folder.certificate().getParent());
    arguments.add("--bind-address=127.0.0.1");
    arguments.add("--advertise-address=127.0.0.1");
    arguments.add("--secure-port=" + port);
    arguments.add("--service-account-key-file=" + folder.file("accounts.pub"));
    arguments.add("--service-account-signing-key-file=" + folder.file("accounts.key"));
    arguments.add("--service-account-issuer=https://kubernetes.default.svc");
    arguments.add("--token-auth-file=" + folder.file("tokens.csv"));
    arguments.add("--authorization-mode=RBAC");
    arguments.add("--service-cluster-ip-range=10.0.0.0/16");
    arguments.add("--disable-admission-plugins=ServiceAccount");
    arguments.addAll(furtherFlags);
    return arguments;
  }

  @Override
  public Optional<String> missing(int port) {
    if (!Files.exists(folder.certificate())) {
      return Optional.of("its certificate");
    }
    try {
      Connection connection = connect(port);
      return missing(connection, "/readyz")
          .or(() -> missing(connection, "/api/v1/namespaces/default"));
    } catch (IOException | GeneralSecurityException e) {
      return Optional.of("its certificate, last: " + e);
    }
  }

  Connection connect(int port) throws IOException, GeneralSecurityException {
    return Connection.to(address(port), folder.token(), folder.certificate());
  }

  static Optional<String> missing(Connection connection, String path) {
    try {
      HttpResponse<String> response = connection.get(path);
      return response.statusCode() == 200
          ? Optional.empty()
          : Optional.of("GET " + path + ", last: " + response.statusCode() + " " + response.body());
    } catch (IOException e) {
      return Optional.of("GET " + path);
    }
  }
}
