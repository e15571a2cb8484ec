package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import java.util.Optional;

/** Changes nothing of an object but the version that it names. */
enum SameFields implements VersionConverter {
  INSTANCE;

  @Override
  public Optional<MapValue> convert(MapValue object, String apiVersion) {
    return object.textAt("apiVersion").filter(apiVersion::equals).isPresent()
        ? Optional.of(object)
        : Optional.of(object.with("apiVersion", Scalar.of(apiVersion)));
  }
}
