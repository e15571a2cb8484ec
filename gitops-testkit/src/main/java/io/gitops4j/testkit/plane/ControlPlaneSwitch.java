package io.gitops4j.testkit.plane;

import java.util.Map;

/** Whether tests of a real control plane run, by the environment of the build. */
enum ControlPlaneSwitch {
  /** There are programs to run them on. */
  RUN,
  /** A developer has none: leave them out, and say so. */
  SKIP,
  /** A build server has none: what is left out there, nobody would ever notice. */
  FAIL;

  static final String HOW = "export KUBEBUILDER_ASSETS=$(.ci/kube-assets)";

  static ControlPlaneSwitch of(Map<String, String> environment) {
    if (!environment.getOrDefault(ControlPlaneOptions.ASSETS, "").isBlank()) {
      return RUN;
    }
    return environment.getOrDefault("CI", "").strip().equalsIgnoreCase("true") ? FAIL : SKIP;
  }
}
