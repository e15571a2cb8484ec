package io.gitops4j.kube;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns answered objects into resources of the core. */
final class LiveObjects {

  private LiveObjects() {}

  /**
   * Takes an answered object.
   *
   * @throws ClusterException if it is none
   */
  static LiveResource of(Purpose purpose, MapValue object) {
    try {
      return LiveResource.of(Manifest.of(object));
    } catch (ManifestException | IllegalArgumentException e) {
      throw Json.badAnswer(purpose, "is no object of a cluster: " + e.getMessage());
    }
  }

  /** Items of lists do not repeat the kind of the list. */
  static LiveResource ofItem(Purpose purpose, GroupVersionKind kind, Value item) {
    Map<String, Value> object = new LinkedHashMap<>();
    object.put("apiVersion", Scalar.of(kind.apiVersion()));
    object.put("kind", Scalar.of(kind.kind()));
    object.putAll(item.mapAt().entries());
    return of(purpose, new MapValue(object));
  }
}
