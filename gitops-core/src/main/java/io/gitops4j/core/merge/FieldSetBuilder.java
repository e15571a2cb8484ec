package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;

final class FieldSetBuilder {
  private FieldSetBuilder() {}

  static FieldSet fieldSetOf(MapValue config, Schema schema) {
    return FieldSet.EMPTY;
  }
}
