package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.time.VirtualTime;
import org.junit.jupiter.api.AfterEach;

/** What tests of the API share: a bare server, as a control plane without controllers has it. */
abstract class ApiFixture {
  static final GroupVersionKind CONFIG_MAP = GroupVersionKind.of("v1", "ConfigMap");
  static final GroupVersionKind NAMESPACE = GroupVersionKind.of("v1", "Namespace");
  static final String ME = "me";

  final VirtualTime time = VirtualTime.create();
  final InMemoryCluster cluster =
      Yaml.withGuestbook(InMemoryCluster.named("idc").withoutControllers().on(time));
  final KubernetesApi api = cluster.api();

  @AfterEach
  void close() {
    time.close();
  }

  static Manifest settings(String name, String more) {
    return Yaml.manifest(
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: guestbook%s}}"
            .formatted(name, more));
  }

  static Manifest settings(String name) {
    return settings(name, "");
  }

  static ResourceKey key(String name) {
    return new ResourceKey("", "ConfigMap", "guestbook", name);
  }

  static MapValue json(String json) {
    return Json.read("test", json.replace('\'', '"')).mapAt();
  }

  ApiAnswer taken(ApiCall call) {
    ApiAnswer answer = api.send(call);
    assertThat(answer.isSuccess()).as("%s", answer).isTrue();
    return answer;
  }

  MapValue created(Manifest manifest) {
    return taken(ApiCall.create(manifest, ME)).body();
  }

  /** That a call is refused with exactly this {@code Status}. */
  void assertRefused(ApiCall call, String status) {
    ApiAnswer answer = api.send(call);
    MapValue expected =
        json(status)
            .with("kind", Scalar.of("Status"))
            .with("apiVersion", Scalar.of("v1"))
            .with("metadata", MapValue.EMPTY)
            .with("status", Scalar.of("Failure"));
    assertThat(CanonicalJson.write(answer.body())).isEqualTo(CanonicalJson.write(expected));
    assertThat((long) answer.code()).isEqualTo(expected.integerAt("code").orElseThrow());
  }
}
