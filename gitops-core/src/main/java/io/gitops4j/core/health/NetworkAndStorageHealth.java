package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;

/** Kinds that wait for something that the cluster provides. */
final class NetworkAndStorageHealth {
  private NetworkAndStorageHealth() {}

  static Health service(LiveResource service) {
    boolean balanced = service.content().textAt("spec", "type").orElse("").equals("LoadBalancer");
    return balanced && hasNoAddress(service)
        ? Health.progressing("the load balancer has no address yet")
        : Health.HEALTHY;
  }

  static Health ingress(LiveResource ingress) {
    return hasNoAddress(ingress)
        ? Health.healthy("no address is reported; not every controller does")
        : Health.HEALTHY;
  }

  private static boolean hasNoAddress(LiveResource resource) {
    return resource.content().itemsAt("status", "loadBalancer", "ingress").isEmpty();
  }

  static Health volumeClaim(LiveResource claim) {
    String phase = claim.content().textAt("status", "phase").orElse("");
    return switch (phase) {
      case "Bound" -> Health.HEALTHY;
      case "Pending" -> Health.progressing("is not bound to a volume yet");
      case "Lost" -> Health.degraded("its volume is lost");
      case "" -> Health.unknown("the claim has no phase");
      default -> Health.unknown("the phase is " + phase);
    };
  }
}
