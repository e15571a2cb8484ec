package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ServerProfile;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.plane.KubernetesControlPlane;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Plays sequences on both sides and compares. Thread-safe. */
final class Laboratory {
  private static final AtomicInteger NAMESPACES = new AtomicInteger();

  private final KubernetesApi real;
  private final ServerProfile profile;
  private final String version;

  private Laboratory(KubernetesApi real, ServerProfile profile, String version) {
    this.real = real;
    this.profile = profile;
    this.version = version;
  }

  static Laboratory with(KubernetesControlPlane plane) {
    ServerProfile profile = plane.profile();
    boolean isOld = profile.equals(ServerProfile.KUBERNETES_1_20);
    Laboratory laboratory =
        new Laboratory(plane.api(), profile, isOld ? "v1.20.2" : plane.version());
    CustomSpecimens.definitions().forEach(definition -> laboratory.define(definition));
    return laboratory;
  }

  private void define(Manifest definition) {
    ApiAnswer answer = real.send(ApiCall.apply(definition, "differential").forced());
    if (!answer.isSuccess()) {
      throw new IllegalStateException(answer.message());
    }
    String kind = definition.content().textAt("spec", "names", "kind").orElse("");
    ApiCall list = ApiCall.list(GroupVersionKind.of("differential.example/v1", kind), "");
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!real.send(list).isSuccess()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(kind + " is not served after a minute");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  /** Where the in-memory cluster parts from the server first, if it does. */
  Optional<Difference> compare(Sequence sequence) {
    String namespace = freshNamespace(sequence);
    List<MapValue> there = playOnServer(sequence, namespace);
    List<MapValue> here = playInMemory(sequence, namespace);
    return Difference.first(there, here.subList(0, Math.min(there.size(), here.size())));
  }

  /** Where the server parts from itself: in another namespace, a moment later. */
  Optional<Difference> compareWithItself(Sequence sequence) {
    // Of the same length, for lengths count in messages about bytes.
    List<MapValue> once = masked(playOnServer(sequence, freshNamespace(sequence)));
    List<MapValue> again = masked(playOnServer(sequence, freshNamespace(sequence)));
    int answered = Math.min(once.size(), again.size());
    return Difference.first(once.subList(0, answered), again.subList(0, answered));
  }

  private static List<MapValue> masked(List<MapValue> seen) {
    return seen.stream().map(s -> Masks.withoutNamespaces(s)).toList();
  }

  private static String freshNamespace(Sequence sequence) {
    return "s%d-%s-%05d"
        .formatted(
            sequence.seed(),
            Long.toString(ProcessHandle.current().pid(), 36),
            NAMESPACES.incrementAndGet());
  }

  private List<MapValue> playOnServer(Sequence sequence, String namespace) {
    return onServer(namespace, side -> Playback.play(sequence, side, namespace));
  }

  private List<MapValue> playInMemory(Sequence sequence, String namespace) {
    return inMemory(namespace, side -> Playback.play(sequence, side, namespace));
  }

  /**
   * Where what watches tell of a sequence parts; nothing too if its answers part already.
   *
   * <p>The steps of the difference are those that watches saw.
   */
  Optional<Difference> compareWatches(Sequence sequence) {
    String namespace = freshNamespace(sequence);
    Watched here = inMemory(namespace, side -> Watched.playing(sequence, side, namespace, 0));
    int events = here.events().size();
    Watched there = onServer(namespace, side -> Watched.playing(sequence, side, namespace, events));
    boolean isComparable =
        there.answers().size() == here.answers().size()
            && Difference.first(there.answers(), here.answers()).isEmpty();
    return isComparable
        ? Difference.first(List.of(there.asOne()), List.of(here.asOne()))
        : Optional.empty();
  }

  private <T> T onServer(String namespace, Function<Side, T> experiment) {
    create(real, namespace);
    ServerSide side = new ServerSide(new BreakingOff(real));
    try {
      return experiment.apply(side);
    } finally {
      side.cleanUp();
    }
  }

  private <T> T inMemory(String namespace, Function<Side, T> experiment) {
    try (VirtualTime time = VirtualTime.create()) {
      InMemoryCluster cluster =
          InMemoryCluster.named("differential")
              .version(version)
              .profile(profile)
              .withoutControllers()
              .on(time);
      KubernetesApi api = cluster.api();
      CustomSpecimens.definitions()
          .forEach(definition -> api.send(ApiCall.apply(definition, "differential").forced()));
      time.runDue();
      create(api, namespace);
      return experiment.apply(new MemorySide(api, time));
    }
  }

  private static void create(KubernetesApi api, String namespace) {
    Value object =
        Value.of(
            Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", namespace)));
    ApiAnswer answer = api.send(ApiCall.create(Manifest.of(object.mapAt()), "differential"));
    if (!answer.isSuccess()) {
      throw new IllegalStateException(namespace + ": " + answer.message());
    }
  }
}
