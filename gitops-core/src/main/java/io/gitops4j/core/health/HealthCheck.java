package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import java.util.Optional;

/**
 * Tells the health of one resource from what it says of itself. Pure and thread-safe: no I/O, no
 * clock.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface HealthCheck {

  /**
   * The rules that come with the engine.
   *
   * <p>An object that is being deleted is progressing. Kinds of Kubernetes have rules of their own
   * where they have a health: workloads, Pods, Jobs, CronJobs, Services, Ingresses, volume claims,
   * autoscalers, disruption budgets, definitions and API services; the others, such as a ConfigMap,
   * get no opinion. Custom resources are judged by their conditions, phase or replicas; one that
   * reports nothing is progressing, never healthy, unless its kind is known to report nothing. An
   * answer about an older generation counts as no answer.
   *
   * <p>A Service that asks for a load balancer progresses until it has an address. An Ingress does
   * not wait for one: many controllers never report it, and a gate that never opens helps nobody.
   */
  static HealthCheck builtIn() {
    return BuiltInHealth.INSTANCE;
  }

  /** The health, or empty for no opinion: another check may have one. */
  Optional<Health> assess(LiveResource resource);

  /** Asks this check first, and another where this one has no opinion. */
  default HealthCheck orElse(HealthCheck other) {
    return resource -> assess(resource).or(() -> other.assess(resource));
  }
}
