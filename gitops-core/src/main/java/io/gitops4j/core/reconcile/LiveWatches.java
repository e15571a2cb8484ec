package io.gitops4j.core.reconcile;

import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterTarget.Watch;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.cluster.TrackingId;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.kernel.InstanceId;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the kinds and namespaces that applications use and tells when an object of one changed in
 * more than its status. Several changes within a second are told once. Keeps a digest of each
 * object, not the object. Guarded by its own lock, which is never held while calling out.
 */
final class LiveWatches implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveWatches.class);
  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Duration BEFORE_WATCHING_AGAIN = Duration.ofSeconds(5);

  private final EnginePorts ports;
  private final InstanceId instance;
  private final Consumer<ApplicationName> changed;
  private final Map<Place, Watch> watches = new HashMap<>();
  private final Map<Place, Map<String, Seen>> seen = new HashMap<>();
  private final Map<Place, Set<ApplicationName>> users = new HashMap<>();
  private final Set<ApplicationName> pending = new HashSet<>();
  private boolean closed;

  LiveWatches(EnginePorts ports, InstanceId instance, Consumer<ApplicationName> changed) {
    this.ports = ports;
    this.instance = instance;
    this.changed = changed;
  }

  private record Place(String cluster, ResourceQuery query) {}

  /** An object as it was last; its owner is remembered, since an edit may take off the tracking. */
  private record Seen(Digest content, Optional<ApplicationName> owner) {}

  /**
   * Sees to it that every kind and namespace of an application's rows is watched, and nothing for
   * its sake any more that is not among them.
   */
  void cover(String cluster, ApplicationStatus status) {
    Set<Place> used = new HashSet<>();
    for (ResourceRow row : status.resources()) {
      ResourceKey key = row.key();
      used.add(new Place(cluster, new ResourceQuery(key.groupKind(), key.namespace())));
    }
    leaveAllBut(used, status.application());
    boolean more = false;
    for (Place place : used) {
      more |= isNewTo(place, status.application());
      if (reserve(place)) {
        watch(place);
      }
    }
    // an edit between the look and the begin of the watch is the first that the watch sees
    if (more) {
      tellSoon(status.application());
    }
  }

  /** Watches nothing for an application's sake any more. */
  void forget(ApplicationName name) {
    leaveAllBut(Set.of(), name);
  }

  private void leaveAllBut(Set<Place> used, ApplicationName user) {
    List<Watch> unused = new ArrayList<>();
    synchronized (this) {
      for (Place place : Set.copyOf(users.keySet())) {
        Set<ApplicationName> here = users.getOrDefault(place, Set.of());
        if (!used.contains(place) && here.remove(user) && here.isEmpty()) {
          users.remove(place);
          seen.remove(place);
          Optional.ofNullable(watches.remove(place)).ifPresent(unused::add);
        }
      }
    }
    unused.forEach(Watch::close);
  }

  private synchronized boolean isNewTo(Place place, ApplicationName user) {
    return !closed && users.computeIfAbsent(place, unused -> new HashSet<>()).add(user);
  }

  private synchronized boolean reserve(Place place) {
    return !closed && seen.putIfAbsent(place, new HashMap<>()) == null;
  }

  /** Answers whether it is watched now. */
  private boolean watch(Place place) {
    try {
      keep(
          place,
          ports.cluster(place.cluster()).watch(place.query(), event -> onEvent(place, event)));
      return true;
    } catch (ClusterException e) {
      LOG.warn(
          "cannot watch {} in cluster '{}': {}", place.query(), place.cluster(), e.getMessage());
      watchAgainLater(place);
      return false;
    }
  }

  private void keep(Place place, Watch watch) {
    Optional<Watch> unused;
    synchronized (this) {
      unused =
          !closed && users.containsKey(place)
              ? Optional.ofNullable(watches.put(place, watch))
              : Optional.of(watch);
    }
    unused.ifPresent(Watch::close);
  }

  private void watchAgainLater(Place place) {
    ports.scheduler().later(BEFORE_WATCHING_AGAIN, () -> watchAgain(place));
  }

  /** What happened while nobody watched is not told by the new watch: all users must look. */
  private void watchAgain(Place place) {
    Set<ApplicationName> toTell;
    synchronized (this) {
      if (closed || !users.containsKey(place)) {
        return;
      }
      watches.remove(place);
      seen.put(place, new HashMap<>());
      toTell = Set.copyOf(users.getOrDefault(place, Set.of()));
    }
    if (watch(place)) {
      toTell.forEach(this::tellSoon);
    }
  }

  private void onEvent(Place place, ClusterEvent event) {
    if (event instanceof ClusterEvent.Ended) {
      watchAgainLater(place);
    } else if (event instanceof ClusterEvent.Deleted deleted) {
      forgot(place, deleted.last());
    } else if (event instanceof ClusterEvent.Changed change) {
      saw(place, change.resource());
    }
  }

  private void saw(Place place, LiveResource resource) {
    Digest content = Digest.of(CanonicalJson.write(significant(resource)));
    Optional<ApplicationName> owner = ownerOf(resource);
    Optional<Seen> before;
    synchronized (this) {
      if (!users.containsKey(place)) {
        return;
      }
      Map<String, Seen> here = seen.computeIfAbsent(place, unseen -> new HashMap<>());
      before = Optional.ofNullable(here.get(resource.uid()));
      Optional<ApplicationName> known = owner.or(() -> before(here, resource));
      here.put(resource.uid(), new Seen(content, known));
    }
    // an object that is seen for the first time was there when the watch began, or we made it
    // ourselves
    before
        .filter(last -> !last.content().equals(content))
        .ifPresent(
            last -> {
              owner.ifPresent(this::tellSoon);
              last.owner().ifPresent(this::tellSoon);
            });
  }

  private static Optional<ApplicationName> before(Map<String, Seen> here, LiveResource resource) {
    return Optional.ofNullable(here.get(resource.uid())).flatMap(Seen::owner);
  }

  private void forgot(Place place, LiveResource resource) {
    Optional<Seen> last;
    synchronized (this) {
      if (!users.containsKey(place)) {
        return;
      }
      last =
          Optional.ofNullable(
              seen.computeIfAbsent(place, unseen -> new HashMap<>()).remove(resource.uid()));
    }
    ownerOf(resource).or(() -> last.flatMap(Seen::owner)).ifPresent(this::tellSoon);
  }

  /** What a controller reports of its work is no drift. */
  private static MapValue significant(LiveResource resource) {
    MapValue metadata =
        resource
            .content()
            .mapAt("metadata")
            .without("managedFields")
            .without("resourceVersion")
            .without("generation");
    return resource.content().without("status").with("metadata", metadata);
  }

  private Optional<ApplicationName> ownerOf(LiveResource resource) {
    return TrackingId.of(resource.manifest())
        .filter(id -> id.instance().equals(instance) && id.names(resource.key()))
        .map(TrackingId::application);
  }

  private void tellSoon(ApplicationName name) {
    synchronized (this) {
      if (closed || !pending.add(name)) {
        return;
      }
    }
    ports.scheduler().later(QUIET, () -> tell(name));
  }

  private void tell(ApplicationName name) {
    synchronized (this) {
      pending.remove(name);
      if (closed) {
        return;
      }
    }
    changed.accept(name);
  }

  @Override
  public void close() {
    Map<Place, Watch> open;
    synchronized (this) {
      closed = true;
      open = Map.copyOf(watches);
      watches.clear();
    }
    open.values().forEach(Watch::close);
  }
}
