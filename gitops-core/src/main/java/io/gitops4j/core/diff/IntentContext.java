package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.InstanceId;

/**
 * For whom, and for which cluster, manifests become intents.
 *
 * @param instance the engine
 * @param application whose objects they are
 * @param namespace of the destination, for namespaced objects that name none; may be empty
 * @param cluster the destination as it is now
 * @param redactor keys the digests of Secrets
 * @since 0.1.0
 */
public record IntentContext(
    InstanceId instance,
    ApplicationName application,
    String namespace,
    ClusterInfo cluster,
    Redactor redactor) {

  /** With digests of Secrets that are not keyed: for what is not stored. */
  public IntentContext(
      InstanceId instance, ApplicationName application, String namespace, ClusterInfo cluster) {
    this(instance, application, namespace, cluster, Redactor.withoutHashes());
  }
}
