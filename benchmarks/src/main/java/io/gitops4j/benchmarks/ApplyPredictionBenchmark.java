package io.gitops4j.benchmarks;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ApplyOptions;
import io.gitops4j.core.merge.ApplyResult;
import io.gitops4j.core.merge.ApplyResult.Applied;
import io.gitops4j.core.merge.ApplyResult.Change;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerSideApply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to predict one server-side apply; nobody is asked, nothing is parsed. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Thread)
public class ApplyPredictionBenchmark {
  private static final ApplyOptions GIT = ApplyOptions.by("gitops4j", Instant.EPOCH).forced();

  /** Sixty lines of YAML, or four thousand. */
  public enum Document {
    /** A Deployment as many have it. */
    DEPLOYMENT,
    /** The definition of a kind with some hundred fields. */
    CUSTOM_RESOURCE_DEFINITION;

    MapValue content() {
      return this == DEPLOYMENT ? deployment() : definition();
    }
  }

  /** What is applied. */
  @Param public Document document = Document.DEPLOYMENT;

  private MapValue config = MapValue.EMPTY;
  private MapValue changed = MapValue.EMPTY;
  private MapValue removed = MapValue.EMPTY;
  private MapValue live = MapValue.EMPTY;
  private Schema schema = Schema.deduced();

  /** Applies once, and fails if what is measured is not what the names say. */
  @Setup
  public void apply() {
    config = document.content();
    schema = BuiltInSchemas.of(Manifest.of(config).kind()).orElse(Schema.deduced());
    MapValue applied = ((Applied) ServerSideApply.apply(null, config, GIT, schema)).object();
    // As it comes over the wire: nothing is shared with what is applied.
    live = Json.read("live", CanonicalJson.write(applied)).mapAt();
    changed = config.with("metadata", config.mapAt("metadata").with("labels", labels("two")));
    removed = config.with("metadata", config.mapAt("metadata").without("labels"));
    require(unchanged(), Change.NONE);
    require(changed(), Change.CONTENT);
    require(removed(), Change.CONTENT);
  }

  private static void require(ApplyResult result, Change change) {
    if (!(result instanceof Applied applied) || applied.change() != change) {
      throw new IllegalStateException("should be " + change + ", but is " + result);
    }
  }

  /** The object is as it was applied. */
  @Benchmark
  public ApplyResult unchanged() {
    return ServerSideApply.apply(live, config, GIT, schema);
  }

  /** One label has another value. */
  @Benchmark
  public ApplyResult changed() {
    return ServerSideApply.apply(live, changed, GIT, schema);
  }

  /** The labels are not stated any more, so that something is pruned. */
  @Benchmark
  public ApplyResult removed() {
    return ServerSideApply.apply(live, removed, GIT, schema);
  }

  private static MapValue labels(String version) {
    return map("app", Scalar.of("shop"), "version", Scalar.of(version));
  }

  private static MapValue metadata() {
    return map("name", Scalar.of("shop"), "labels", labels("one"));
  }

  private static MapValue deployment() {
    List<Value> containers = new ArrayList<>();
    for (String name : List.of("web", "proxy")) {
      List<Value> env = new ArrayList<>();
      for (String variable : List.of("HOST", "PORT", "MODE", "LEVEL")) {
        env.add(map("name", Scalar.of(variable), "value", Scalar.of("x")));
      }
      containers.add(
          map(
              "name",
              Scalar.of(name),
              "image",
              Scalar.of("registry.example/shop/" + name + ":1.0"),
              "args",
              new ListValue(List.of(Scalar.of("--a"), Scalar.of("--b"))),
              "env",
              new ListValue(env),
              "ports",
              new ListValue(List.of(map("containerPort", Scalar.of(8080)))),
              "resources",
              map("limits", map("cpu", Scalar.of("1"), "memory", Scalar.of("1Gi")))));
    }
    MapValue pod = map("containers", new ListValue(containers));
    MapValue template = map("metadata", map("labels", labels("one")), "spec", pod);
    MapValue spec =
        map(
            "replicas", Scalar.of(3),
            "selector", map("matchLabels", map("app", Scalar.of("shop"))),
            "template", template);
    return document("apps/v1", "Deployment", spec);
  }

  private static MapValue definition() {
    MapValue fields = MapValue.EMPTY;
    for (int i = 0; i < 40; i++) {
      MapValue below = MapValue.EMPTY;
      for (int j = 0; j < 32; j++) {
        below =
            below.with(
                "field" + j,
                map("description", Scalar.of("What it is for."), "type", Scalar.of("string")));
      }
      fields = fields.with("group" + i, map("type", Scalar.of("object"), "properties", below));
    }
    MapValue root = map("type", Scalar.of("object"), "properties", fields);
    MapValue version =
        map(
            "name", Scalar.of("v1"),
            "served", Scalar.of(true),
            "storage", Scalar.of(true),
            "schema", map("openAPIV3Schema", root));
    MapValue spec =
        map(
            "group", Scalar.of("shop.example"),
            "scope", Scalar.of("Namespaced"),
            "names", map("kind", Scalar.of("Basket"), "plural", Scalar.of("baskets")),
            "versions", new ListValue(List.of(version)));
    return document("apiextensions.k8s.io/v1", "CustomResourceDefinition", spec);
  }

  private static MapValue document(String apiVersion, String kind, MapValue spec) {
    return map(
        "apiVersion", Scalar.of(apiVersion),
        "kind", Scalar.of(kind),
        "metadata", metadata(),
        "spec", spec);
  }

  private static MapValue map(Object... entries) {
    Map<String, Value> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], (Value) entries[i + 1]);
    }
    return new MapValue(map);
  }
}
