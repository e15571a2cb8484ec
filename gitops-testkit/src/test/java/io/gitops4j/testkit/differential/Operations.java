package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiCall.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Makes calls about the objects of one kind, by several managers. */
final class Operations {
  private static final String[] MANAGERS = {"alpha", "beta", "gamma"};

  private final Chance chance;
  private final Specimen specimen;
  private final Function<Chance, String> names;

  private Operations(Chance chance, Specimen specimen, Function<Chance, String> names) {
    this.chance = chance;
    this.specimen = specimen;
    this.names = names;
  }

  /** About one or two objects, some of them with a wrong name. */
  static Operations on(Specimen specimen, Chance chance) {
    return new Operations(chance, specimen, c -> usualName(specimen, c));
  }

  Operations named(Function<Chance, String> others) {
    return new Operations(chance, specimen, others);
  }

  Step first() {
    return chance.isLikely(0.5) ? apply() : create();
  }

  Step next() {
    int ticket = chance.upTo(99);
    if (ticket < 36) {
      return apply();
    }
    if (ticket < 50) {
      return rewrite();
    }
    if (ticket < 54) {
      return replace();
    }
    if (ticket < 63) {
      return mergePatch();
    }
    if (ticket < 72) {
      return jsonPatch();
    }
    if (ticket < 82) {
      return specimen.status().map(this::status).orElseGet(this::apply);
    }
    return ticket < 88 ? delete() : ticket < 94 ? create() : look();
  }

  private Step apply() {
    GroupVersionKind version = version();
    String name = name();
    MapValue body = document(version, name);
    if (chance.isLikely(0.03)) {
      body = withMetadata(body, "resourceVersion", chance.oneOf(Step.RESOURCE_VERSION, "1"));
    }
    if (chance.isLikely(0.01)) {
      body = withMetadata(body, "uid", chance.oneOf(Step.UID, "1"));
    }
    ApiCall call = call(Verb.APPLY, version, name, body);
    call = chance.isLikely(0.5) ? call.forced() : call;
    return Step.of(chance.isLikely(0.12) ? call.asDryRun() : call);
  }

  private Step create() {
    GroupVersionKind version = version();
    MapValue body = document(version, name());
    if (chance.isLikely(0.03)) {
      body = withMetadata(body, "resourceVersion", "1");
    }
    if (specimen.status().isPresent() && chance.isLikely(0.1)) {
      body = body.with("status", specimen.status().get().make(chance));
    }
    return Step.of(sometimesDry(call(Verb.CREATE, version, "", body)));
  }

  private Step replace() {
    GroupVersionKind version = version();
    String name = name();
    MapValue body = document(version, name);
    if (chance.isLikely(0.6)) {
      body =
          withMetadata(
              body,
              "resourceVersion",
              chance.oneOf(Step.RESOURCE_VERSION, Step.RESOURCE_VERSION, "1"));
    }
    return Step.of(sometimesDry(call(Verb.REPLACE, version, name, body)));
  }

  /** Reads, changes, writes: what a controller does, or {@code kubectl edit}. */
  private Step rewrite() {
    GroupVersionKind version = version();
    String name = name();
    List<Edit> edits = new ArrayList<>();
    MapValue source = document(version, name);
    List<List<Object>> paths = Edit.pathsOf(source.without("apiVersion").without("kind"));
    paths.removeIf(path -> path.equals(List.of("metadata", "name")));
    for (int i = chance.upTo(3); i > 0 && !paths.isEmpty(); i--) {
      List<Object> path = chance.oneOf(paths);
      edits.add(
          new Edit(path, chance.isLikely(0.6) ? Edit.valueAt(source, path) : Optional.empty()));
    }
    if (chance.isLikely(0.2)) {
      edits.add(new Edit(List.of("metadata", "resourceVersion"), Optional.empty()));
    }
    if (chance.isLikely(0.08)) {
      Value reset = chance.oneOf(ListValue.EMPTY, ListValue.of(MapValue.EMPTY));
      edits.add(new Edit(List.of("metadata", "managedFields"), Optional.of(reset)));
    }
    if (edits.isEmpty()) {
      edits.add(new Edit(List.of("nothing"), Optional.empty()));
    }
    return new Step(sometimesDry(call(Verb.REPLACE, version, name, source)), edits);
  }

  private Step mergePatch() {
    GroupVersionKind version = version();
    MapValue patch = document(version, name()).without("apiVersion").without("kind");
    MapValue metadata = patch.mapAt("metadata").without("name").without("namespace");
    patch = metadata.isEmpty() ? patch.without("metadata") : patch.with("metadata", metadata);
    List<List<Object>> paths = Edit.pathsOf(patch);
    for (int i = chance.upTo(2); i > 0 && !paths.isEmpty(); i--) {
      Edit removal = new Edit(chance.oneOf(paths), Optional.of(Scalar.NULL));
      patch = Edit.apply(patch, removal).mapAt();
    }
    return Step.of(sometimesDry(call(Verb.MERGE_PATCH, version, name(), patch)));
  }

