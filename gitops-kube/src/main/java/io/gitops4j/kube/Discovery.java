package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.cluster.ClusterInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the cluster serves: read once, then kept. A kind that is not in it costs a look at its
 * group; a group that proved to be old is read anew. Thread-safe: readers wait for the first read
 * only.
 */
final class Discovery {
  /** What others install is seen after this time, if nothing asks for it before. */
  static final Duration MAX_AGE = Duration.ofMinutes(10);

  private final DiscoveryReader reader;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();

  /** Groups that are about to change, and since when. */
  private final Map<String, Long> unsettled = new ConcurrentHashMap<>();

  private volatile @Nullable Snapshot snapshot;

  Discovery(DiscoveryReader reader, LongSupplier nanoTime) {
    this.reader = reader;
    this.nanoTime = nanoTime;
  }

  ClusterInfo info() {
    catalogue();
    // A definition that was just applied is served a moment later.
    unsettled.entrySet().removeIf(note -> isOld(note.getValue()) || isSettled(note.getKey()));
    return catalogue().info();
  }

  private boolean isSettled(String group) {
    try {
      return refresh(group);
    } catch (ClusterException e) {
      // A group whose own server fails must not hide all others.
      return false;
    }
  }

  /** A kind with its address, empty if the cluster does not serve it. */
  Optional<ApiResource> find(Wanted wanted) {
    Optional<ApiResource> known = wanted.in().apply(catalogue().info());
    if (known.isPresent()) {
      return known;
    }
    refresh(wanted.kind().group());
    return wanted.in().apply(catalogue().info());
  }

  ApiResource require(Wanted wanted) {
    return find(wanted).orElseThrow(() -> notServed(wanted));
  }

  /** The failure of a kind that is not served, with what is served instead. */
  ClusterException notServed(Wanted wanted) {
    List<String> others =
        catalogue().info().resources().stream()
            .filter(resource -> resource.kind().kind().equals(wanted.kind().kind()))
            .map(resource -> resource.kind().toString())
            .filter(other -> !other.equals(wanted.text()))
            .toList();
    String advice =
        others.isEmpty()
            ? "it serves no kind of that name; is its CustomResourceDefinition installed?"
            : "it serves " + String.join(", ", others);
    return new ClusterException(
        Reason.UNKNOWN_KIND, "the cluster does not serve %s: %s".formatted(wanted, advice), null);
  }

  /** Reads a group anew; answers whether it is another now. */
  boolean refresh(String group) {
    List<ApiResource> resources = reader.readGroup(group);
    reading.lock();
    try {
      Snapshot old = snapshot;
      if (old == null) {
        return true;
      }
      Catalogue changed = old.catalogue().with(group, resources);
      snapshot = new Snapshot(changed, old.readAt());
      return changed != old.catalogue();
    } finally {
      reading.unlock();
    }
  }

  /** Notes that a group is about to change: its definition was applied or deleted. */
  void expectChange(String group) {
    unsettled.put(group, nanoTime.getAsLong());
  }

  /** What the cluster serves; another one than before if something changed, or may have. */
  Catalogue catalogue() {
    Snapshot seen = snapshot;
    if (seen != null && !isOld(seen.readAt())) {
      return seen.catalogue();
    }
    reading.lock();
    try {
      Snapshot again = snapshot;
      if (again != null && !isOld(again.readAt())) {
        return again.catalogue();
      }
      Catalogue read = reader.readAll();
      snapshot = new Snapshot(read, nanoTime.getAsLong());
      return read;
    } finally {
      reading.unlock();
    }
  }

  private boolean isOld(long since) {
    return nanoTime.getAsLong() - since > MAX_AGE.toNanos();
  }

  private record Snapshot(Catalogue catalogue, long readAt) {}
}
