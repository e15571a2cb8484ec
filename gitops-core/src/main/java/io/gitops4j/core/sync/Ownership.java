package io.gitops4j.core.sync;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.TrackingId;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.InstanceId;

/**
 * In whose name a cluster is changed.
 *
 * @param instance the engine
 * @param application of that engine
 * @param fieldManager the name under which fields are applied
 * @since 0.1.0
 */
public record Ownership(InstanceId instance, ApplicationName application, String fieldManager) {

  /**
   * Whether the tracking annotation on an object proves that it is this application's: it names the
   * very object.
   */
  public boolean owns(LiveResource resource) {
    return TrackingId.of(resource.manifest())
        .filter(id -> id.instance().equals(instance) && id.application().equals(application))
        .filter(id -> id.names(resource.key()))
        .isPresent();
  }
}
