package io.gitops4j.core.application;

/**
 * What the engine leaves to the cluster's own controllers without being told. Each can be switched
 * off by {@link FieldRules#without}.
 *
 * @since 0.1.0
 */
public enum BuiltInRule {
  /** {@code rules} of a ClusterRole with an {@code aggregationRule} are the controller's. */
  AGGREGATED_ROLES,
  /**
   * {@code caBundle} of webhook configurations, APIServices and conversion webhooks of CRDs:
   * ignored where Git leaves it out or empty (a lone line break counts as empty), else yielded to
   * whoever else owns it, unless that is a person with kubectl.
   */
  INJECTED_CA_BUNDLES,
  /**
   * {@code spec.replicas} of what a HorizontalPodAutoscaler or a KEDA ScaledObject of the same
   * application scales is ignored; of all else it is yielded to a controller that owns it, which a
   * scaler outside of the application does.
   */
  SCALED_REPLICAS,
  /**
   * Annotations in which controllers of Kubernetes note what they did, such as {@code
   * deployment.kubernetes.io/revision}, are yielded to them: exported manifests state them.
   */
  CONTROLLER_ANNOTATIONS
}
