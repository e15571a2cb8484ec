package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.Map;

/** Deletes under preconditions. */
final class Deleting {
  private final KindCalls calls;

  Deleting(KindCalls calls) {
    this.calls = calls;
  }

  DeleteOutcome delete(DeleteRequest request) {
    Wanted kind = Wanted.of(request.key().groupKind());
    if (!calls.isPossible(kind, request.key())) {
      return DeleteOutcome.ABSENT;
    }
    return calls
        .send(kind, resource -> request(resource, request))
        .map(answered -> outcome(answered.answer()))
        .orElse(DeleteOutcome.ABSENT);
  }

  private static ApiRequest request(ApiResource resource, DeleteRequest request) {
    return ApiRequest.delete(
        Purpose.of("delete", request.key()),
        ObjectAddress.of(resource, request.key()),
        Json.write(options(request)));
  }

  private static Value options(DeleteRequest request) {
    return Value.of(
        Map.<String, Object>of(
            "apiVersion",
            "v1",
            "kind",
            "DeleteOptions",
            "preconditions",
            Map.<String, Object>of(
                "uid", request.uid(), "resourceVersion", request.resourceVersion()),
            "propagationPolicy",
            policy(request.propagation())));
  }

  private static String policy(DeleteRequest.Propagation propagation) {
    return switch (propagation) {
      case BACKGROUND -> "Background";
      case FOREGROUND -> "Foreground";
      case ORPHAN -> "Orphan";
    };
  }

  private static DeleteOutcome outcome(ApiAnswer answer) {
    if (answer.isSuccess()) {
      return answer.code() == 202 || isTerminating(answer.json())
          ? DeleteOutcome.TERMINATING
          : DeleteOutcome.DELETED;
    }
    return switch (answer.code()) {
      case 404 -> DeleteOutcome.ABSENT;
      case 409 -> DeleteOutcome.PRECONDITION_FAILED;
      case 400, 422 -> throw refused(answer);
      default -> throw Failures.of(answer);
    };
  }

  /** The answer is a Status if the object is gone, and the object itself if it stays a while. */
  private static boolean isTerminating(MapValue answer) {
    return answer.textAt("metadata", "deletionTimestamp").isPresent();
  }

  /** Admission has more than one code for a no. */
  private static ClusterException refused(ApiAnswer answer) {
    String words = answer.purpose().secret() ? "" : ": " + answer.status().message();
    return new ClusterException(
        Reason.FORBIDDEN,
        "can't %s: the cluster refuses (HTTP %d)%s"
            .formatted(answer.purpose(), answer.code(), words),
        null);
  }
}
