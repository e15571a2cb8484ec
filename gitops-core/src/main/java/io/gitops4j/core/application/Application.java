package io.gitops4j.core.application;

import io.gitops4j.core.kernel.ApplicationName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the embedder hands to the engine: a path in a repository, how to render it, where to deploy
 * it, and what the engine may do by itself. Immutable, with equality by value.
 *
 * @since 0.1.0
 */
public final class Application {
  private final ApplicationName name;
  private final ApplicationSource source;
  private final Rendering rendering;
  private final Destination destination;
  private final SyncPolicy syncPolicy;
  private final FieldRules fieldRules;

  private Application(
      ApplicationName name,
      ApplicationSource source,
      Rendering rendering,
      Destination destination,
      Policies policies) {
    this.name = name;
    this.source = source;
    this.rendering = rendering;
    this.destination = destination;
    this.syncPolicy = policies.sync;
    this.fieldRules = policies.fields;
  }

  private record Policies(SyncPolicy sync, FieldRules fields) {}

  /**
   * Begins an application.
   *
   * @throws IllegalArgumentException if the name is no {@link ApplicationName}
   */
  public static Builder named(String name) {
    return new Builder(new ApplicationName(name));
  }

  /** Its name. */
  public ApplicationName name() {
    return name;
  }

  /** Where its desired state comes from. */
  public ApplicationSource source() {
    return source;
  }

  /** How its files become manifests. */
  public Rendering rendering() {
    return rendering;
  }

  /** Where it is deployed. */
  public Destination destination() {
    return destination;
  }

  /** What the engine may do by itself. */
  public SyncPolicy syncPolicy() {
    return syncPolicy;
  }

  /** Which fields of its objects are whose, besides what holds for the whole engine. */
  public FieldRules fieldRules() {
    return fieldRules;
  }

  /** The same application with other rules about fields. */
  public Application withFieldRules(FieldRules other) {
    return new Application(name, source, rendering, destination, new Policies(syncPolicy, other));
  }

  /** The same application under another policy. */
  public Application withSyncPolicy(SyncPolicy other) {
    return new Application(name, source, rendering, destination, new Policies(other, fieldRules));
  }

  /** The same application from another source, such as another branch. */
  public Application withSource(ApplicationSource other) {
    return new Application(
        name, other, rendering, destination, new Policies(syncPolicy, fieldRules));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Application that
        && name.equals(that.name)
        && source.equals(that.source)
        && rendering.equals(that.rendering)
        && destination.equals(that.destination)
        && syncPolicy.equals(that.syncPolicy)
        && fieldRules.equals(that.fieldRules);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, source, rendering, destination, syncPolicy, fieldRules);
  }

  /** The name. */
  @Override
  public String toString() {
    return name.value();
  }

  /**
   * Gathers an application; source and destination are required, the rest is detected rendering and
   * manual policy.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final ApplicationName name;
    private @Nullable ApplicationSource source;
    private @Nullable Destination destination;
    private Rendering rendering = Rendering.detected();
    private SyncPolicy syncPolicy = SyncPolicy.manual();
    private FieldRules fieldRules = FieldRules.DEFAULT;

    private Builder(ApplicationName name) {
      this.name = name;
    }

    /** Where its desired state comes from. */
    public Builder source(ApplicationSource where) {
      this.source = where;
      return this;
    }

    /** How its files become manifests. */
    public Builder rendering(Rendering how) {
      this.rendering = how;
      return this;
    }

    /** Where it is deployed. */
    public Builder destination(String cluster, String namespace) {
      this.destination = new Destination(cluster, namespace);
      return this;
    }

    /** What the engine may do by itself. */
    public Builder syncPolicy(SyncPolicy policy) {
      this.syncPolicy = policy;
      return this;
    }

    /** Which fields of its objects are whose, besides what holds for the whole engine. */
    public Builder fieldRules(FieldRules rules) {
      this.fieldRules = rules;
      return this;
    }

    /** One more rule about fields, such as what to ignore. */
    public Builder fieldRule(FieldRule rule) {
      this.fieldRules = fieldRules.with(rule);
      return this;
    }

    /**
     * The application.
     *
     * @throws IllegalStateException if source or destination was not given
     */
    public Application build() {
      if (source == null || destination == null) {
        throw new IllegalStateException(
            "application '%s' needs a %s"
                .formatted(name, source == null ? "source" : "destination"));
      }
      return new Application(
          name, source, rendering, destination, new Policies(syncPolicy, fieldRules));
    }
  }
}
