package io.gitops4j.benchmarks;

/** What an application is made of. */
public enum Packaging {
  /** A Helm chart. */
  CHART,
  /** Manifests that need no rendering. */
  MANIFESTS
}
