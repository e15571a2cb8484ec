package io.gitops4j.core.sync;

import io.gitops4j.core.manifest.Manifest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Annotations in manifests that steer a sync. Those of this project and of Argo CD mean the same;
 * ours are read last and win.
 */
final class SyncAnnotations {
  static final List<String> PREFIXES = List.of("argocd.argoproj.io/", "gitops4j.io/");

  private static final String HELM_HOOK = "helm.sh/hook";

  private SyncAnnotations() {}

  /**
   * The hook annotation of an object that is no plain part of the application; empty for plain
   * objects and Helm's old crd-install.
   */
  static Optional<String> hookOf(Manifest manifest) {
    for (String prefix : PREFIXES) {
      String hook = manifest.annotations().get(prefix + "hook");
      if (hook != null) {
        return Optional.of(prefix + "hook: " + hook);
      }
    }
    return Optional.ofNullable(manifest.annotations().get(HELM_HOOK))
        .filter(types -> !Arrays.asList(types.split("\\s*,\\s*")).contains("crd-install"))
        .map(types -> HELM_HOOK + ": " + types);
  }
}
