package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.FieldRules;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.diff.IntentContext;
import io.gitops4j.core.diff.Redactor;
import io.gitops4j.core.kernel.InstanceId;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.sync.Ownership;
import java.time.Duration;

/**
 * How an engine works.
 *
 * @param instance its name
 * @param fieldManager the name under which it applies fields
 * @param pollInterval how often each repository is asked for its refs, at the latest
 * @param budget what one rendering may cost
 * @param redactor how values of Secrets are masked and hashed
 * @param fieldRules which fields of live objects are whose, in every application
 * @since 0.1.0
 */
public record EngineSettings(
    InstanceId instance,
    String fieldManager,
    Duration pollInterval,
    RenderBudget budget,
    Redactor redactor,
    FieldRules fieldRules) {
  /** How often a repository is asked unless told otherwise: every three minutes. */
  public static final Duration DEFAULT_POLL_INTERVAL = Duration.ofMinutes(3);

  /** The field manager unless told otherwise. */
  public static final String DEFAULT_FIELD_MANAGER = "gitops4j";

  /**
   * Instance {@code gitops4j}, field manager {@code gitops4j}, polling every three minutes, the
   * default budget.
   */
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          InstanceId.DEFAULT,
          DEFAULT_FIELD_MANAGER,
          DEFAULT_POLL_INTERVAL,
          RenderBudget.DEFAULT,
          Redactor.withoutHashes(),
          FieldRules.DEFAULT);

  /** Refuses an empty field manager and an interval of nothing. */
  public EngineSettings {
    if (fieldManager.isBlank() || fieldManager.length() > 128) {
      throw new IllegalArgumentException(
          "a field manager has 1 to 128 characters, was '" + fieldManager + "'");
    }
    if (pollInterval.isZero() || pollInterval.isNegative()) {
      throw new IllegalArgumentException(
          "a poll interval must be longer than zero, was " + pollInterval);
    }
  }

  /** The same for another engine instance. */
  public EngineSettings withInstance(InstanceId other) {
    return new EngineSettings(other, fieldManager, pollInterval, budget, redactor, fieldRules);
  }

  /** The same with another field manager. */
  public EngineSettings withFieldManager(String other) {
    return new EngineSettings(instance, other, pollInterval, budget, redactor, fieldRules);
  }

  /** The same with another poll interval. */
  public EngineSettings withPollInterval(Duration other) {
    return new EngineSettings(instance, fieldManager, other, budget, redactor, fieldRules);
  }

  /** The same with another budget. */
  public EngineSettings withBudget(RenderBudget other) {
    return new EngineSettings(instance, fieldManager, pollInterval, other, redactor, fieldRules);
  }

  /** The same with another way to mask. */
  public EngineSettings withRedactor(Redactor other) {
    return new EngineSettings(instance, fieldManager, pollInterval, budget, other, fieldRules);
  }

  /** The same with other rules about fields. */
  public EngineSettings withFieldRules(FieldRules other) {
    return new EngineSettings(instance, fieldManager, pollInterval, budget, redactor, other);
  }

  /** What holds in an application: the engine's rules and its own. */
  FieldRules fieldRules(Application application) {
    return fieldRules.and(application.fieldRules());
  }

  IntentContext intents(Application application, ClusterInfo cluster) {
    return new IntentContext(
        instance, application.name(), application.destination().namespace(), cluster, redactor);
  }

  Ownership ownership(Application application) {
    return new Ownership(instance, application.name(), fieldManager);
  }
}
