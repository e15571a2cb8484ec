package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.VersionConverter;
import java.util.Optional;

/** The versions of a kind that are served, for owners who wrote in another one. */
record ServedVersions(ServedKinds kinds, GroupKind kind) implements VersionConverter {

  @Override
  public Optional<MapValue> convert(MapValue object, String apiVersion) {
    return find(apiVersion).map(served -> served.inItsVersion(object));
  }

  @Override
  public Schema schemaOf(String apiVersion, Schema asked) {
    return find(apiVersion).map(ServedKind::schema).orElse(asked);
  }

  private Optional<ServedKind> find(String apiVersion) {
    return kinds.find(GroupVersionKind.of(apiVersion, kind.kind()));
  }
}
