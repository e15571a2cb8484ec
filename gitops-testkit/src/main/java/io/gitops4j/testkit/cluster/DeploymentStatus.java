package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Computes the status of a Deployment from those of its ReplicaSets. Pure. */
final class DeploymentStatus {
  private static final String PROGRESSING = "Progressing";

  private final MapValue deployment;
  private final ReplicaSets sets;
  private final Instant now;
  private final MapValue before;

  private DeploymentStatus(MapValue deployment, ReplicaSets sets, Instant now) {
    this.deployment = deployment;
    this.sets = sets;
    this.now = now;
    this.before = deployment.mapAt("status");
  }

  /**
   * The next status.
   *
   * @param isNewSet whether the current ReplicaSet was made just now
   */
  static MapValue next(MapValue deployment, ReplicaSets sets, Instant now, boolean isNewSet) {
    DeploymentStatus status = new DeploymentStatus(deployment, sets, now);
    return status.withProgress(status.withAvailability(status.counts()), isNewSet);
  }

  private MapValue counts() {
    List<MapValue> all = sets.all();
    long available = ReplicaSets.sum(all, "status", "availableReplicas");
    long wanted = ReplicaSets.sum(all, "spec", "replicas");
    long updated = sets.currentSet().map(set -> Owned.number(set, "status", "replicas")).orElse(0L);
    MapValue status =
        before.with(
            "observedGeneration", Scalar.of(Owned.number(deployment, "metadata", "generation")));
    status = Owned.count(status, "replicas", ReplicaSets.sum(all, "status", "replicas"));
    status = Owned.count(status, "updatedReplicas", updated);
    status = Owned.count(status, "readyReplicas", ReplicaSets.sum(all, "status", "readyReplicas"));
    status = Owned.count(status, "availableReplicas", available);
    return Owned.count(status, "unavailableReplicas", Math.max(0, wanted - available));
  }

  private MapValue withAvailability(MapValue status) {
    long least = Owned.number(deployment, "spec", "replicas") - Rollout.maxUnavailable(deployment);
    boolean isAvailable = Owned.number(status, "availableReplicas") >= least;
    return with(
        status,
        isAvailable
            ? Conditions.condition(
                "Available",
                "True",
                "MinimumReplicasAvailable",
                "Deployment has minimum availability.")
            : Conditions.condition(
                "Available",
                "False",
                "MinimumReplicasUnavailable",
                "Deployment does not have minimum availability."));
  }

  private MapValue withProgress(MapValue status, boolean isNewSet) {
    String set = sets.currentSet().flatMap(s -> s.textAt("metadata", "name")).orElse("");
    String shown = "ReplicaSet \"" + set + "\" ";
    if (isPaused()) {
      return with(
          status,
          Conditions.condition(PROGRESSING, "Unknown", "DeploymentPaused", "Deployment is paused"));
    }
    if (isNewSet) {
      String message = "Created new replica set \"" + set + "\"";
      return with(status, progressing("True", "NewReplicaSetCreated", message));
    }
    if (isComplete(status)) {
      String message = shown + "has successfully progressed.";
      return with(status, progressing("True", "NewReplicaSetAvailable", message));
    }
    if (isEndedRollout(status)) {
      return status;
    }
    if (moved(status) || Conditions.find(before, PROGRESSING).isEmpty()) {
      return with(status, progressing("True", "ReplicaSetUpdated", shown + "is progressing."));
    }
    return deadlineIn(deployment, now).filter(Duration::isZero).isPresent()
        ? with(
            status,
            progressing("False", "ProgressDeadlineExceeded", shown + "has timed out progressing."))
        : status;
  }

  private static MapValue progressing(String value, String reason, String message) {
    return Conditions.condition(PROGRESSING, value, reason, message);
  }

  private boolean isPaused() {
    return deployment.at("spec", "paused").flatMap(Value::asBoolean).orElse(false);
  }

  private boolean isComplete(MapValue status) {
    long wanted = Owned.number(deployment, "spec", "replicas");
    return sets.currentSet().isPresent()
        && Owned.number(status, "updatedReplicas") == wanted
        && Owned.number(status, "replicas") == wanted
        && Owned.number(status, "availableReplicas") == wanted;
  }

  /** After a rollout a lost or added pod is no rollout: the condition stays. */
  private boolean isEndedRollout(MapValue status) {
    return reason(before).equals("NewReplicaSetAvailable")
        && Owned.number(status, "updatedReplicas") == Owned.number(status, "replicas");
  }

  private boolean moved(MapValue status) {
    long oldBefore = Owned.number(before, "replicas") - Owned.number(before, "updatedReplicas");
    long oldNow = Owned.number(status, "replicas") - Owned.number(status, "updatedReplicas");
    return grew(status, "updatedReplicas")
        || grew(status, "readyReplicas")
        || grew(status, "availableReplicas")
        || oldNow < oldBefore;
  }

  private boolean grew(MapValue status, String count) {
    return Owned.number(status, count) > Owned.number(before, count);
  }

  private static String reason(MapValue status) {
    return Conditions.find(status, PROGRESSING).flatMap(c -> c.textAt("reason")).orElse("");
  }

  private MapValue with(MapValue status, MapValue condition) {
    String time = now.truncatedTo(ChronoUnit.SECONDS).toString();
    String type = condition.textAt("type").orElse("");
    Optional<MapValue> was = Conditions.find(before, type);
    boolean isSame =
        was.isPresent()
            && was.get().get("status").equals(condition.get("status"))
            && was.get().get("reason").equals(condition.get("reason"));
    if (isSame && !(type.equals(PROGRESSING) && moved(status))) {
      return status;
    }
    return Conditions.with(status, condition.with("lastUpdateTime", Scalar.of(time)), time);
  }

  /** How long a rollout may still stand still, if it is under way. */
  static Optional<Duration> deadlineIn(MapValue deployment, Instant now) {
    long seconds = Owned.number(deployment, "spec", "progressDeadlineSeconds");
    Optional<Instant> moved =
        Conditions.find(deployment.mapAt("status"), PROGRESSING)
            .filter(condition -> !isSettled(condition))
            .flatMap(condition -> condition.textAt("lastUpdateTime"))
            .map(Instant::parse);
    return moved.map(
        time -> {
          Duration left = Duration.between(now, time.plusSeconds(seconds));
          return left.isNegative() ? Duration.ZERO : left;
        });
  }

  private static boolean isSettled(MapValue condition) {
    String reason = condition.textAt("reason").orElse("");
    return reason.equals("NewReplicaSetAvailable")
        || reason.equals("ProgressDeadlineExceeded")
        || reason.equals("DeploymentPaused");
  }
}
