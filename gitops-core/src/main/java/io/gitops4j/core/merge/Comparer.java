package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;

final class Comparer {
  private Comparer() {}

  static Changes compare(MapValue before, MapValue after, Schema schema) {
    return new Changes(FieldSet.EMPTY, FieldSet.EMPTY, FieldSet.EMPTY);
  }
}
