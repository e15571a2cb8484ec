package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiCall.Verb;
import io.gitops4j.testkit.api.KubernetesApi;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plays a sequence on one API, in one namespace. */
final class Playback {
  private final Side side;
  private final KubernetesApi api;
  private final String namespace;
  private final Normal normal;

  private Playback(Side side, String namespace, Normal normal) {
    this.side = side;
    this.api = side.api();
    this.namespace = namespace;
    this.normal = normal;
  }

  /** What was seen after each step, up to one at which the server broke off. */
  static List<MapValue> play(Sequence sequence, Side side, String namespace) {
    Playback playback = new Playback(side, namespace, new Normal(sequence.isPaced()));
    List<MapValue> seen = new ArrayList<>();
    for (Step step : sequence.steps()) {
      if (sequence.isPaced()) {
        side.beginNextSecond();
      }
      try {
        seen.add(playback.play(step));
      } catch (BreakingOff.NoAnswerException e) {
        return seen;
      }
    }
    return seen;
  }

  private MapValue play(Step step) {
    ApiCall call = resolved(step);
    ApiAnswer answer = api.send(call);
    if (answer.isSuccess() && isOfDefinition(call)) {
      side.settle(answer.body());
    }
    Map<String, Value> seen = new LinkedHashMap<>();
    seen.put("code", Scalar.of(answer.code()));
    if (answer.isSuccess()) {
      seen.put("object", normal.answer(answer.body()));
    } else {
      seen.put("failure", failure(answer));
    }
    boolean isAnswered = answer.isSuccess() && call.verb() != Verb.DELETE;
    boolean isPart = call.subresource().equals("scale");
    if (isWrite(call) && (!isAnswered || isPart || !call.parameter("dryRun").isEmpty())) {
      seen.put("stored", stored(call));
    }
    return new MapValue(seen);
  }

  private static boolean isOfDefinition(ApiCall call) {
    return isWrite(call) && call.kind().kind().equals("CustomResourceDefinition");
  }

  private static boolean isWrite(ApiCall call) {
    return call.verb() != Verb.GET && call.verb() != Verb.LIST;
  }

  private Value failure(ApiAnswer answer) {
    MapValue status = CustomCauses.inOrder(answer.body()).without("metadata");
    return CauseOrder.sorted(normal.failure(status).mapAt());
  }

  private Value stored(ApiCall call) {
    ApiAnswer answer = read(call);
    return answer.isSuccess() ? normal.answer(answer.body()) : Scalar.of(answer.reason());
  }

  /** The sub-resource whose objects are of a kind of their own. */
  private static String ownForm(ApiCall call) {
    return call.subresource().equals("scale") ? call.subresource() : "";
  }

  private ApiAnswer read(ApiCall call) {
    return api.send(reading(call));
  }

  private static ApiCall reading(ApiCall call) {
    String name =
        call.name().isEmpty() ? call.body().textAt("metadata", "name").orElse("none") : call.name();
    return ApiCall.get(call.kind(), call.namespace(), name);
  }

  private ApiCall resolved(Step step) {
    ApiCall call = step.call();
    ApiCall placed =
        new ApiCall(
            call.verb(),
            new GroupVersionKind(
                inNamespace(call.kind().group()), call.kind().version(), call.kind().kind()),
            inNamespace(call.namespace()),
            inNamespace(call.name()),
            call.subresource(),
            resolved(call.body(), MapValue.EMPTY),
            call.parameters());
    if (step.edits().isEmpty() && !mentionsCurrent(call.body())) {
      return placed;
    }
    ApiAnswer answer = api.send(reading(placed).on(ownForm(placed)));
    MapValue current = answer.isSuccess() ? answer.body() : MapValue.EMPTY;
    Value body = resolved(call.body(), current);
    if (!step.edits().isEmpty() && !current.isEmpty()) {
      body = current;
      for (Edit edit : step.edits()) {
        body = resolved(Edit.apply(body, edit), current);
      }
    }
    return placed.withBody(body);
  }

  private static boolean mentionsCurrent(Value body) {
    String text = String.valueOf(body.toPlain());
    return text.contains(Step.UID) || text.contains(Step.RESOURCE_VERSION);
  }

  private String inNamespace(String text) {
    return text.replace(Step.NAMESPACE, namespace);
  }

  private Value resolved(Value value, MapValue current) {
    if (value instanceof MapValue map) {
      Map<String, Value> result = new LinkedHashMap<>();
      map.entries().forEach((key, child) -> result.put(key, resolved(child, current)));
      return new MapValue(result);
    }
    if (value instanceof ListValue list) {
      return new ListValue(list.items().stream().map(item -> resolved(item, current)).toList());
    }
    return value.asText().<Value>map(text -> Scalar.of(resolved(text, current))).orElse(value);
  }

  private String resolved(String text, MapValue current) {
    if (text.equals(Step.UID)) {
      return current.textAt("metadata", "uid").orElse("00000000-0000-0000-0000-000000000000");
    }
    return text.equals(Step.RESOURCE_VERSION)
        ? current.textAt("metadata", "resourceVersion").orElse("1")
        : inNamespace(text);
  }
}
