package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** The API server's checks of what is written to a status. */
final class StatusRules {
  private final Problems problems = new Problems();
  private final MapValue status;

  private StatusRules(MapValue object) {
    this.status = object.mapAt("status");
  }

  static List<Cause> of(GroupKind kind, MapValue object) {
    StatusRules rules = new StatusRules(object);
    rules.check(kind);
    return rules.problems.causes();
  }

  private void check(GroupKind kind) {
    switch (kind.toString()) {
      case "apps/Deployment" -> {
        checkNumbers(
            "observedGeneration",
            "replicas",
            "updatedReplicas",
            "readyReplicas",
            "availableReplicas",
            "unavailableReplicas",
            "collisionCount");
        checkShares("updatedReplicas", "readyReplicas", "availableReplicas");
        checkAvailable();
      }
      case "apps/ReplicaSet" -> {
        checkNumbers(
            "replicas",
            "fullyLabeledReplicas",
            "readyReplicas",
            "availableReplicas",
            "observedGeneration");
        checkShares("fullyLabeledReplicas", "readyReplicas", "availableReplicas");
        checkAvailable();
      }
      case "apps/StatefulSet" -> {
        checkNumbers(
            "replicas",
            "readyReplicas",
            "currentReplicas",
            "updatedReplicas",
            "observedGeneration",
            "collisionCount");
        checkShares("readyReplicas", "currentReplicas", "updatedReplicas");
      }
      case "apps/DaemonSet" ->
          checkNumbers(
              "currentNumberScheduled",
              "numberMisscheduled",
              "desiredNumberScheduled",
              "numberReady",
              "observedGeneration",
              "updatedNumberScheduled",
              "numberAvailable",
              "numberUnavailable",
              "collisionCount");
      case "batch/Job" -> checkNumbers("active", "succeeded", "failed");
      case "autoscaling/HorizontalPodAutoscaler" ->
          checkNumbers("currentReplicas", "desiredReplicas");
      case "Service", "networking.k8s.io/Ingress" -> checkAddresses();
      default -> {}
    }
  }

  private void checkNumbers(String... fields) {
    for (String field : fields) {
      problems.notNegative("status." + field, status.get(field));
    }
  }

  private void checkShares(String... fields) {
    for (String field : fields) {
      if (number(field) > number("replicas")) {
        problems.invalid(
            "status." + field, Scalar.of(number(field)), "cannot be greater than status.replicas");
      }
    }
  }

  private void checkAvailable() {
    long available = number("availableReplicas");
    if (available > number("readyReplicas")) {
      problems.invalid(
          "status.availableReplicas", Scalar.of(available), "cannot be greater than readyReplicas");
    }
  }

  private long number(String field) {
    return status.integerAt(field).orElse(0L);
  }

  private void checkAddresses() {
    List<Value> addresses = status.itemsAt("loadBalancer", "ingress");
    for (int i = 0; i < addresses.size(); i++) {
      String at = "status.loadBalancer.ingress[%d]".formatted(i);
      String ip = addresses.get(i).textAt("ip").orElse("");
      String host = addresses.get(i).textAt("hostname").orElse("");
      if (!ip.isEmpty() && !Addresses.isAddress(ip)) {
        problems.invalid(at + ".ip", Scalar.of(ip), "must be a valid IP address");
      }
      if (!host.isEmpty()) {
        new FieldNames(problems).subdomain(at + ".hostname", host);
        if (Addresses.isAddress(host)) {
          problems.invalid(
              at + ".hostname", Scalar.of(host), "must be a DNS name, not an IP address");
        }
      }
    }
  }
}
