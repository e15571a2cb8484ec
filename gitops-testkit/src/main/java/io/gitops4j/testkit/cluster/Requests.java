package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;

/** Takes calls as they come over the wire, and answers them. */
final class Requests implements KubernetesApi {
  private final ControlPlane plane;

  Requests(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public ApiAnswer send(ApiCall call) {
    return plane.exclusively(
        () -> {
          try {
            return answer(call);
          } catch (StatusException e) {
            return e.asAnswer();
          }
        });
  }

  private ApiAnswer answer(ApiCall call) {
    ServedKind kind = plane.kinds().find(call.kind()).orElseThrow(StatusException::notServed);
    checkAddress(kind, call);
    ResourceKey key =
        new ResourceKey(call.kind().group(), call.kind().kind(), call.namespace(), call.name());
    return switch (call.verb()) {
      case GET -> new ApiAnswer(200, plane.api().get(kind, key));
      case LIST -> new ApiAnswer(200, plane.lists().answer(kind, call));
      case DELETE -> plane.api().deletion().answer(kind, key, DeleteOptions.of(call));
      case CREATE, REPLACE, APPLY, JSON_PATCH, MERGE_PATCH -> written(call, write(kind, key, call));
    };
  }

  private static void checkAddress(ServedKind kind, ApiCall call) {
    boolean isServed =
        switch (call.subresource()) {
          case "" -> true;
          case "status" -> kind.hasStatus();
          default -> false;
        };
    if (!isServed || (!kind.resource().namespaced() && !call.namespace().isEmpty())) {
      throw StatusException.notServed();
    }
  }

  private Write write(ServedKind kind, ResourceKey key, ApiCall call) {
    WriteOptions options = WriteOptions.of(call);
    return new Write(kind, key, call.subresource(), options.manager(), options.dryRun());
  }

  private ApiAnswer written(ApiCall call, Write write) {
    ApiServer.Written written =
        switch (call.verb()) {
          case CREATE -> plane.api().create(write, object(call));
          case REPLACE -> plane.api().replace(write, object(call));
          case APPLY ->
              plane.api().apply(write, object(call), WriteOptions.isTrue(call.parameter("force")));
          case MERGE_PATCH ->
              plane.api().patch(write, live -> MergePatch.apply(live, object(call)));
          case JSON_PATCH ->
              plane.api().patch(write, live -> JsonPatch.apply(live, call.body(), plane.isOld()));
          default -> throw StatusException.methodNotAllowed();
        };
    return new ApiAnswer(written.change() == Change.CREATED ? 201 : 200, written.object());
  }

  private static MapValue object(ApiCall call) {
    return call.body()
        .asMap()
        .orElseThrow(
            () ->
                StatusException.badRequest(
                    "couldn't get version/kind; json parse error: json: cannot unmarshal %s into an"
                            .formatted(nameOf(call.body()))
                        + " object"));
  }

  private static String nameOf(Value value) {
    return switch (value.type()) {
      case LIST -> "array";
      case TEXT -> "string";
      case INTEGER, DECIMAL -> "number";
      case BOOLEAN -> "bool";
      case NULL -> "null";
      case MAP -> "object";
    };
  }
}
