package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Schedules pods on the only node and lets their containers live. */
final class Kubelet implements Controller {
  private static final String NAME = "kubelet";
  private static final String NODE = "node-1";
  private static final Duration BACK_OFF = Duration.ofSeconds(15);

  private final ControlPlane plane;
  private final InMemoryClusterBuilder settings;
  private final Images images;
  private final Map<String, Instant> firstSeen = new HashMap<>();

  Kubelet(ControlPlane plane, InMemoryClusterBuilder settings, Images images) {
    this.plane = plane;
    this.settings = settings;
    this.images = images;
  }

  /** Which images do not do what they should. Guarded by the control plane. */
  record Images(Set<String> unpullable, Set<String> crashing) {}

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    return Owned.self(change, Kinds.POD);
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue pod = plane.store().get(key);
    if (pod != null && Deletion.isTerminating(pod)) {
      // Every container ends at once when it is told to.
      plane.api().deletion().delete(key, Propagation.BACKGROUND);
      return Optional.empty();
    }
    if (pod == null || !Pods.isActive(pod)) {
      return Optional.empty();
    }
    if (pod.textAt("spec", "nodeName").isEmpty()) {
      plane.api().bind(key, NODE);
      return Optional.empty();
    }
    Instant now = plane.scheduler().now();
    Instant seen = firstSeen.computeIfAbsent(ObjectStore.uid(pod), uid -> now);
    Duration age = Duration.between(seen, now);
    Duration untilStart = settings.podReadyAfter().minus(age);
    if (isAhead(untilStart)) {
      write(key, status -> status.waiting("ContainerCreating", ""));
      return Optional.of(untilStart);
    }
    return started(key, pod, age);
  }

  private Optional<Duration> started(ResourceKey key, MapValue pod, Duration age) {
    Optional<String> missing = firstOf(pod, images.unpullable());
    if (missing.isPresent()) {
      return fail(key, missing.get(), settings.podReadyAfter().plus(BACK_OFF).minus(age));
    }
    boolean crashes = firstOf(pod, images.crashing()).isPresent();
    boolean runsForever = pod.textAt("spec", "restartPolicy").filter("Always"::equals).isPresent();
    if (runsForever) {
      write(key, crashes ? PodStatus::crashing : PodStatus::running);
      return Optional.empty();
    }
    Duration untilEnd = settings.podReadyAfter().plus(settings.jobDoneAfter()).minus(age);
    if (isAhead(untilEnd)) {
      write(key, PodStatus::running);
      return Optional.of(untilEnd);
    }
    write(key, status -> status.ended(!crashes));
    return Optional.empty();
  }

  private Optional<Duration> fail(ResourceKey key, String image, Duration untilBackOff) {
    if (isAhead(untilBackOff)) {
      String message = "failed to pull image \"%s\": not found".formatted(image);
      write(key, status -> status.waiting("ErrImagePull", message));
      return Optional.of(untilBackOff);
    }
    String message = "Back-off pulling image \"%s\"".formatted(image);
    write(key, status -> status.waiting("ImagePullBackOff", message));
    return Optional.empty();
  }

  private static boolean isAhead(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  private static Optional<String> firstOf(MapValue pod, Set<String> images) {
    List<Value> containers = pod.itemsAt("spec", "containers");
    return containers.stream()
        .flatMap(container -> container.textAt("image").stream())
        .filter(images::contains)
        .findFirst();
  }

  private void write(ResourceKey key, StatusWriter writer) {
    String time = plane.scheduler().now().truncatedTo(ChronoUnit.SECONDS).toString();
    UnaryOperator<MapValue> change =
        pod -> pod.with("status", keepTimes(pod, writer.write(new PodStatus(pod, time))));
    plane.api().updateStatus(key, NAME, change);
  }

  /** A state that did not change keeps the times that it has. */
  private static MapValue keepTimes(MapValue pod, MapValue status) {
    MapValue was = pod.mapAt("status");
    boolean isSame =
        was.get("phase").equals(status.get("phase"))
            && was.get("conditions").equals(status.get("conditions"))
            && reasons(was).equals(reasons(status));
    return isSame ? was : status;
  }

  private static List<Optional<String>> reasons(MapValue status) {
    return status.itemsAt("containerStatuses").stream()
        .map(container -> container.textAt("state", "waiting", "reason"))
        .toList();
  }

  /** Makes a status. */
  private interface StatusWriter {
    MapValue write(PodStatus status);
  }
}
