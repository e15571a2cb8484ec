package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiEvent;
import io.gitops4j.testkit.api.Watching;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What watches told while a sequence was played.
 *
 * @param answers of the sequence itself
 * @param told by each watch
 */
record Watched(List<MapValue> answers, Map<String, List<Value>> told) {
  /** Each is opened before the first step, and one more that begins there after the last one. */
  private static final Map<String, Map<String, String>> WATCHES =
      Map.of(
          "everything", Map.of(),
          "app is 1", Map.of("labelSelector", "app=1"),
          "no tier", Map.of("labelSelector", "!tier"),
          "named a", Map.of("fieldSelector", "metadata.name=a"));

  List<Value> events() {
    return told.values().stream().flatMap(List::stream).toList();
  }

  /** One value, to be compared. */
  MapValue asOne() {
    Map<String, Value> watches = new LinkedHashMap<>();
    told.forEach((name, events) -> watches.put(name, new ListValue(events)));
    return new MapValue(watches);
  }

  /**
   * Plays a sequence under watches.
   *
   * @param expected how many events to wait for
   */
  static Watched playing(Sequence sequence, Side side, String namespace, int expected) {
    ApiCall list = ApiCall.list(kindOf(sequence), namespace);
    ApiCall since = list.with("resourceVersion", version(side.api().send(list)));
    Map<String, List<ApiEvent>> seen = new LinkedHashMap<>();
    List<Watching> watches = new ArrayList<>();
    WATCHES.keySet().stream().sorted().forEach(name -> watches.add(open(side, since, name, seen)));
    List<MapValue> answers = Playback.play(sequence, side, namespace);
    watches.add(open(side, since, "everything, afterwards", seen));
    side.await(() -> seen.values().stream().mapToInt(List::size).sum() >= expected);
    watches.forEach(Watching::close);
    Map<String, List<Value>> told = new LinkedHashMap<>();
    seen.forEach((name, events) -> told.put(name, normal(sequence, events)));
    return new Watched(answers, told);
  }

  private static GroupVersionKind kindOf(Sequence sequence) {
    return sequence.steps().get(0).call().kind();
  }

  private static String version(ApiAnswer list) {
    return list.body().textAt("metadata", "resourceVersion").orElseThrow();
  }

  private static Watching open(
      Side side, ApiCall since, String name, Map<String, List<ApiEvent>> seen) {
    List<ApiEvent> events = new CopyOnWriteArrayList<>();
    seen.put(name, events);
    ApiCall call = since;
    for (Map.Entry<String, String> parameter : WATCHES.getOrDefault(name, Map.of()).entrySet()) {
      call = call.with(parameter.getKey(), parameter.getValue());
    }
    return side.api().watch(call, events::add);
  }

  private static List<Value> normal(Sequence sequence, List<ApiEvent> events) {
    Normal normal = new Normal(sequence.isPaced());
    List<Value> told = new ArrayList<>();
    for (ApiEvent event : events) {
      Value type = Scalar.of(event.type().name());
      told.add(MapValue.of("type", type).with("object", normal.answer(event.object())));
    }
    return told;
  }
}
