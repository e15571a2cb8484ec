package io.gitops4j.testkit.plane;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** kube-controller-manager. It listens nowhere, so that it needs no port. */
final class ControllersPlan implements ProgramPlan {
  /** Older ones listen on a fixed port unless told not to; newer ones do not know the flag. */
  private static final String NO_OLD_PORT = "--port=0";

  private final PlaneFolder folder;
  private final Connection connection;
  private final boolean old;

  private ControllersPlan(PlaneFolder folder, Connection connection, boolean old) {
    this.folder = folder;
    this.connection = connection;
    this.old = old;
  }

  ControllersPlan(PlaneFolder folder, Connection connection) {
    this(folder, connection, true);
  }

  @Override
  public String program() {
    return "kube-controller-manager";
  }

  @Override
  public List<String> arguments(int port) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--kubeconfig=" + folder.kubeconfig());
    arguments.add("--leader-elect=false");
    arguments.add("--secure-port=0");
    arguments.add("--service-account-private-key-file=" + folder.file("accounts.key"));
    arguments.add("--root-ca-file=" + folder.certificate());
    if (old) {
      arguments.add(NO_OLD_PORT);
    }
    return arguments;
  }

  /** Its first visible work. */
  @Override
  public Optional<String> missing(int port) {
    return ServerPlan.missing(connection, "/api/v1/namespaces/default/serviceaccounts/default");
  }

  @Override
  public Optional<ProgramPlan> afterEnd(String log) {
    return old && log.contains("unknown flag: --port")
        ? Optional.of(new ControllersPlan(folder, connection, false))
        : ProgramPlan.super.afterEnd(log);
  }
}
