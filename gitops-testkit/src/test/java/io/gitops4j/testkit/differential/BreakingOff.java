package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiEvent;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.api.Watching;
import java.util.function.Consumer;

/** A server that breaks the connection at some calls, as 1.20 does, and answers the next again. */
final class BreakingOff implements KubernetesApi {
  private static final GroupVersionKind NAMESPACE = GroupVersionKind.of("v1", "Namespace");

  private final KubernetesApi server;

  BreakingOff(KubernetesApi server) {
    this.server = server;
  }

  @Override
  public Watching watch(ApiCall list, Consumer<ApiEvent> listener) {
    return server.watch(list, listener);
  }

  @Override
  public ApiAnswer send(ApiCall call) {
    try {
      return server.send(call);
    } catch (IllegalStateException e) {
      // One that is gone altogether fails here too, and is told as what it is.
      ApiAnswer alive = server.send(ApiCall.get(NAMESPACE, "", "default"));
      throw alive.isSuccess() ? new NoAnswerException(e) : e;
    }
  }

  /** The server broke off, but is alive. */
  static final class NoAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(IllegalStateException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
