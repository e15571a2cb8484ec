package io.gitops4j.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestWriter;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.plane.KubernetesControlPlane;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A real cluster with its controllers and the in-memory one, led through the same story. */
final class Twins implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern UID_OF = Pattern.compile("uid-of-([a-z0-9-]+)");
  private static final GroupVersionKind CONFIG_MAP = GroupVersionKind.of("v1", "ConfigMap");
  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private final VirtualTime time = VirtualTime.create();
  private final String namespace = "twins-" + NAMESPACES.incrementAndGet();
  private final KubernetesApi real;
  private final KubernetesApi fake;

  Twins(KubernetesControlPlane plane) {
    this.real = plane.api();
    this.fake =
        InMemoryCluster.named("twin")
            .version(plane.version())
            .profile(plane.profile())
            .on(time)
            .api();
    create("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(namespace));
  }

  String namespace() {
    return namespace;
  }

  /** An object from YAML; {@code uid-of-NAME} in it is the uid of that ConfigMap. */
  void create(String yaml) {
    both(api -> ApiCall.create(manifest(api, yaml), "tester"));
  }

  void both(Function call) {
    for (KubernetesApi api : List.of(real, fake)) {
      ApiAnswer answer = api.send(call.of(api));
      assertThat(answer.isSuccess()).as("%s", answer).isTrue();
    }
  }

  private Manifest manifest(KubernetesApi api, String yaml) {
    String resolved = UID_OF.matcher(yaml).replaceAll(found -> uid(api, found.group(1)));
    Manifest read = Manifest.of(yaml(resolved));
    return read.kind().kind().equals("Namespace")
        ? read
        : Manifest.of(
            read.content()
                .with(
                    "metadata",
                    read.content().mapAt("metadata").with("namespace", Value.of(namespace))));
  }

  private static MapValue yaml(String text) {
    return Value.of(new Load(LoadSettings.builder().build()).loadFromString(text)).mapAt();
  }

  private String uid(KubernetesApi api, String name) {
    return api.send(ApiCall.get(CONFIG_MAP, namespace, name))
        .body()
        .textAt("metadata", "uid")
        .orElseThrow();
  }

  /** Deletes a ConfigMap, or the namespace of the story. */
  void delete(String kind, String name, String propagation) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("apiVersion", "v1");
    options.put("kind", "DeleteOptions");
    options.put("propagationPolicy", propagation);
    String place = kind.equals("Namespace") ? "" : namespace;
    ResourceKey key = new ResourceKey("", kind, place, name);
    both(api -> ApiCall.delete(GroupVersionKind.of("v1", kind), key).withBody(Value.of(options)));
  }

  void patch(String name, String patch) {
    ResourceKey key = new ResourceKey("", "ConfigMap", namespace, name);
    MapValue body = yaml(patch);
    both(api -> ApiCall.mergePatch(CONFIG_MAP, key, body, "tester"));
  }

  /** Waits until the real controllers have come to where those in memory are. */
  void meet(GroupVersionKind... kinds) {
    time.advance(Duration.ofSeconds(10));
    String expected = snapshot(fake, kinds);
    long end = System.nanoTime() + PATIENCE.toNanos();
    String seen = snapshot(real, kinds);
    while (!seen.equals(expected) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      seen = snapshot(real, kinds);
    }
    assertThat(expected)
        .as("what the in-memory controllers did is what the real ones did")
        .isEqualTo(seen);
  }

  private String snapshot(KubernetesApi api, GroupVersionKind... kinds) {
    Normal normal = new Normal(false);
    StringBuilder text = new StringBuilder();
    for (GroupVersionKind kind : kinds) {
      for (Value item : api.send(ApiCall.list(kind, namespace)).body().itemsAt("items")) {
        if (!item.textAt("metadata", "name").orElse("").equals("kube-root-ca.crt")) {
          text.append(ManifestWriter.write(normal.answer(item.mapAt())));
        }
      }
    }
    ApiAnswer space = api.send(ApiCall.get(GroupVersionKind.of("v1", "Namespace"), "", namespace));
    text.append(ManifestWriter.write(normal.answer(space.body())));
    // The server names the uids of other objects in keys of managedFields.
    return UID.matcher(text).replaceAll("<some uid>");
  }

  @Override
  public void close() {
    time.close();
  }

  interface Function {
    ApiCall of(KubernetesApi api);
  }
}
