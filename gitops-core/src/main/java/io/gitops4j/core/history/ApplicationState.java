package io.gitops4j.core.history;

import io.gitops4j.core.diff.Receipt;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one application that must outlive the process. Immutable: each {@code with…}
 * returns a changed copy.
 *
 * @since 0.1.0
 */
public final class ApplicationState {
  private final ApplicationName name;
  private final DeploymentId nextId;
  private final List<Deployment> deployments;
  private final @Nullable Hold hold;
  private final @Nullable SyncPoint lastSynced;
  private final SortedMap<ResourceKey, Receipt> receipts;
  private final SortedSet<GroupKind> kinds;

  private ApplicationState(Parts parts) {
    name = parts.name;
    nextId = parts.nextId;
    deployments = List.copyOf(parts.deployments);
    hold = parts.hold;
    lastSynced = parts.lastSynced;
    receipts = Collections.unmodifiableSortedMap(new TreeMap<>(parts.receipts));
    kinds = Collections.unmodifiableSortedSet(new TreeSet<>(parts.kinds));
  }

  /** The state of an application that was never synced. */
  public static ApplicationState initial(ApplicationName name) {
    return new Parts(name).build();
  }

  /** Whose state it is. */
  public ApplicationName name() {
    return name;
  }

  /** The history, newest first. */
  public List<Deployment> deployments() {
    return deployments;
  }

  /** The newest deployment: what is in the cluster now, drift aside. */
  public Optional<Deployment> current() {
    return deployments.stream().findFirst();
  }

  /** The deployment that the cluster is kept to: the one that is held, else the newest. */
  public Optional<Deployment> kept() {
    return hold().map(Hold::deployment).flatMap(this::deployment).or(this::current);
  }

  /** A deployment that is still in the history. */
  public Optional<Deployment> deployment(DeploymentId id) {
    return deployments.stream().filter(deployment -> deployment.id().equals(id)).findFirst();
  }

  /** The id for the next deployment: one that was never used, also by entries since dropped. */
  public DeploymentId nextId() {
    return nextId;
  }

  /** Keeps automation from going on, since a rollback. */
  public Optional<Hold> hold() {
    return Optional.ofNullable(hold);
  }

  /**
   * The commit whose desired state the cluster was last brought to, or found at; later than the
   * newest deployment's if commits since render the same.
   */
  public Optional<SyncPoint> lastSynced() {
    return Optional.ofNullable(lastSynced);
  }

  /** What the last apply of each object left behind, in the order of the keys. */
  public SortedMap<ResourceKey, Receipt> receipts() {
    return receipts;
  }

  /** Every kind that the application ever applied: where to look for objects that it owns. */
  public SortedSet<GroupKind> kinds() {
    return kinds;
  }

  /**
   * With a deployment added as the newest.
   *
   * @param limit how many entries stay, 1 or more; the oldest are dropped
   * @throws IllegalArgumentException if it does not have {@link #nextId}
   */
  public ApplicationState withDeployment(Deployment deployment, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a history keeps 1 deployment or more, was " + limit);
    }
    if (!deployment.id().equals(nextId)) {
      throw new IllegalArgumentException(
          "the next deployment of '%s' is %s, was %s".formatted(name, nextId, deployment.id()));
    }
    List<Deployment> longer = new ArrayList<>();
    longer.add(deployment);
    longer.addAll(deployments);
    return with(
        parts -> {
          parts.nextId = nextId.next();
          parts.deployments = longer.subList(0, Math.min(limit, longer.size()));
        });
  }

  /** With the health that a deployment came to; unchanged if it is no longer in the history. */
  public ApplicationState withHealth(DeploymentId id, HealthOutcome outcome) {
    return with(
        parts ->
            parts.deployments =
                deployments.stream()
                    .map(each -> each.id().equals(id) ? each.withHealth(outcome) : each)
                    .toList());
  }

  /** With automation held. */
  public ApplicationState withHold(Hold by) {
    return with(parts -> parts.hold = by);
  }

  /** Without a hold. */
  public ApplicationState withoutHold() {
    return with(parts -> parts.hold = null);
  }

  /** With another commit as the one last synced to. */
  public ApplicationState withLastSynced(SyncPoint point) {
    return with(parts -> parts.lastSynced = point);
  }

  /** With these receipts and no others. */
  public ApplicationState withReceipts(Map<ResourceKey, Receipt> all) {
    return with(parts -> parts.receipts = all);
  }

  /** With kinds added to those ever applied. */
  public ApplicationState withKinds(Collection<GroupKind> applied) {
    Set<GroupKind> more = new HashSet<>(kinds);
    more.addAll(applied);
    return with(parts -> parts.kinds = more);
  }

  private ApplicationState with(Consumer<Parts> change) {
    Parts parts = new Parts(name);
    parts.nextId = nextId;
    parts.deployments = deployments;
    parts.hold = hold;
    parts.lastSynced = lastSynced;
    parts.receipts = receipts;
    parts.kinds = kinds;
    change.accept(parts);
    return parts.build();
  }

  private List<?> facts() {
    return List.of(name, nextId, deployments, hold(), lastSynced(), receipts, kinds);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApplicationState that && facts().equals(that.facts());
  }

  @Override
  public int hashCode() {
    return facts().hashCode();
  }

  /** The name and how much there is. */
  @Override
  public String toString() {
    return "%s: %d deployments, %s"
        .formatted(name, deployments.size(), hold == null ? "no hold" : hold);
  }

  /** The components while they change; also how a store puts together what it read. */
  static final class Parts {
    final ApplicationName name;
    DeploymentId nextId = DeploymentId.FIRST;
    Collection<Deployment> deployments = List.of();
    @Nullable Hold hold;
    @Nullable SyncPoint lastSynced;
    Map<ResourceKey, Receipt> receipts = Map.of();
    Collection<GroupKind> kinds = Set.of();

    Parts(ApplicationName name) {
      this.name = name;
    }

    ApplicationState build() {
      return new ApplicationState(this);
    }
  }
}
