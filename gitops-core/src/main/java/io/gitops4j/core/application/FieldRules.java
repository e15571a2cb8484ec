package io.gitops4j.core.application;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of live objects are whose: the rules of an engine or an application. Immutable;
 * {@code with…} and the like return a copy.
 *
 * @since 0.1.0
 */
public final class FieldRules {
  /** Whose fields are taken over unless told otherwise. */
  public static final Set<String> DEFAULT_ADOPTED = Set.of("kubectl-client-side-apply", "helm");

  /**
   * The managers that are controllers of Kubernetes and of common autoscalers. Whoever writes
   * through a sub-resource, such as {@code status} or {@code scale}, counts as one in any case.
   */
  public static final Set<String> DEFAULT_CONTROLLERS =
      Set.of(
          "kube-controller-manager",
          "kube-scheduler",
          "kube-apiserver",
          "kubelet",
          "kube-proxy",
          "cloud-controller-manager",
          "cluster-autoscaler",
          "clusterrole-aggregation-controller",
          "horizontal-pod-autoscaler",
          "keda-operator",
          "vpa-updater",
          "vpa-recommender",
          "vpa-admission-controller",
          "cainjector",
          "cert-manager-cainjector");

  /** The built-in rules, nothing strict, adoption from kubectl and Helm. */
  public static final FieldRules DEFAULT =
      new FieldRules(List.of(), Set.of(), null, Set.of(), null);

  private final List<FieldRule> rules;
  private final Set<BuiltInRule> without;
  private final @Nullable Set<String> adopted;
  private final Set<String> controllers;
  private final @Nullable JqEngine jq;

  private FieldRules(
      List<FieldRule> rules,
      Set<BuiltInRule> without,
      @Nullable Set<String> adopted,
      Set<String> controllers,
      @Nullable JqEngine jq) {
    this.rules = List.copyOf(rules);
    this.without = without;
    this.adopted = adopted;
    this.controllers = controllers;
    this.jq = jq;
  }

  /** With more rules; all rules count together. */
  public FieldRules with(FieldRule... more) {
    List<FieldRule> all = new ArrayList<>(rules);
    all.addAll(List.of(more));
    return new FieldRules(all, without, adopted, controllers, jq);
  }

  /** Without these built-in rules. */
  public FieldRules without(BuiltInRule... switchedOff) {
    EnumSet<BuiltInRule> less = EnumSet.noneOf(BuiltInRule.class);
    less.addAll(without);
    Collections.addAll(less, switchedOff);
    return new FieldRules(rules, Collections.unmodifiableSet(less), adopted, controllers, jq);
  }

  /**
   * Suffers no fields of others in any object of the application: those that Git does not state are
   * drift, and a sync removes them.
   */
  public FieldRules strict() {
    return with(FieldRule.strict("*", "*"));
  }

  /**
   * Takes over what these field managers stated in objects that Git states, so that what Git does
   * not state goes away, as with the tool that made them; in place of {@link #DEFAULT_ADOPTED}.
   *
   * @param managers none to take nothing over
   */
  public FieldRules adoptingFrom(String... managers) {
    return new FieldRules(rules, without, Set.of(managers), controllers, jq);
  }

  /**
   * Names field managers that are controllers, besides {@link #DEFAULT_CONTROLLERS}: what they own
   * is no drift under strict rules, nor if it was stated in Git once.
   */
  public FieldRules controlledBy(String... managers) {
    Set<String> more = new TreeSet<>(controllers);
    Collections.addAll(more, managers);
    return new FieldRules(rules, without, adopted, Collections.unmodifiableSet(more), jq);
  }

  /** With something that evaluates jq paths. */
  public FieldRules evaluatingWith(JqEngine engine) {
    return new FieldRules(rules, without, adopted, controllers, engine);
  }

  /** These and others: rules add up, and where only one can be the other's counts. */
  public FieldRules and(FieldRules other) {
    EnumSet<BuiltInRule> less = EnumSet.noneOf(BuiltInRule.class);
    less.addAll(without);
    less.addAll(other.without);
    Set<String> more = new TreeSet<>(controllers);
    more.addAll(other.controllers);
    return new FieldRules(
            rules,
            Collections.unmodifiableSet(less),
            other.adopted == null ? adopted : other.adopted,
            Collections.unmodifiableSet(more),
            other.jq == null ? jq : other.jq)
        .with(other.rules.toArray(FieldRule[]::new));
  }

  /**
   * These rules if they can be used.
   *
   * @throws FieldRuleException if a rule says nothing, or has a jq path that nothing evaluates
   */
  public FieldRules checked() {
    rules.forEach(rule -> rule.check(jq));
    return this;
  }

  /** The same without rules, apart from the built-in ones. */
  public FieldRules withoutRules() {
    return new FieldRules(List.of(), without, adopted, controllers, jq);
  }

  /** The rules, without the built-in ones. */
  public List<FieldRule> rules() {
    return rules;
  }

  /** Whether a built-in rule counts. */
  public boolean has(BuiltInRule rule) {
    return !without.contains(rule);
  }

  /** Whose fields are taken over. */
  public Set<String> adopted() {
    return adopted == null ? DEFAULT_ADOPTED : adopted;
  }

  /** Whether a field manager is a controller. */
  public boolean isController(String manager) {
    return DEFAULT_CONTROLLERS.contains(manager) || controllers.contains(manager);
  }

  /** What evaluates jq paths. */
  public Optional<JqEngine> jqEngine() {
    return Optional.ofNullable(jq);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldRules that
        && rules.equals(that.rules)
        && without.equals(that.without)
        && Objects.equals(adopted, that.adopted)
        && controllers.equals(that.controllers)
        && Objects.equals(jq, that.jq);
  }

  @Override
  public int hashCode() {
    return Objects.hash(rules, without, adopted, controllers, jq);
  }

  /** The rules and what departs from the default; equal rules print equally. */
  @Override
  public String toString() {
    return "%s, without %s, adopting from %s, controllers %s"
        .formatted(
            rules, new TreeSet<>(without), new TreeSet<>(adopted()), new TreeSet<>(controllers));
  }
}
