package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import org.jspecify.annotations.Nullable;

final class Applier {
  private Applier() {}

  static ApplyResult apply(
      @Nullable MapValue live, MapValue config, ApplyOptions options, Schema schema) {
    return new ApplyResult.Applied(config, ApplyResult.Change.CONTENT);
  }
}