  private Step jsonPatch() {
    GroupVersionKind version = version();
    String name = name();
    MapValue source = document(version, name);
    List<List<Object>> paths = Edit.pathsOf(source.without("apiVersion").without("kind"));
    List<Value> operations = new ArrayList<>();
    for (int i = 1 + chance.upTo(2); i > 0; i--) {
      List<Object> path = chance.oneOf(paths);
      Map<String, Value> operation = new LinkedHashMap<>();
      String op =
          chance.oneOf("add", "add", "add", "replace", "replace", "remove", "test", "copy", "move");
      operation.put("op", Scalar.of(op));
      operation.put("path", Scalar.of(pointer(path)));
      if (op.equals("copy") || op.equals("move")) {
        operation.put("from", Scalar.of(pointer(chance.oneOf(paths))));
      } else if (!op.equals("remove")) {
        operation.put("value", Edit.valueAt(source, path).orElse(Scalar.NULL));
      }
      operations.add(new MapValue(operation));
    }
    return Step.of(sometimesDry(call(Verb.JSON_PATCH, version, name, new ListValue(operations))));
  }

  private String pointer(List<Object> path) {
    StringBuilder pointer = new StringBuilder();
    for (Object element : path) {
      boolean atEnd = element instanceof Integer && chance.isLikely(0.2);
      pointer
          .append('/')
          .append(atEnd ? "-" : element.toString().replace("~", "~0").replace("/", "~1"));
    }
    return pointer.toString();
  }

  private Step status(Shape shape) {
    GroupVersionKind version = version();
    String name = name();
    chance.drawDensity();
    MapValue body =
        Specimen.merged(
            Value.of(
                    Map.of(
                        "apiVersion",
                        version.apiVersion(),
                        "kind",
                        version.kind(),
                        "metadata",
                        Map.of("name", name)))
                .mapAt(),
            MapValue.of("status", shape.make(chance)));
    Verb verb = chance.oneOf(Verb.APPLY, Verb.MERGE_PATCH, Verb.REPLACE);
    if (verb == Verb.REPLACE) {
      Edit edit = new Edit(List.of("status"), body.get("status"));
      Edit other = new Edit(List.of("metadata", "labels", "tier"), Optional.of(Scalar.of("3")));
      List<Edit> edits = chance.isLikely(0.3) ? List.of(edit, other) : List.of(edit);
      return new Step(call(verb, version, name, body).on("status"), edits);
    }
    if (verb == Verb.MERGE_PATCH) {
      body = MapValue.of("status", body.mapAt("status"));
    }
    ApiCall call = call(verb, version, name, body).on("status");
    return Step.of(verb == Verb.APPLY && chance.isLikely(0.5) ? call.forced() : call);
  }

  private Step delete() {
    ApiCall call = call(Verb.DELETE, version(), name(), MapValue.EMPTY);
    Map<String, Object> options = new LinkedHashMap<>();
    if (chance.isLikely(0.4)) {
      options.put("propagationPolicy", chance.oneOf("Background", "Foreground", "Orphan", "Wrong"));
    }
    if (chance.isLikely(0.4)) {
      options.put(
          "preconditions",
          Map.of(
              chance.oneOf("uid", "resourceVersion"),
              chance.oneOf("$uid", "$resourceVersion", "1")));
    }
    if (!options.isEmpty()) {
      options.put("apiVersion", "v1");
      options.put("kind", "DeleteOptions");
      call = call.withBody(Value.of(options));
    }
    return Step.of(chance.isLikely(0.15) ? call.asDryRun() : call);
  }

  private Step look() {
    GroupVersionKind version = version();
    if (chance.isLikely(0.3) || !specimen.isNamespaced()) {
      return Step.of(call(Verb.GET, version, name(), MapValue.EMPTY));
    }
    ApiCall list = call(Verb.LIST, version, "", MapValue.EMPTY);
    return Step.of(
        switch (chance.upTo(4)) {
          case 0 ->
              list.with(
                  "labelSelector",
                  chance.oneOf(
                      "app=1", "app", "!tier", "tier in (1,2)", "app!=1", "tier notin (1)"));
          case 1 -> list.with("fieldSelector", "metadata.name=" + name());
          case 2 ->
              list.with(
                  "fieldSelector", chance.oneOf("metadata.name!=a", "type=Opaque", "spec.bogus=1"));
          case 3 -> list.with("limit", "1");
          default -> list;
        });
  }

  private ApiCall sometimesDry(ApiCall call) {
    return chance.isLikely(0.08) ? call.asDryRun() : call;
  }

  private MapValue document(GroupVersionKind version, String name) {
    return specimen.make(version, Step.NAMESPACE, name, chance);
  }

  private static MapValue withMetadata(MapValue document, String field, String value) {
    return document.with("metadata", document.mapAt("metadata").with(field, Scalar.of(value)));
  }

  private ApiCall call(Verb verb, GroupVersionKind version, String name, Value body) {
    String namespace = specimen.isNamespaced() ? Step.NAMESPACE : "";
    ApiCall call = new ApiCall(verb, version, namespace, name, "", body, Map.of());
    boolean writes = verb != Verb.GET && verb != Verb.LIST && verb != Verb.DELETE;
    return writes ? call.with("fieldManager", chance.oneOf(MANAGERS)) : call;
  }

  private GroupVersionKind version() {
    return chance.isLikely(0.8) ? specimen.versions().get(0) : chance.oneOf(specimen.versions());
  }

  private String name() {
    return names.apply(chance);
  }

  /** Objects of clusters need names that no other sequence has. */
  private static String usualName(Specimen specimen, Chance chance) {
    String name = chance.isLikely(0.88) ? "a" : chance.isLikely(0.85) ? "b" : "Wrong_Name";
    return specimen.isNamespaced() ? name : Step.NAMESPACE + "-" + name;
  }
}
