package io.gitops4j.testkit.plane;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiEvent;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.api.Watching;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NeedsControlPlane
class KubernetesControlPlaneTest {
  private static final GroupVersionKind CONFIG_MAP = new GroupVersionKind("", "v1", "ConfigMap");

  private final KubernetesControlPlane plane;
  private final KubernetesApi api;
  private final String space = "plane-" + Long.toString(System.nanoTime(), 36);

  KubernetesControlPlaneTest(KubernetesControlPlane plane) {
    this.plane = plane;
    this.api = plane.api();
  }

  @BeforeEach
  void createNamespace() {
    assertThat(api.send(ApiCall.create(manifest("v1", "Namespace", "", space, Map.of()), "us")))
        .matches(ApiAnswer::isSuccess);
  }

  @Test
  void takesEveryVerb() {
    ResourceKey key = new ResourceKey("", "ConfigMap", space, "shop");
    Value add = Value.of(List.of(Map.of("op", "add", "path", "/data/json", "value", "patched")));

    assertThat(api.send(ApiCall.create(settings("created"), "us")).code()).isEqualTo(201);
    assertThat(api.send(ApiCall.replace(settings("replaced"), "us")).code()).isEqualTo(200);
    assertThat(api.send(ApiCall.apply(settings("applied"), "them")).reason()).isEqualTo("Conflict");
    assertThat(api.send(ApiCall.apply(settings("applied"), "them").forced()).code()).isEqualTo(200);
    assertThat(api.send(ApiCall.jsonPatch(CONFIG_MAP, key, add, "us")).code()).isEqualTo(200);
    assertThat(api.send(ApiCall.mergePatch(CONFIG_MAP, key, data("merge", "patched"), "us")).code())
        .isEqualTo(200);
    assertThat(api.send(ApiCall.get(CONFIG_MAP, space, "shop")).body().mapAt("data"))
        .isEqualTo(Value.of(Map.of("color", "applied", "json", "patched", "merge", "patched")));
    assertThat(
            api.send(ApiCall.list(CONFIG_MAP, space).with("fieldSelector", "metadata.name=shop"))
                .body()
                .itemsAt("items"))
        .hasSize(1);
    assertThat(api.send(ApiCall.delete(CONFIG_MAP, key)).code()).isEqualTo(200);
    assertThat(api.send(ApiCall.get(CONFIG_MAP, space, "shop")).reason()).isEqualTo("NotFound");
  }

  @Test
  void storesNothingInADryRun() {
    assertThat(api.send(ApiCall.create(settings("x"), "us").asDryRun()).code()).isEqualTo(201);

    assertThat(api.send(ApiCall.get(CONFIG_MAP, space, "shop")).code()).isEqualTo(404);
  }

  @Test
  void heedsTheOptionsOfADelete() {
    api.send(ApiCall.create(settings("x"), "us"));
    ResourceKey key = new ResourceKey("", "ConfigMap", space, "shop");
    Value options =
        Value.of(
            Map.of(
                "apiVersion", "v1",
                "kind", "DeleteOptions",
                "preconditions", Map.of("uid", "another")));

    assertThat(api.send(ApiCall.delete(CONFIG_MAP, key).withBody(options)).code()).isEqualTo(409);
  }

  @Test
  void answersForAKindThatIsNotServed() {
    ApiAnswer answer =
        api.send(ApiCall.list(new GroupVersionKind("sea.example", "v1", "Octopus"), space));

    assertThat(answer.code()).isEqualTo(404);
    assertThat(answer.reason()).isEqualTo("NotFound");
  }

  @Test
  void watchesUntilItIsClosed() throws InterruptedException {
    BlockingQueue<ApiEvent> events = new LinkedBlockingQueue<>();
    ApiCall list = ApiCall.list(CONFIG_MAP, space);
    String version = api.send(list).body().textAt("metadata", "resourceVersion").orElseThrow();

    Watching watching = api.watch(list.with("resourceVersion", version), events::add);
    try (watching) {
      api.send(ApiCall.create(settings("blue"), "test"));
      assertThat(next(events).type()).isEqualTo(ApiEvent.Type.ADDED);
      api.send(ApiCall.delete(CONFIG_MAP, settings("blue").key()));
      assertThat(next(events).type()).isEqualTo(ApiEvent.Type.DELETED);
      assertThat(watching.isOpen()).isTrue();
    }
    assertThat(watching.isOpen()).isFalse();
    api.send(ApiCall.create(settings("red"), "test"));
    assertThat(events).isEmpty();
  }

  @Test
  void aWatchThatIsRefusedFails() throws InterruptedException {
    BlockingQueue<ApiEvent> events = new LinkedBlockingQueue<>();
    ApiCall list = ApiCall.list(CONFIG_MAP, space).with("labelSelector", "a===");

    try (Watching watching = api.watch(list, events::add)) {
      assertThat(next(events).object().integerAt("code")).contains(400L);
      assertThat(watching.isOpen()).isFalse();
    }
  }

  private static ApiEvent next(BlockingQueue<ApiEvent> events) throws InterruptedException {
    ApiEvent event = events.poll(30, TimeUnit.SECONDS);
    assertThat(event).as("an event within half a minute").isNotNull();
    return Objects.requireNonNull(event);
  }

  @Test
  void findsTheOddPlural() {
    GroupVersionKind policies = GroupVersionKind.of("networking.k8s.io/v1", "NetworkPolicy");

    assertThat(api.send(ApiCall.list(policies, space)).code()).isEqualTo(200);
  }

  @Test
  void handsOutConnectionData() {
    assertThat(plane.address().getHost()).isEqualTo("127.0.0.1");
    assertThat(plane.caCertificate()).startsWith("-----BEGIN CERTIFICATE-----");
    assertThat(plane.kubeconfigFile()).hasContent(plane.kubeconfig());
    assertThat(plane.kubeconfig()).contains(plane.address().toString(), plane.token());
    assertThat(plane.version()).startsWith("v");
  }

  @Test
  void endsWithAllItStarted() {
    KubernetesControlPlane another = KubernetesControlPlane.start();
    Path folder = another.kubeconfigFile().resolve("..").normalize();
    List<ProcessHandle> programs = LeftBehind.programsIn(folder);

    another.close();
    another.close();

    assertThat(programs).hasSize(2).noneMatch(ProcessHandle::isAlive);
    assertThat(Files.exists(folder)).isFalse();
  }

  private Manifest settings(String color) {
    return manifest("v1", "ConfigMap", space, "shop", Map.of("data", Map.of("color", color)));
  }

  private static MapValue data(String key, String value) {
    return Value.of(Map.of("data", Map.of(key, value))).mapAt();
  }

  private static Manifest manifest(
      String version, String kind, String namespace, String name, Map<String, ?> content) {
    MapValue metadata = Json.read("test", "{\"name\":\"" + name + "\"}").mapAt();
    MapValue object =
        Value.of(content)
            .mapAt()
            .with("apiVersion", Value.of(version))
            .with("kind", Value.of(kind))
            .with(
                "metadata",
                namespace.isEmpty() ? metadata : metadata.with("namespace", Value.of(namespace)));
    return Manifest.of(object);
  }
}
