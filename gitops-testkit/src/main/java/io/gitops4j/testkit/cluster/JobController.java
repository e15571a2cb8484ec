package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs jobs: pods until enough of them succeeded or too many failed. */
final class JobController implements Controller {
  private final ControlPlane plane;

  JobController(ControlPlane plane) {
    this.plane = plane;
  }

  @Override
  public Stream<ResourceKey> concernedBy(StoreChange change) {
    return change.key().groupKind().equals(Kinds.POD)
        ? Owned.ownerOf(change, Kinds.JOB)
        : Owned.self(change, Kinds.JOB);
  }

  @Override
  public Optional<Duration> reconcile(ResourceKey key) {
    MapValue job = plane.store().get(key);
    if (job == null || Deletion.isTerminating(job) || isOver(job)) {
      return Optional.empty();
    }
    if (job.at("spec", "suspend").flatMap(Value::asBoolean).orElse(false)) {
      report(key, condition("Suspended", "JobSuspended", "Job suspended"));
      return Optional.empty();
    }
    Tally tally = Tally.of(Owned.by(plane.store(), job, Kinds.POD));
    if (tally.failed > Owned.number(job, "spec", "backoffLimit")) {
      report(
          key,
          condition(
              "Failed", "BackoffLimitExceeded", "Job has reached the specified backoff limit"));
    } else if (tally.succeeded >= Owned.number(job, "spec", "completions")) {
      report(
          key,
          condition("Complete", "CompletionsReached", "Reached expected number of succeeded pods"));
    } else {
      startPods(job, tally);
      report(key, MapValue.EMPTY);
    }
    return Optional.empty();
  }

  private static boolean isOver(MapValue job) {
    MapValue status = job.mapAt("status");
    return Conditions.isTrue(status, "Complete") || Conditions.isTrue(status, "Failed");
  }

  private static MapValue condition(String type, String reason, String message) {
    return Conditions.condition(type, "True", reason, message);
  }

  private void startPods(MapValue job, Tally tally) {
    long left = Owned.number(job, "spec", "completions") - tally.succeeded - tally.active;
    long room = Owned.number(job, "spec", "parallelism") - tally.active;
    for (long i = 0; i < Math.min(left, room); i++) {
      plane.api().create(Pods.of(job, job.textAt("metadata", "name").orElse("") + "-"), MANAGER);
    }
  }

  private void report(ResourceKey key, MapValue condition) {
    plane.api().updateStatus(key, MANAGER, job -> job.with("status", status(job, condition)));
  }

  private MapValue status(MapValue job, MapValue condition) {
    String time = plane.scheduler().now().truncatedTo(ChronoUnit.SECONDS).toString();
    Tally tally = Tally.of(Owned.by(plane.store(), job, Kinds.POD));
    MapValue status = Fields.fallback(job.mapAt("status"), time, "startTime");
    status = Owned.count(status, "active", tally.active);
    status = Owned.count(status, "succeeded", tally.succeeded);
    status = Owned.count(status, "failed", tally.failed);
    status = status.with("ready", Scalar.of(tally.ready));
    status = status.with("uncountedTerminatedPods", MapValue.EMPTY);
    if (condition.isEmpty()) {
      return status;
    }
    MapValue seen = condition.with("lastProbeTime", Scalar.of(time));
    status = Conditions.with(status, seen, time);
    boolean isComplete = condition.textAt("type").equals(Optional.of("Complete"));
    return isComplete ? Fields.set(status, time, "completionTime") : status;
  }

  /** The pods of a job by what became of them. */
  private record Tally(long active, long ready, long succeeded, long failed) {
    static Tally of(List<MapValue> pods) {
      return new Tally(
          pods.stream().filter(Pods::isActive).count(),
          pods.stream().filter(pod -> Pods.isActive(pod) && Pods.isReady(pod)).count(),
          pods.stream().filter(pod -> Pods.phase(pod).equals("Succeeded")).count(),
          pods.stream().filter(pod -> Pods.phase(pod).equals("Failed")).count());
    }
  }
}
