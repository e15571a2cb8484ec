package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.Manifest;
import java.util.Map;

/** Tells the objects that run in a sync from those that an application consists of. */
final class Hooks {
  private Hooks() {}

  /** Also objects that are marked to be skipped altogether. */
  static boolean isHook(Manifest manifest) {
    Map<String, String> annotations = manifest.annotations();
    return annotations.containsKey("gitops4j.io/hook")
        || annotations.containsKey("argocd.argoproj.io/hook")
        || !annotations.getOrDefault("helm.sh/hook", "crd-install").equals("crd-install");
  }
}
