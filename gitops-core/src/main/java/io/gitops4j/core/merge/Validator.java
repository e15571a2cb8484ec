package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;

final class Validator {
  private Validator() {}

  enum Duplicates {
    ALLOWED,
    REFUSED
  }

  static void validate(MapValue object, Schema schema, Duplicates duplicates) {}
}
