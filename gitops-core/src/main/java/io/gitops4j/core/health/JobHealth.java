package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.Value;
import java.util.Optional;

/** Kinds that run to an end. */
final class JobHealth {
  private JobHealth() {}

  static Health job(LiveResource job) {
    Conditions conditions = Conditions.of(job);
    Optional<Conditions.Condition> failed = conditions.whenTrue("Failed");
    if (failed.isPresent()) {
      return Health.degraded(failed.get().words());
    }
    if (conditions.whenTrue("Complete").isPresent()) {
      return Health.HEALTHY;
    }
    Optional<Conditions.Condition> suspended = conditions.whenTrue("Suspended");
    if (suspended.isPresent()) {
      return Health.suspended(suspended.get().words());
    }
    return Health.progressing("is not complete");
  }

  static Health cronJob(LiveResource cronJob) {
    if (cronJob.content().at("spec", "suspend").flatMap(Value::asBoolean).orElse(false)) {
      return Health.healthy("is suspended");
    }
    Optional<String> scheduled = cronJob.content().textAt("status", "lastScheduleTime");
    Optional<String> succeeded = cronJob.content().textAt("status", "lastSuccessfulTime");
    boolean active = !cronJob.content().itemsAt("status", "active").isEmpty();
    if (scheduled.isEmpty() || succeeded.isEmpty() || active) {
      return Health.HEALTHY;
    }
    // both are RFC 3339 in UTC, which sorts as text
    return succeeded.get().compareTo(scheduled.get()) < 0
        ? Health.degraded("the run of %s did not succeed".formatted(scheduled.get()))
        : Health.HEALTHY;
  }
}
