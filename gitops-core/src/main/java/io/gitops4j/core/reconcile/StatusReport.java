package io.gitops4j.core.reconcile;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.ResourceDiff;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.health.ApplicationHealth;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.HealthCheck;
import io.gitops4j.core.health.ResourceTree;
import io.gitops4j.core.health.Rollout;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.StateException;
import io.gitops4j.core.history.SyncPoint;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.reconcile.ApplicationStatus.Deployed;
import io.gitops4j.core.reconcile.ApplicationStatus.Sync;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** From an observation to the status that people read: decides nothing, does nothing. */
final class StatusReport {
  private final ApplicationContext context;
  private final Optional<ApplicationStatus> before;

  /**
   * A report.
   *
   * @param before the status before this one, which tells since when a condition lasts
   */
  StatusReport(ApplicationContext context, Optional<ApplicationStatus> before) {
    this.context = context;
    this.before = before;
  }

  static boolean isSynced(Comparison comparison) {
    return comparison.status() == SyncStatus.SYNCED;
  }

  /** What a person should know about a look that went well. */
  static List<String> warnings(Observation observation) {
    List<String> warnings = new ArrayList<>(observation.desired().warnings());
    observation
        .desired()
        .hooks()
        .forEach(
            hook ->
                warnings.add(
                    "hook %s (%s) is not run: hooks are not supported yet"
                        .formatted(hook.manifest(), hook.annotation())));
    return warnings;
  }

  ApplicationStatus of(Observation observation, ApplicationState state, Automation.Note note) {
    Comparison comparison = observation.comparison();
    List<LiveResource> roots = roots(comparison);
    HealthCheck check = context.ports().health();
    List<ResourceKey> missing =
        comparison.resources().stream()
            .filter(diff -> diff.live().isEmpty())
            .map(ResourceDiff::key)
            .toList();
    return new ApplicationStatus(
        context.application().name(),
        sync(observation, state),
        ApplicationHealth.of(roots, missing, check),
        new ApplicationStatus.Deployed(state.current(), observation.drifted()),
        rows(comparison, check),
        ResourceTree.of(roots, observation.live().all(), check),
        state.hold(),
        note.reason(),
        conditions(observation, note),
        context.now());
  }

  private List<Condition> conditions(Observation observation, Automation.Note note) {
    Stream<Condition> failure =
        note.failure().stream().map(text -> condition(Condition.Type.SYNC_ERROR, text));
    Stream<Condition> warnings =
        warnings(observation).stream().map(text -> condition(Condition.Type.WARNING, text));
    return Stream.concat(failure, warnings).toList();
  }

  private static List<LiveResource> roots(Comparison comparison) {
    return Stream.concat(
            comparison.resources().stream().map(ResourceDiff::live).flatMap(Optional::stream),
            comparison.extra().stream())
        .toList();
  }

  private ApplicationStatus.Sync sync(Observation observation, ApplicationState state) {
    return new ApplicationStatus.Sync(
        observation.comparison().status(),
        Optional.of(observation.desired().revision()),
        liveRevision(state),
        context.application().source().selector().toString());
  }

  private static Optional<Revision> liveRevision(ApplicationState state) {
    return state
        .lastSynced()
        .map(SyncPoint::revision)
        .or(() -> state.current().map(Deployment::revision));
  }

  private static List<ResourceRow> rows(Comparison comparison, HealthCheck check) {
    Stream<ResourceRow> wanted = comparison.resources().stream().map(diff -> row(diff, check));
    Stream<ResourceRow> extra =
        comparison.extra().stream().map(resource -> extraRow(resource, check));
    return Stream.concat(wanted, extra).sorted(Comparator.comparing(ResourceRow::key)).toList();
  }

  private static ResourceRow row(ResourceDiff diff, HealthCheck check) {
    Optional<Health> health =
        diff.live().isPresent()
            ? diff.live().flatMap(check::assess)
            : Optional.of(Health.missing(""));
    return new ResourceRow(
        diff.key(),
        diff.counts() ? SyncStatus.OUT_OF_SYNC : SyncStatus.SYNCED,
        health,
        diff.live().flatMap(Rollout::revisionOf),
        false,
        diff.verdict() == Verdict.SYNCED ? "" : diff.why());
  }

  private static ResourceRow extraRow(LiveResource resource, HealthCheck check) {
    return new ResourceRow(
        resource.key(),
        SyncStatus.OUT_OF_SYNC,
        check.assess(resource),
        Rollout.revisionOf(resource),
        true,
        "left Git");
  }

  /**
   * The status when something could not be had: what was known stays, and says that it is not known
   * to hold any more.
   */
  ApplicationStatus failed(GitOpsException failure) {
    Condition condition =
        condition(typeOf(failure), Objects.toString(failure.getMessage(), failure.toString()));
    Optional<ApplicationState> stored = stored();
    ApplicationStatus.Sync sync =
        new ApplicationStatus.Sync(
            SyncStatus.UNKNOWN,
            Optional.empty(),
            stored
                .flatMap(StatusReport::liveRevision)
                .or(() -> before.map(ApplicationStatus::sync).flatMap(Sync::live)),
            context.application().source().selector().toString());
    return new ApplicationStatus(
        context.application().name(),
        sync,
        before.map(ApplicationStatus::health).orElseGet(() -> Health.unknown("never looked at")),
        new ApplicationStatus.Deployed(
            stored
                .flatMap(ApplicationState::current)
                .or(() -> before.flatMap(known -> known.deployed().current())),
            before.map(ApplicationStatus::deployed).filter(Deployed::drifted).isPresent()),
        before.map(ApplicationStatus::resources).orElse(List.of()),
        before.map(ApplicationStatus::tree).orElseGet(StatusReport::noTree),
        stored.map(ApplicationState::hold).orElseGet(() -> before.flatMap(ApplicationStatus::hold)),
        before.map(ApplicationStatus::automation).orElse(""),
        List.of(condition),
        context.now());
  }

  /** What is stored does not depend on Git or the cluster, but may be what is broken. */
  private Optional<ApplicationState> stored() {
    try {
      return Optional.of(context.state());
    } catch (StateException e) {
      return Optional.empty();
    }
  }

  private static ResourceTree noTree() {
    return ResourceTree.of(List.of(), List.of(), resource -> Optional.empty());
  }

  private static Condition.Type typeOf(GitOpsException failure) {
    if (failure instanceof SourceException) {
      return Condition.Type.SOURCE_ERROR;
    }
    if (failure instanceof ClusterException) {
      return Condition.Type.CLUSTER_ERROR;
    }
    if (failure instanceof StateException) {
      return Condition.Type.STATE_ERROR;
    }
    boolean cluster =
        failure instanceof OperationException operation
            && operation.reason() == OperationException.Reason.UNKNOWN_CLUSTER;
    return cluster ? Condition.Type.CLUSTER_ERROR : Condition.Type.RENDER_ERROR;
  }

  private Condition condition(Condition.Type type, String message) {
    return before.map(ApplicationStatus::conditions).stream()
        .flatMap(Collection::stream)
        .filter(known -> known.type() == type && known.message().equals(message))
        .findFirst()
        .orElseGet(() -> new Condition(type, message, context.now()));
  }
}
