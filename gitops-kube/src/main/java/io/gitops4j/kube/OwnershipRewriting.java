package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.OwnershipOutcome;
import io.gitops4j.core.cluster.OwnershipOutcome.PreconditionFailed;
import io.gitops4j.core.cluster.OwnershipOutcome.Rejected;
import io.gitops4j.core.cluster.OwnershipOutcome.Rewritten;
import io.gitops4j.core.cluster.OwnershipRequest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import java.util.Optional;

/** Writes managedFields, and nothing else, under preconditions. */
final class OwnershipRewriting {
  private final KindCalls calls;

  OwnershipRewriting(KindCalls calls) {
    this.calls = calls;
  }

  OwnershipOutcome rewrite(OwnershipRequest request) {
    Wanted kind = Wanted.of(request.key().groupKind());
    if (!calls.isPossible(kind, request.key())) {
      return new PreconditionFailed();
    }
    Optional<KindCalls.Answered> answered =
        calls.send(kind, resource -> request(resource, request));
    return answered.isEmpty() ? new PreconditionFailed() : outcome(answered.get().answer());
  }

  private static ApiRequest request(ApiResource resource, OwnershipRequest request) {
    String query = "?fieldManager=" + ObjectAddress.encoded(request.fieldManager());
    return ApiRequest.mergePatch(
        Purpose.of("rewrite the owners of", request.key()),
        ObjectAddress.of(resource, request.key()) + query,
        Json.write(patch(request)));
  }

  /** A list in a merge patch replaces the list; uid and resourceVersion are preconditions. */
  private static MapValue patch(OwnershipRequest request) {
    MapValue conditions =
        MapValue.of("uid", Scalar.of(request.uid()))
            .with("resourceVersion", Scalar.of(request.resourceVersion()));
    return request.owners().writtenTo(MapValue.of("metadata", conditions));
  }

  private static OwnershipOutcome outcome(ApiAnswer answer) {
    if (answer.isSuccess()) {
      return new Rewritten(LiveObjects.of(answer.purpose(), answer.json()));
    }
    return switch (answer.code()) {
      case 404, 409 -> new PreconditionFailed();
      case 422 -> isAnotherObject(answer) ? new PreconditionFailed() : rejected(answer);
      case 400, 403 -> rejected(answer);
      default -> throw Failures.of(answer);
    };
  }

  /** To a patch a uid is no precondition but a field, and one that never changes. */
  private static boolean isAnotherObject(ApiAnswer answer) {
    return answer.status().causes().stream().anyMatch(it -> it.field().equals("metadata.uid"));
  }

  private static OwnershipOutcome rejected(ApiAnswer answer) {
    ApiStatus status = answer.status();
    String reason = status.reason().isEmpty() ? "Unknown" : status.reason();
    return new Rejected(
        reason,
        answer.purpose().secret()
            ? "the cluster's words are withheld, as they may quote the Secret's values"
            : status.message());
  }
}
