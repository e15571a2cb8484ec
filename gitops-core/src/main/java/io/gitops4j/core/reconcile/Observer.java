package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.ComparisonContext;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.diff.ResourceDiff;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.manifest.ResourceKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads a cluster and compares: prediction first, the cluster's own dry run only where prediction
 * can't tell.
 */
final class Observer {
  private final ClusterTarget target;
  private final ClusterInfo info;
  private final Application application;
  private final EngineSettings settings;
  private final UnaryOperator<ComparisonContext> trust;

  Observer(
      ClusterTarget target, ClusterInfo info, Application application, EngineSettings settings) {
    this(target, info, application, settings, context -> context);
  }

  private Observer(
      ClusterTarget target,
      ClusterInfo info,
      Application application,
      EngineSettings settings,
      UnaryOperator<ComparisonContext> trust) {
    this.target = target;
    this.info = info;
    this.application = application;
    this.settings = settings;
    this.trust = trust;
  }

  /** The same at a time, from which old receipts end. */
  Observer at(Instant now) {
    return trusting(context -> context.at(now));
  }

  /** The same without taking anything for synced by its receipt alone. */
  Observer distrusting() {
    return trusting(ComparisonContext::distrustingReceipts);
  }

  private Observer trusting(UnaryOperator<ComparisonContext> more) {
    return new Observer(
        target, info, application, settings, context -> more.apply(trust.apply(context)));
  }

  /**
   * Looks at the cluster for a desired state.
   *
   * @param archived how to get back what a deployment applied
   */
  Observation observe(
      DesiredState desired, ApplicationState state, Function<Deployment, Intents> archived) {
    LiveState live = read(desired.intents(), state);
    boolean isDeployed =
        state.kept().filter(current -> current.desiredState().equals(desired.digest())).isPresent();
    Optional<Intents> last = isDeployed ? Optional.empty() : state.kept().map(archived);
    Comparison comparison = compare(desired.intents(), live, state, last);
    Comparison deployed =
        last.map(intents -> compare(intents, live, state, Optional.empty())).orElse(comparison);
    return new Observation(
        desired, live, comparison, state.current().isPresent() && differs(deployed));
  }

  /** Objects that left a deployment do not count as drift from it. */
  private static boolean differs(Comparison deployed) {
    return deployed.resources().stream().anyMatch(ResourceDiff::counts);
  }

  /** What the cluster has of the application, if it asked for these intents. */
  LiveState read(Intents intents, ApplicationState state) {
    return new LiveReader(target, info)
        .read(
            intents,
            new LiveReader.Known(state.kinds(), namespaces(state)),
            settings.ownership(application));
  }

  /** Where objects of the application are, or were: what left Git may be the last one there. */
  private Set<String> namespaces(ApplicationState state) {
    Set<String> namespaces = new TreeSet<>(Set.of(application.destination().namespace()));
    for (Deployment deployment : state.deployments()) {
      deployment.intents().forEach(intent -> namespaces.add(intent.key().namespace()));
      deployment.outcomes().keySet().forEach(key -> namespaces.add(key.namespace()));
    }
    return namespaces;
  }

  /**
   * What applying these intents, and pruning what left them, would change.
   *
   * @param last what was applied last, if it is anything else
   */
  Comparison compare(
      Intents intents, LiveState live, ApplicationState state, Optional<Intents> last) {
    ComparisonContext context =
        ComparisonContext.of(
                settings.intents(application, info), settings.fieldManager(), target::schema)
            .withReceipts(state.receipts())
            .withRedactor(settings.redactor())
            .withFieldRules(settings.fieldRules(application));
    context = trust.apply(last.map(context::withLastIntents).orElse(context));
    Comparison predicted = Comparison.of(intents, live, context);
    return predicted.undecided().isEmpty() ? predicted : predicted.withAnswers(ask(predicted));
  }

  private Map<ResourceKey, ApplyOutcome> ask(Comparison predicted) {
    Map<ResourceKey, ApplyOutcome> answers = new LinkedHashMap<>();
    for (ResourceKey key : predicted.undecided()) {
      predicted
          .question(key)
          .map(document -> ApplyRequest.forced(document, settings.fieldManager()).asDryRun())
          .ifPresent(question -> answers.put(key, target.apply(question)));
    }
    return answers;
  }
}
