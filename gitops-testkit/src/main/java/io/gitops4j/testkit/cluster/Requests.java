package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiEvent;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.api.Watching;
import java.util.Set;
import java.util.function.Consumer;

/** Takes calls as they come over the wire, and answers them. */
final class Requests implements KubernetesApi {
  private static final Set<GroupKind> NEVER_EMPTIED = Set.of(Kinds.NAMESPACE, Kinds.SERVICE);

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

  @Override
  public Watching watch(ApiCall list, Consumer<ApiEvent> listener) {
    return plane.exclusively(
        () -> {
          try {
            ServedKind kind =
                plane.kinds().find(list.kind()).orElseThrow(StatusException::notServed);
            return ApiWatch.open(plane, kind, list, listener);
          } catch (StatusException e) {
            return ApiWatch.refused(plane, e, listener);
          }
        });
  }

  private ApiAnswer answer(ApiCall call) {
    ServedKind kind = plane.kinds().find(call.kind()).orElseThrow(StatusException::notServed);
    checkAddress(kind, call);
    ResourceKey key = keyOf(call);
    if (call.verb() == ApiCall.Verb.CREATE) {
      checkStays(kind);
    }
    return switch (call.verb()) {
      case GET -> new ApiAnswer(200, read(kind, key, call));
      case LIST -> new ApiAnswer(200, plane.lists().answer(kind, call));
      case DELETE -> call.name().isEmpty() ? emptied(kind, call) : deleted(kind, key, call);
      case CREATE, REPLACE, APPLY, JSON_PATCH, MERGE_PATCH -> written(call, write(kind, key, call));
    };
  }

  private MapValue read(ServedKind kind, ResourceKey key, ApiCall call) {
    return call.subresource().equals("scale")
        ? plane.scales().get(Write.of(kind, key, "").on("scale"))
        : plane.api().get(kind, key);
  }

  private ApiAnswer deleted(ServedKind kind, ResourceKey key, ApiCall call) {
    return plane.api().deletion().answer(kind, key, DeleteOptions.of(call));
  }

  /** Deletes all that a list shows, and answers that list. */
  private ApiAnswer emptied(ServedKind kind, ApiCall call) {
    boolean isAllowed =
        (!kind.resource().namespaced() || !call.namespace().isEmpty())
            && !NEVER_EMPTIED.contains(kind.groupKind());
    if (!isAllowed) {
      throw StatusException.methodNotAllowed();
    }
    DeleteOptions options = DeleteOptions.of(call);
    MapValue list = plane.lists().answer(kind, call);
    for (Value item : list.itemsAt("items")) {
      String name = item.textAt("metadata", "name").orElse("");
      String namespace = item.textAt("metadata", "namespace").orElse("");
      ResourceKey key = new ResourceKey(call.kind().group(), call.kind().kind(), namespace, name);
      plane.api().deletion().answer(kind, key, options);
    }
    return new ApiAnswer(200, list);
  }

  private static void checkAddress(ServedKind kind, ApiCall call) {
    boolean isServed =
        switch (call.subresource()) {
          case "" -> true;
          case "status" -> kind.hasStatus();
          case "scale" -> kind.has(ServedKind.Trait.SCALE);
          case "finalize" -> kind.groupKind().equals(Kinds.NAMESPACE);
          default -> false;
        };
    checkMethod(kind, call);
    if (!isServed && !kind.isBuiltIn()) {
      throw StatusException.notFound(kind, keyOf(call));
    }
    if (!isServed || (!kind.resource().namespaced() && !call.namespace().isEmpty())) {
      throw StatusException.notServed();
    }
  }

  private static ResourceKey keyOf(ApiCall call) {
    return new ResourceKey(call.kind().group(), call.kind().kind(), call.namespace(), call.name());
  }

  /** What its definition is about to take away gets nothing new. */
  private void checkStays(ServedKind kind) {
    boolean isGoing =
        !kind.isBuiltIn()
            && plane.store().list(Kinds.DEFINITION, "").stream()
                .filter(definition -> Definitions.kindOf(definition).equals(kind.groupKind()))
                .anyMatch(Deletion::isTerminating);
    if (isGoing) {
      throw StatusException.terminatingDefinition(kind);
    }
  }

  private static void checkMethod(ServedKind kind, ApiCall call) {
    boolean isCollection = call.verb() == ApiCall.Verb.LIST || call.verb() == ApiCall.Verb.CREATE;
    boolean isElsewhere =
        kind.resource().namespaced()
            && call.namespace().isEmpty()
            && call.verb() != ApiCall.Verb.LIST;
    if (isElsewhere && isCollection) {
      throw StatusException.methodNotAllowed();
    }
    if (isElsewhere && !call.name().isEmpty()) {
      throw StatusException.notServed();
    }
    boolean isWrongHere =
        switch (call.subresource()) {
          case "" -> !isCollection && call.name().isEmpty() && call.verb() != ApiCall.Verb.DELETE;
          case "finalize" -> call.verb() != ApiCall.Verb.REPLACE;
          default -> isCollection || call.verb() == ApiCall.Verb.DELETE;
        };
    if (isWrongHere) {
      throw StatusException.methodNotAllowed();
    }
  }

  private Write write(ServedKind kind, ResourceKey key, ApiCall call) {
    WriteOptions options = WriteOptions.of(call);
    return new Write(kind, key, call.subresource(), options.manager(), options.dryRun());
  }

  private ApiAnswer written(ApiCall call, Write write) {
    if (call.subresource().equals("scale")) {
      return new ApiAnswer(200, scaled(call, write));
    }
    ApiServer.Written written =
        switch (call.verb()) {
          case CREATE -> plane.api().create(write, object(call));
          case REPLACE -> plane.api().replace(write, object(call));
          case APPLY ->
              plane.api().apply(write, object(call), WriteOptions.isTrue(call.parameter("force")));
          case MERGE_PATCH ->
              plane.api().patch(write, live -> MergePatch.apply(live, object(call), plane.isOld()));
          case JSON_PATCH ->
              plane.api().patch(write, live -> JsonPatch.apply(live, call.body(), plane.isOld()));
          default -> throw StatusException.methodNotAllowed();
        };
    return new ApiAnswer(written.change() == Change.CREATED ? 201 : 200, written.object());
  }

  private MapValue scaled(ApiCall call, Write write) {
    return switch (call.verb()) {
      case REPLACE -> plane.scales().replace(write, object(call));
      case JSON_PATCH ->
          plane.scales().patch(write, scale -> JsonPatch.apply(scale, call.body(), plane.isOld()));
      default ->
          plane
              .scales()
              .patch(write, scale -> MergePatch.apply(scale, object(call), plane.isOld()));
    };
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
