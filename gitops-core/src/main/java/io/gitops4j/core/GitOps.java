package io.gitops4j.core;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.FieldRules;
import io.gitops4j.core.change.Changes;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.diff.DiffText;
import io.gitops4j.core.diff.Redactor;
import io.gitops4j.core.health.HealthCheck;
import io.gitops4j.core.history.IntentArchive;
import io.gitops4j.core.history.Sealer;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.InstanceId;
import io.gitops4j.core.kernel.Scheduler;
import io.gitops4j.core.reconcile.EnginePorts;
import io.gitops4j.core.reconcile.EngineSettings;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderCache;
import io.gitops4j.core.render.Renderer;
import io.gitops4j.core.source.ChangeRequests;
import io.gitops4j.core.source.GitSource;
import io.gitops4j.core.source.GitWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The engine: keeps clusters at what Git says, tells how far they are from it, and goes back to
 * anything it deployed before.
 *
 * <p>Thread-safe. It closes what it opened itself and nothing that was handed to it.
 *
 * @since 0.1.0
 */
public final class GitOps implements AutoCloseable {
  private final EnginePorts ports;
  private final Reconciler reconciler;
  private final DiffText text;
  private final List<AutoCloseable> opened;

  private GitOps(
      EnginePorts ports, Reconciler reconciler, DiffText text, List<AutoCloseable> opened) {
    this.ports = ports;
    this.reconciler = reconciler;
    this.text = text;
    this.opened = opened;
  }

  /** Begins an engine; it needs a Git source and a cluster at least. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Takes an application over, or takes its new settings. Its history is found again by its name.
   *
   * @throws io.gitops4j.core.reconcile.OperationException if the engine was given no cluster of the
   *     destination's name
   * @throws io.gitops4j.core.application.FieldRuleException if a rule about fields can't be
   */
  public ManagedApplication manage(Application application) {
    reconciler.manage(application);
    return new ManagedApplication(application, reconciler, text);
  }

  /** Forgets an application. Nothing in the cluster or its stored history is touched. */
  public void forget(ApplicationName name) {
    reconciler.forget(name);
  }

  /** The managed applications, by name. */
  public List<ManagedApplication> applications() {
    return reconciler.applications().stream()
        .map(application -> new ManagedApplication(application, reconciler, text))
        .toList();
  }

  /**
   * A way to change Git through review: proposed changes are checked against the clusters of this
   * engine's applications.
   *
   * @param writer where changes are written; must reach the same repositories as the engine's Git
   *     source
   * @param requests the place of review
   */
  public Changes changes(GitWriter writer, ChangeRequests requests) {
    return new Changes(reconciler, ports.git(), writer, requests, ports.scheduler());
  }

  /** Turns on what happens by itself: polling, watches, automated syncs, self-heal. Idempotent. */
  public void start() {
    reconciler.start();
  }

  /** Stops what happens by itself and closes what the engine opened; idempotent. */
  @Override
  public void close() {
    reconciler.close();
    for (AutoCloseable resource : opened) {
      closeQuietly(resource);
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new IllegalStateException(
          "closing " + resource.getClass().getSimpleName() + " failed", e);
    }
  }

  /**
   * Gathers what an engine works with. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final List<Renderer> renderers = new ArrayList<>();
    private final Map<String, ClusterTarget> clusters = new LinkedHashMap<>();
    private @Nullable GitSource git;
    private @Nullable StateStore store;
    private @Nullable Sealer sealer;
    private @Nullable Scheduler scheduler;
    private byte @Nullable [] secretKey;
    private HealthCheck health = HealthCheck.builtIn();
    private EngineSettings settings = EngineSettings.DEFAULT;
    private RandomGenerator random = new SplittableRandom();
    private Set<String> sensitive = Set.of();

    private Builder() {}

    /** Where desired states come from. */
    public Builder gitSource(GitSource source) {
      this.git = source;
      return this;
    }

    /** One more way to render; asked in the order given, plain YAML and JSON at last. */
    public Builder renderer(Renderer renderer) {
      renderers.add(renderer);
      return this;
    }

    /** A destination, under the name by which applications call it. */
    public Builder cluster(String name, ClusterTarget target) {
      if (clusters.putIfAbsent(name, target) != null) {
        throw new IllegalArgumentException("two clusters are called '" + name + "'");
      }
      return this;
    }

