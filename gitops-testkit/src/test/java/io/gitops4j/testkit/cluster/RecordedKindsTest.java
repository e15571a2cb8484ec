package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.time.VirtualTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Creations, changes and the answers of a kube-apiserver 1.20.2 to them, one a line in {@code
 * kinds-1.20.jsonl}: {@code in} is created; {@code edits} are pairs of a path and a value that are
 * made to what was answered, and written back. {@code out} is the object that is stored, {@code
 * causes} are reason, field and message of a refusal.
 */
class RecordedKindsTest {
  @TestFactory
  Stream<DynamicTest> answersAsTheRealServer() throws IOException {
    return lines("kinds-1.20.jsonl").stream()
        .map(line -> Json.read("kinds-1.20.jsonl", line).mapAt())
        .map(recorded -> DynamicTest.dynamicTest(name(recorded), () -> check(recorded)));
  }

  static List<String> lines(String resource) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream stream =
            Objects.requireNonNull(RecordedKindsTest.class.getResourceAsStream(resource));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    }
    return lines;
  }

  static String name(MapValue recorded) {
    String sent =
        CanonicalJson.write(recorded.mapAt("in").without("apiVersion").without("metadata"));
    String edits = recorded.get("edits").map(CanonicalJson::write).orElse("");
    return sent + edits;
  }

  static void check(MapValue recorded) {
    try (VirtualTime time = VirtualTime.create()) {
      InMemoryCluster cluster =
          InMemoryCluster.named("old").version("v1.20.2").withoutWorkloads().on(time);
      cluster.create(object("v1", "Namespace", "fakekinds"), "test");
      ApiAnswer answer = ask(cluster, recorded);

      assertThat(answer.code())
          .as("%s", answer.message())
          .isEqualTo(recorded.integerAt("code").orElseThrow().intValue());
      if (recorded.get("causes").isPresent()) {
        assertThat(causes(answer)).isEqualTo(recordedCauses(recorded));
      } else if (recorded.get("out").isPresent()) {
        assertThat(comparable(answer.body()).toPlain())
            .isEqualTo(comparable(recorded.mapAt("out")).toPlain());
      }
    }
  }

  private static ApiAnswer ask(InMemoryCluster cluster, MapValue recorded) {
    Manifest sent = Manifest.of(recorded.mapAt("in"));
    ApiAnswer answer = cluster.api().send(ApiCall.create(sent, "test"));
    if (recorded.get("edits").isEmpty()) {
      return answer;
    }
    assertThat(answer.code()).as("%s", answer.message()).isEqualTo(201);
    MapValue changed = answer.body();
    for (Value edit : recorded.itemsAt("edits")) {
      changed = edited(changed, edit.itemsAt().get(0), edit.itemsAt().get(1));
    }
    return cluster.api().send(ApiCall.replace(Manifest.of(changed), "test"));
  }

  private static MapValue edited(MapValue object, Value path, Value value) {
    String[] keys = path.asText().orElseThrow().split("/", -1);
    return (MapValue) edited(object, List.of(keys), value);
  }

  private static Value edited(Value at, List<String> keys, Value value) {
    if (keys.isEmpty()) {
      return value;
    }
    List<String> rest = keys.subList(1, keys.size());
    if (at.asList().isPresent()) {
      List<Value> items = new ArrayList<>(at.itemsAt());
      int index = Integer.parseInt(keys.get(0));
      Value old = index < items.size() ? items.get(index) : MapValue.EMPTY;
      Value changed = edited(old, rest, value);
      if (index < items.size()) {
        items.set(index, changed);
      } else {
        items.add(changed);
      }
      return Value.of(items.stream().map(Value::toPlain).toList());
    }
    MapValue map = at.mapAt();
    boolean isRemoved = rest.isEmpty() && value.equals(Scalar.of("DEL"));
    Value old = map.get(keys.get(0)).orElse(MapValue.EMPTY);
    return isRemoved ? map.without(keys.get(0)) : map.with(keys.get(0), edited(old, rest, value));
  }

  private static Manifest object(String version, String kind, String name) {
    MapValue metadata = MapValue.of("name", Scalar.of(name));
    GroupVersionKind type = GroupVersionKind.of(version, kind);
    return Manifest.of(
        MapValue.of("apiVersion", Scalar.of(type.apiVersion()))
            .with("kind", Scalar.of(kind))
            .with("metadata", metadata));
  }

  private static List<Value> causes(ApiAnswer answer) {
    return answer.body().itemsAt("details", "causes").stream()
        .map(
            cause ->
                Value.of(
                    List.of(
                        cause.textAt("reason").orElse(""),
                        cause.textAt("field").orElse(""),
                        comparable(cause.textAt("message").orElse("")))))
        .toList();
  }

  private static List<Value> recordedCauses(MapValue recorded) {
    return recorded.itemsAt("causes").stream()
        .map(
            cause -> {
              List<Value> parts = new ArrayList<>(cause.itemsAt());
              parts.set(2, Scalar.of(comparable(parts.get(2).asText().orElse(""))));
              return Value.of(parts.stream().map(Value::toPlain).toList());
            })
        .toList();
  }

  /** Without uids, structs as the server's language prints them, and how pods differ. */
  private static String comparable(String message) {
    return message
        .replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "UID")
        .replaceAll(
            "(?s)Invalid value: (core|policy|resource|runtime)\\.\\w+\\{.*}: ",
            "Invalid value: STRUCT: ")
        .replaceAll("core\\.ResourceList\\{.*}: ", "STRUCT: ")
        .replaceAll("(?s)\n.*", "");
  }

  /** Without what no two servers have in common. */
  private static MapValue comparable(MapValue object) {
    String uid = object.textAt("metadata", "uid").orElse("UID");
    MapValue anonymous =
        Json.read("answer", CanonicalJson.write(object).replace(uid, "UID")).mapAt();
    for (String field :
        List.of("managedFields", "uid", "creationTimestamp", "resourceVersion", "selfLink")) {
      anonymous = Fields.remove(anonymous, "metadata", field);
    }
    if (anonymous.textAt("spec", "clusterIP").filter(ip -> ip.contains(".")).isPresent()) {
      anonymous = Fields.set(anonymous, "IP", "spec", "clusterIP");
      anonymous = Fields.set(anonymous, Value.of(List.of("IP")), "spec", "clusterIPs");
    }
    return Fields.editItems(
        anonymous,
        port -> port.get("nodePort").isPresent() ? port.with("nodePort", Scalar.of("PORT")) : port,
        "spec",
        "ports");
  }
}
