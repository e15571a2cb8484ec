package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Value;

/**
 * Where a kind keeps what its sub-resource {@code scale} shows, as in {@code .spec.replicas}.
 *
 * @param selector empty if it has none
 */
record ScalePaths(String replicas, String current, String selector) {
  static final ScalePaths USUAL =
      new ScalePaths(".spec.replicas", ".status.replicas", ".spec.selector");

  /** From {@code subresources.scale} of a definition. */
  static ScalePaths of(Value scale) {
    return new ScalePaths(
        scale.textAt("specReplicasPath").orElse(""),
        scale.textAt("statusReplicasPath").orElse(""),
        scale.textAt("labelSelectorPath").orElse(""));
  }

  static String[] keys(String path) {
    return (path.startsWith(".") ? path.substring(1) : path).split("\\.", -1);
  }
}
