package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Pod that is to run for ever is judged by readiness, one that is to end by how it ended. */
final class PodHealth {
  private static final Set<String> IGNORES_RESTART_POLICY =
      Set.of("argocd.argoproj.io/ignore-restart-policy", "gitops4j.io/ignore-restart-policy");
  private static final Set<String> HOOK = Set.of("argocd.argoproj.io/hook", "gitops4j.io/hook");

  private PodHealth() {}

  static Health pod(LiveResource pod) {
    boolean runsForEver = runsForEver(pod);
    if (runsForEver) {
      String stuck = stuckContainers(pod);
      if (!stuck.isEmpty()) {
        return Health.degraded(stuck);
      }
    }
    String phase = pod.content().textAt("status", "phase").orElse("");
    return switch (phase) {
      case "Pending" -> Health.progressing(pendingBecause(pod));
      case "Succeeded" -> Health.HEALTHY;
      case "Failed" -> Health.degraded(failedBecause(pod));
      case "Running" -> runsForEver ? running(pod) : Health.progressing("runs until it is done");
      case "" -> Health.unknown("the pod has no phase");
      default -> Health.unknown("the phase is " + phase);
    };
  }

  private static boolean runsForEver(LiveResource pod) {
    // the API server fills in Always where a Pod says nothing
    String policy = pod.content().textAt("spec", "restartPolicy").orElse("Always");
    return policy.equals("Always")
        || (hasAny(pod, IGNORES_RESTART_POLICY, "true") && !hasAny(pod, HOOK, ""));
  }

  private static boolean hasAny(LiveResource pod, Set<String> annotations, String value) {
    return annotations.stream()
        .flatMap(name -> Stream.ofNullable(pod.manifest().annotations().get(name)))
        .anyMatch(found -> value.isEmpty() || found.equals(value));
  }

  private static String stuckContainers(LiveResource pod) {
    return containers(pod, "containerStatuses").stream()
        .filter(container -> isStuck(container.textAt("state", "waiting", "reason").orElse("")))
        .map(PodHealth::waitingWords)
        .collect(Collectors.joining(", "));
  }

  private static boolean isStuck(String reason) {
    return reason.startsWith("Err") || reason.endsWith("Error") || reason.endsWith("BackOff");
  }

  private static String waitingWords(Value container) {
    String reason = container.textAt("state", "waiting", "reason").orElse("");
    return container
        .textAt("state", "waiting", "message")
        .filter(message -> !message.isEmpty())
        .orElse(container.textAt("name").orElse("a container") + " waits: " + reason);
  }

  private static Health running(LiveResource pod) {
    if (Conditions.of(pod).whenTrue("Ready").isPresent()) {
      return Health.HEALTHY;
    }
    for (Value container : containers(pod, "containerStatuses")) {
      Optional<Value> last = container.at("lastState", "terminated");
      if (last.isPresent()) {
        return Health.degraded(
            "%s ended before: %s"
                .formatted(container.textAt("name").orElse("a container"), ended(last.get())));
      }
    }
    return Health.progressing(
        Conditions.of(pod).get("Ready").map(Conditions.Condition::words).orElse("is not ready"));
  }

  private static String pendingBecause(LiveResource pod) {
    return Conditions.of(pod)
        .get("PodScheduled")
        .filter(Conditions.Condition::isFalse)
        .map(Conditions.Condition::words)
        .orElse("is pending");
  }

  private static String failedBecause(LiveResource pod) {
    return pod.content()
        .textAt("status", "message")
        .filter(message -> !message.isEmpty())
        .or(
            () ->
                Stream.of("initContainerStatuses", "containerStatuses")
                    .flatMap(field -> containers(pod, field).stream())
                    .flatMap(container -> container.at("state", "terminated").stream())
                    .filter(PodHealth::endedBadly)
                    .map(PodHealth::ended)
                    .findFirst())
        .orElse("");
  }

  private static boolean endedBadly(Value terminated) {
    return !terminated.textAt("message").orElse("").isEmpty()
        || terminated.textAt("reason").orElse("").equals("OOMKilled")
        || terminated.integerAt("exitCode").orElse(0L) != 0;
  }

  private static String ended(Value terminated) {
    String reason = terminated.textAt("reason").orElse("");
    return terminated
        .textAt("message")
        .filter(message -> !message.isEmpty())
        .orElse(
            reason.equals("OOMKilled")
                ? reason
                : "exit code " + terminated.integerAt("exitCode").orElse(0L));
  }

  private static List<Value> containers(LiveResource pod, String field) {
    return pod.content().itemsAt("status", field);
  }
}
