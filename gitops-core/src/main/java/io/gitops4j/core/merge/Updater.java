package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import org.jspecify.annotations.Nullable;

final class Updater {
  private Updater() {}

  static MapValue update(
      @Nullable MapValue live, MapValue updated, UpdateOptions options, Schema schema) {
    return updated;
  }
}
