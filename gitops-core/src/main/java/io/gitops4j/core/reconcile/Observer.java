package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.ComparisonContext;
import io.gitops4j.core.diff.Intent;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.diff.Receipt;
import io.gitops4j.core.diff.ResourceDiff;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a cluster and compares: prediction first, the cluster's own dry run only where prediction can't tell. */
final class Observer {
  private final ClusterTarget target;
  private final ClusterInfo info;
  private final Application application;
  private final EngineSettings settings;

  Observer(ClusterTarget target, ClusterInfo info, Application application, EngineSettings settings) {
    this.target = target;
    this.info = info;
    this.application = application;
    this.settings = settings;
  }

  /**
   * Looks at the cluster for a desired state.
   *
   * @param archived how to get back what a deployment applied
   */
  Observation observe(DesiredState desired, ApplicationState state, Function<Deployment, Intents> archived) {
    LiveState live = read(desired.intents(), state);
    Comparison comparison = compare(desired.intents(), live, state);
    return new Observation(desired, live, comparison, isDrifted(comparison, live, state, archived));
  }

  /** Whether the cluster differs from the newest deployment; objects that left it do not count as drift. */
  private boolean isDrifted(
      Comparison comparison, LiveState live, ApplicationState state, Function<Deployment, Intents> archived) {
    Optional<Deployment> current = state.current();
    if (current.isEmpty()) {
      return false;
    }
    boolean sameAsGit = current.get().desiredState().equals(comparison.digest());
    Comparison deployed = sameAsGit ? comparison : compare(archived.apply(current.get()), live, state);
    return deployed.resources().stream().anyMatch(ResourceDiff::counts);
  }

  /** What the cluster has of the application, if it asked for these intents. */
  LiveState read(Intents intents, ApplicationState state) {
    List<ResourceKey> wanted = intents.all().stream().map(Intent::key).toList();
    Set<GroupKind> kinds = new HashSet<>(state.kinds());
    return new LiveReader(target, info)
        .read(wanted, kinds, application.destination().namespace(), settings.ownership(application));
  }

  /** What applying these intents, and pruning what left them, would change. */
  Comparison compare(Intents intents, LiveState live, ApplicationState state) {
    ComparisonContext context =
        new ComparisonContext(
            settings.instance(), application.name(), settings.fieldManager(), target::schema, receipts(state));
    Comparison predicted = Comparison.of(intents, live, context);
    return predicted.undecided().isEmpty() ? predicted : predicted.withAnswers(ask(predicted, intents));
  }

  private Map<ResourceKey, ApplyOutcome> ask(Comparison predicted, Intents intents) {
    Map<ResourceKey, ApplyOutcome> answers = new LinkedHashMap<>();
    for (ResourceKey key : predicted.undecided()) {
      intents
          .get(key)
          .map(intent -> ApplyRequest.forced(intent.manifest(), settings.fieldManager()).asDryRun())
          .ifPresent(question -> answers.put(key, target.apply(question)));
    }
    return answers;
  }

  private static Map<ResourceKey, Receipt> receipts(ApplicationState state) {
    Map<ResourceKey, Receipt> receipts = new LinkedHashMap<>();
    state.receipts().forEach((key, stored) -> receipts.put(key, new Receipt(stored.intent(), stored.answer())));
    return receipts;
  }
}