    /** Where histories are kept; in memory unless given. */
    public Builder stateStore(StateStore where) {
      this.store = where;
      return this;
    }

    /** How Secrets are kept in histories; without one their content is withheld. */
    public Builder sealer(Sealer how) {
      this.sealer = how;
      return this;
    }

    /**
     * The key of the hashes that stand for values of Secrets in diffs and histories. Without one,
     * diffs are masked under a random key of this engine, and the digests in histories are keyed by
     * the engine's name alone: whoever reads the stored state can try out guesses.
     */
    public Builder secretKey(byte[] key) {
      this.secretKey = key.clone();
      return this;
    }

    /** Time and threads; real ones of the engine's own unless given. */
    public Builder scheduler(Scheduler time) {
      this.scheduler = time;
      return this;
    }

    /** How health is judged: asked before the built-in rules. */
    public Builder healthCheck(HealthCheck check) {
      this.health = check.orElse(HealthCheck.builtIn());
      return this;
    }

    /**
     * The engine's name, which is part of every tracking annotation; {@code gitops4j} unless given.
     */
    public Builder instance(String name) {
      settings = settings.withInstance(new InstanceId(name));
      return this;
    }

    /** The field manager of all applies; {@code gitops4j} unless given. */
    public Builder fieldManager(String name) {
      settings = settings.withFieldManager(name);
      return this;
    }

    /**
     * How often each repository is asked for its refs at the latest; three minutes unless given.
     */
    public Builder pollInterval(Duration interval) {
      settings = settings.withPollInterval(interval);
      return this;
    }

    /** What one rendering may cost. */
    public Builder renderBudget(RenderBudget budget) {
      settings = settings.withBudget(budget);
      return this;
    }

    /**
     * Which fields of live objects are whose, in all applications; each may add its own rules.
     *
     * @throws io.gitops4j.core.application.FieldRuleException if a rule can't be
     */
    public Builder fieldRules(FieldRules rules) {
      settings = settings.withFieldRules(rules.checked());
      return this;
    }

    /**
     * Annotations whose values are masked on every object, besides the copy of the whole object
     * that {@code kubectl apply} keeps.
     */
    public Builder sensitiveAnnotations(String... names) {
      sensitive = Set.of(names);
      return this;
    }

    /** Chance, which only spreads polls over time; seeded by the platform unless given. */
    public Builder random(RandomGenerator chance) {
      this.random = chance;
      return this;
    }

    /**
     * The engine; nothing runs by itself until {@link GitOps#start}.
     *
     * @throws IllegalStateException if no Git source or no cluster was given
     */
    public GitOps build() {
      if (git == null || clusters.isEmpty()) {
        throw new IllegalStateException(
            "an engine needs a " + (git == null ? "Git source" : "cluster"));
      }
      List<AutoCloseable> opened = new ArrayList<>();
      EnginePorts ports = ports(git, opened);
      Redactor redactor = redactor().maskingAnnotations(sensitive);
      Reconciler reconciler = new Reconciler(ports, settings.withRedactor(redactor));
      return new GitOps(ports, reconciler, DiffText.masking(redactor), List.copyOf(opened));
    }

    private EnginePorts ports(GitSource source, List<AutoCloseable> opened) {
      StateStore states = store == null ? StateStore.inMemory() : store;
      Scheduler time = scheduler;
      if (time == null) {
        time = Scheduler.threads();
        opened.add(time);
      }
      Renderer cached = RenderCache.of(Renderer.firstOf(renderers));
      IntentArchive archive =
          sealer == null
              ? IntentArchive.withholdingSecrets(states)
              : IntentArchive.sealing(states, sealer);
      return new EnginePorts(source, cached, clusters, states, archive, time, health, random);
    }

    /** Without a key of the embedder's, what people see is hashed under a key that nobody has. */
    private Redactor redactor() {
      byte[] key = secretKey;
      if (key != null) {
        return Redactor.withKey(key);
      }
      byte[] ofThisProcess = new byte[32];
      new SecureRandom().nextBytes(ofThisProcess);
      byte[] ofTheInstance = settings.instance().value().getBytes(StandardCharsets.UTF_8);
      return Redactor.withKeys(ofThisProcess, ofTheInstance);
    }
  }
}
