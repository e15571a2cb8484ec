package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import org.jspecify.annotations.Nullable;

final class ValueLookup {
  private ValueLookup() {}

  static @Nullable Value find(MapValue object, FieldPath path, Schema schema) {
    return object;
  }
}
