package io.gitops4j.core.cluster;

import io.gitops4j.core.manifest.ResourceKey;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a cluster has of an application at one moment: objects that Git asks for, objects that carry
 * the application's tracking, and objects that belong to these by owner references. Immutable.
 *
 * @since 0.1.0
 */
public final class LiveState {
  /** Nothing. */
  public static final LiveState EMPTY = of(List.of());

  private final Map<ResourceKey, LiveResource> resources;

  private LiveState(Map<ResourceKey, LiveResource> resources) {
    this.resources = resources;
  }

  /** Takes what was read; of two objects with one key the later one counts. */
  public static LiveState of(Collection<LiveResource> resources) {
    Map<ResourceKey, LiveResource> byKey = new TreeMap<>();
    resources.forEach(resource -> byKey.put(resource.key(), resource));
    return new LiveState(Collections.unmodifiableMap(new LinkedHashMap<>(byKey)));
  }

  /** The object of a key. */
  public Optional<LiveResource> get(ResourceKey key) {
    return Optional.ofNullable(resources.get(key));
  }

  /** All objects, in the order of their keys. */
  public Collection<LiveResource> all() {
    return resources.values();
  }
}
