package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.health.Conditions.Condition;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Judges kinds that nobody wrote a rule for by the conventions that most controllers follow. Where
 * these leave a doubt it says progressing: too late is the smaller mistake.
 */
final class CustomResourceHealth {
  private static final List<String> NEGATIVE =
      List.of(
          "Stalled",
          "Failed",
          "Failure",
          "Error",
          "ErrorOccurred",
          "Degraded",
          "Invalid",
          "InvalidSpec",
          "Orphan",
          "NotReady",
          "HasErrors",
          "ACK.Terminal",
          "SpecError",
          "SubmissionError",
          "PartiallyReady",
          "Fallback");
  private static final List<String> PAUSED =
      List.of("Paused", "Suspended", "Stopped", "Disrupting", "Waiting");
  private static final List<String> BUSY =
      List.of(
          "Reconciling",
          "Issuing",
          "Progressing",
          "Running",
          "In-progress",
          "Terminating",
          "RolloutProgressing");

  /** The first of these that is there decides. */
  private static final List<String> POSITIVE =
      List.of(
          "Ready",
          "Available",
          "Healthy",
          "Succeeded",
          "Successful",
          "Synced",
          "RemoteSynced",
          "Valid",
          "Established",
          "Accepted",
          "Deployed",
          "ResourcesApplied",
          "ResourcesUpToDate",
          "Complete",
          "Completed",
          "Compliant",
          "Admitted",
          "ClusterAvailable",
          "Reconciled",
          "Programmed");

  private static final List<String> PHASES =
      List.of(
          "phase",
          "state",
          "status",
          "health",
          "currentState",
          "updateStatus",
          "compliant",
          "overallStatus");

  /** Groups whose controllers say {@code Ready: False} while they are still at work. */
  private static final List<String> NOT_READY_IS_BUSY =
      List.of("services.k8s.aws", "upbound.io", "crossplane.io", "image.toolkit.fluxcd.io");

  private CustomResourceHealth() {}

  /** Empty for kinds that are known never to report anything. */
  static Optional<Health> assess(LiveResource resource) {
    if (isTrue(resource, "suspend") || isTrue(resource, "paused")) {
      return Optional.of(Health.suspended("is suspended"));
    }
    if (resource.content().mapAt("status").isEmpty()) {
      return reportsNothing(resource.key().groupKind())
          ? Optional.empty()
          : Optional.of(Health.progressing("has reported no status yet"));
    }
    return Observed.behind(resource)
        .or(() -> byConditions(resource))
        .or(() -> byPhase(resource))
        .or(() -> byReplicas(resource))
        .or(() -> Optional.of(Health.progressing("its status does not say whether it is ready")));
  }

  private static boolean isTrue(LiveResource resource, String field) {
    return resource.content().at("spec", field).flatMap(Value::asBoolean).orElse(false);
  }

  private static boolean reportsNothing(GroupKind kind) {
    return SilentKinds.contains(kind);
  }

  private static Optional<Health> byConditions(LiveResource resource) {
    Conditions conditions = Conditions.of(resource);
    return firstTrue(conditions, NEGATIVE)
        .map(condition -> Health.degraded(condition.words()))
        .or(() -> firstTrue(conditions, PAUSED).map(found -> Health.suspended(found.words())))
        .or(() -> firstTrue(conditions, BUSY).map(found -> Health.progressing(found.words())))
        .or(
            () ->
                first(conditions, POSITIVE, condition -> true)
                    .map(condition -> byPositive(resource.key().groupKind(), condition)));
  }

  private static Health byPositive(GroupKind kind, Condition condition) {
    if (condition.isTrue()) {
      return Health.HEALTHY;
    }
    return condition.isFalse() && !mayStillBeBusy(kind)
        ? Health.degraded(condition.words())
        : Health.progressing(condition.words());
  }

  private static boolean mayStillBeBusy(GroupKind kind) {
    return NOT_READY_IS_BUSY.stream()
        .anyMatch(group -> kind.group().equals(group) || kind.group().endsWith("." + group));
  }

  private static Optional<Condition> firstTrue(Conditions conditions, List<String> types) {
    return first(conditions, types, Condition::isTrue);
  }

  private static Optional<Condition> first(
      Conditions conditions, List<String> types, Predicate<Condition> filter) {
    return types.stream().flatMap(type -> conditions.get(type).filter(filter).stream()).findFirst();
  }

  private static Optional<Health> byPhase(LiveResource resource) {
    return PHASES.stream()
        .flatMap(field -> phase(resource, field))
        .findFirst()
        .map(phase -> PhaseWords.judge(phase, message(resource)));
  }

  private static Stream<String> phase(LiveResource resource, String field) {
    return resource.content().textAt("status", field).filter(text -> !text.isEmpty()).stream();
  }

  private static String message(LiveResource resource) {
    return resource.content().textAt("status", "message").orElse("");
  }

  private static Optional<Health> byReplicas(LiveResource resource) {
    Optional<Long> replicas = resource.content().integerAt("status", "replicas");
    Optional<Long> ready = resource.content().integerAt("status", "readyReplicas");
    if (replicas.isEmpty() || ready.isEmpty()) {
      return Optional.empty();
    }
    boolean all = replicas.get() > 0 && ready.get() >= replicas.get();
    return Optional.of(
        all
            ? Health.HEALTHY
            : Health.progressing(
                "%d of %d replicas are ready".formatted(ready.get(), replicas.get())));
  }

  /** What one word says, whatever field it stands in. */
  private static final class PhaseWords {
    private static final Set<String> GOOD =
        Set.of(
            "ready running healthy available active completed complete succeeded successful success bound installed provisioned"
                .split(" "));
    private static final Set<String> ALSO_GOOD =
        Set.of(
            "operational deployed created exists accepted initialized compliant green health_ok enabled connected online normal"
                .split(" "));
    private static final Set<String> BAD =
        Set.of(
            "failed error failure degraded invalid rejected warning red noncompliant unhealthy health_err health_warn lost"
                .split(" "));
    private static final Set<String> ALSO_BAD =
        Set.of(
            "configerror createfailed updatefailed syncfailed submission_failed failing canceled crashloopbackoff"
                .split(" "));
    private static final Set<String> RESTING =
        Set.of("paused", "suspended", "stopped", "hibernated");

    private PhaseWords() {}

    static Health judge(String phase, String message) {
      String word = phase.toLowerCase(Locale.ROOT);
      String words = message.isEmpty() ? "is " + phase : message;
      if (GOOD.contains(word) || ALSO_GOOD.contains(word)) {
        return Health.HEALTHY;
      }
      if (BAD.contains(word) || ALSO_BAD.contains(word)) {
        return Health.degraded(words);
      }
      if (RESTING.contains(word)) {
        return Health.suspended(words);
      }
      return word.equals("unknown") ? Health.unknown(words) : Health.progressing(words);
    }
  }
}
