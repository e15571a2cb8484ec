package io.gitops4j.core.diff;

import static io.gitops4j.core.diff.Guestbook.compare;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ServerSideApply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every document that can be applied. */
class ComparisonPropertiesTest {
  private static final Map<String, List<String>> AMOUNTS =
      Map.of(
          "cpu", List.of("1", "1000m", "1.0", "1e0", "1000000u"),
          "memory", List.of("1Gi", "1024Mi", "1073741824", "1048576Ki"),
          "gpu/x", List.of("2", "2.000", "2000m", "0.002k"));

  /** An application's Deployment, any optional part of it, with any spelling. */
  @Provide
  Arbitrary<MapValue> documents() {
    Arbitrary<Value> texts = Arbitraries.of("a", "b", "").map(Scalar::of);
    Arbitrary<Value> numbers = Arbitraries.integers().between(0, 2).map(Scalar::of);
    Arbitrary<Value> flags = Arbitraries.of(true, false).map(Scalar::of);
    Arbitrary<Value> labels = texts.list().ofMaxSize(3).map(ComparisonPropertiesTest::numbered);
    Arbitrary<Value> args = texts.list().ofMaxSize(2).map(ListValue::new);
    Map<String, Arbitrary<Value>> container = new LinkedHashMap<>();
    container.put("image", texts);
    container.put("args", args);
    container.put("workingDir", texts);
    container.put("resources", optional(Map.of("limits", amounts(), "requests", amounts())));
    container.put("env", named(Map.of("value", texts)));
    Map<String, Arbitrary<Value>> pod = new LinkedHashMap<>();
    pod.put("hostNetwork", flags);
    pod.put("tolerations", Arbitraries.of(ListValue.EMPTY, ListValue.of(MapValue.EMPTY)));
    pod.put("nodeSelector", labels);
    pod.put("containers", named(container));
    pod.put("volumes", named(Map.of("emptyDir", Arbitraries.just(MapValue.EMPTY))));
    Arbitrary<Value> template =
        optional(Map.of("spec", optional(pod), "metadata", optional(Map.of("labels", labels))));
    return optional(Map.of("replicas", numbers, "paused", flags, "template", template))
        .map(
            spec ->
                Guestbook.intent("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}}")
                    .manifest()
                    .content()
                    .with("spec", spec));
  }

  private static Arbitrary<Value> amounts() {
    Map<String, Arbitrary<Value>> fields = new LinkedHashMap<>();
    AMOUNTS.forEach((name, texts) -> fields.put(name, Arbitraries.of(texts).map(Scalar::of)));
    return optional(fields);
  }

  private static Arbitrary<Value> named(Map<String, Arbitrary<Value>> fields) {
    return Combinators.combine(
            Arbitraries.of("x", "y", "z").set().ofMaxSize(3), optional(fields).list().ofSize(3))
        .as(
            (names, items) -> {
              List<Value> list = new ArrayList<>();
              for (String name : names) {
                list.add(items.get(list.size()).mapAt().with("name", Scalar.of(name)));
              }
              return new ListValue(list);
            });
  }

  private static MapValue numbered(List<Value> values) {
    Map<String, Value> entries = new LinkedHashMap<>();
    values.forEach(value -> entries.put("k" + entries.size(), value));
    return new MapValue(entries);
  }

  private static Arbitrary<Value> optional(Map<String, Arbitrary<Value>> fields) {
    Arbitrary<MapValue> map = Arbitraries.just(MapValue.EMPTY);
    for (Map.Entry<String, Arbitrary<Value>> field : fields.entrySet()) {
      map =
          Combinators.combine(map, field.getValue().optional(0.6))
              .as(
                  (before, value) ->
                      value.map(present -> before.with(field.getKey(), present)).orElse(before));
    }
    return map.map(Value.class::cast);
  }

  private static Intents intents(MapValue document) {
    return Intents.of(List.of(Manifest.of(document)), Guestbook.CONTEXT);
  }

  /** The first apply, stored by types that keep nothing that is empty. */
  private static LiveResource stored(MapValue document) {
    LiveResource live = Applied.created(intents(document).all().get(0));
    MapValue typed = Empties.removedFrom(live.content().without("metadata"));
    return LiveResource.of(
        live.manifest().withContent(typed.with("metadata", live.content().mapAt("metadata"))));
  }

  private static ResourceDiff diff(MapValue document, LiveResource live) {
    return compare(intents(document), LiveState.of(List.of(live))).resources().get(0);
  }

  @Property(tries = 300)
  void whatWasAppliedAndStoredIsSynced(@ForAll("documents") MapValue document) {
    ResourceDiff diff = diff(document, stored(document));

    assertThat(diff.verdict()).as(diff::toString).isEqualTo(Verdict.SYNCED);
    assertThat(diff.changes()).isEmpty();
  }

  @Property(tries = 300)
  void spellingAmountsOtherwiseChangesNoVerdict(
      @ForAll("documents") MapValue document,
      @ForAll("documents") MapValue git,
      @ForAll int spelling) {
    LiveResource live = stored(document);

    ResourceDiff diff = diff(git, live);
    ResourceDiff respelled = diff((MapValue) respelled(git, "", spelling), live);

    assertThat(respelled.verdict()).isEqualTo(diff.verdict());
    assertThat(Guestbook.paths(respelled)).isEqualTo(Guestbook.paths(diff));
    assertThat(diff((MapValue) respelled(document, "", spelling), live).verdict())
        .isEqualTo(Verdict.SYNCED);
  }

  @Property(tries = 300)
  void oneChangedValueIsTheOnlyDifference(
      @ForAll("documents") MapValue document, @ForAll int which) {
    Intent intent = intents(document).all().get(0);
    List<FieldPath> stated =
        ServerSideApply.fieldSetOf(
                intent.manifest().content(), Guestbook.schema(intent.manifest().kind()))
            .leaves()
            .paths()
            .stream()
            .filter(path -> isOfTheSpec(path) && value(document, intent, path) instanceof Scalar)
            .toList();
    if (stated.isEmpty()) {
      return;
    }
    FieldPath path = stated.get(Math.floorMod(which, stated.size()));

    ResourceDiff diff =
        diff(
            Edited.at(document, path, Edited.other(value(document, intent, path))),
            stored(document));

    assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(Guestbook.paths(diff)).containsExactly(path.toString());
  }

  private static boolean isOfTheSpec(FieldPath path) {
    FieldPath.Element last = path.elements().get(path.elements().size() - 1);
    return path.startsWith(FieldPath.of("spec")) && !last.equals(new FieldPath.Field("name"));
  }

  private static Value value(MapValue document, Intent intent, FieldPath path) {
    return ServerSideApply.valueAt(document, path, Guestbook.schema(intent.manifest().kind()))
        .orElse(MapValue.EMPTY);
  }

  private static Value respelled(Value value, String field, int spelling) {
    if (value instanceof MapValue map) {
      Map<String, Value> entries = new LinkedHashMap<>(map.entries());
      entries.replaceAll((key, entry) -> respelled(entry, key, spelling));
      return new MapValue(entries);
    }
    if (value instanceof ListValue list) {
      return new ListValue(
          list.items().stream().map(item -> respelled(item, field, spelling)).toList());
    }
    List<String> texts = AMOUNTS.getOrDefault(field, List.of());
    return texts.isEmpty() ? value : Scalar.of(texts.get(Math.floorMod(spelling, texts.size())));
  }
}
