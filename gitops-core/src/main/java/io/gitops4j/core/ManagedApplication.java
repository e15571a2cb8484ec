package io.gitops4j.core;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.DiffText;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.reconcile.ApplicationStatus;
import io.gitops4j.core.reconcile.Preview;
import io.gitops4j.core.reconcile.Reconciler;
import io.gitops4j.core.reconcile.SyncOperation;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.SyncPlan;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One application in the hands of the engine. Thread-safe; calls block.
 *
 * <p>Operations throw a {@link io.gitops4j.core.kernel.GitOpsException} when they can't begin,
 * because Git, the renderer or the cluster gives nothing to work with; what happens to single
 * objects is in their results. {@link #status} and {@link #refresh} never throw for such reasons:
 * their status says what is wrong.
 *
 * @since 0.1.0
 */
public final class ManagedApplication {
  private final Application application;
  private final Reconciler reconciler;
  private final DiffText text;

  ManagedApplication(Application application, Reconciler reconciler, DiffText text) {
    this.application = application;
    this.reconciler = reconciler;
    this.text = text;
  }

  /** Its name. */
  public ApplicationName name() {
    return application.name();
  }

  /** What was handed to the engine. */
  public Application application() {
    return application;
  }

  /** The status as it was last found; looks if it never was. */
  public ApplicationStatus status() {
    return reconciler.status(name());
  }

  /** Looks at Git and the cluster now; changes neither. */
  public ApplicationStatus refresh() {
    return reconciler.refresh(name());
  }

  /**
   * Looks as {@link #refresh} does, and at every object anew: none is taken for synced because an
   * earlier look or sync found it so. For those who doubt what they are told; it costs more.
   */
  public ApplicationStatus hardRefresh() {
    return reconciler.hardRefresh(name());
  }

  /** What differs between Git and the cluster now. */
  public Comparison compare() {
    return reconciler.compare(name());
  }

  /**
   * What a sync would change now, as unified text with values of Secrets masked; empty if nothing
   * differs.
   */
  public String diff() {
    return diff(application.source().selector());
  }

  /**
   * What a sync would change in one object; empty if nothing differs in it or the application has
   * no such object.
   */
  public String diff(ResourceKey key) {
    Preview preview = preview(application.source().selector());
    return preview.comparison().diff(key).map(labelled(preview)::of).orElse("");
  }

  /** What a sync of another commit would change, as unified text; nothing is touched. */
  public String diff(RevisionSelector selector) {
    Preview preview = preview(selector);
    return labelled(preview).of(preview.comparison());
  }

  private DiffText labelled(Preview preview) {
    String live = status().sync().live().map(revision -> " " + revision.abbreviated()).orElse("");
    return text.withLabels("live" + live, "Git " + preview.commit().revision().abbreviated());
  }

  /** What a sync would do now. */
  public SyncPlan plan() {
    return plan(application.source().selector());
  }

  /**
   * What a sync of another commit would do, such as the one that a merge would make; nothing is
   * touched.
   */
  public SyncPlan plan(RevisionSelector selector) {
    return preview(selector).plan();
  }

  /**
   * The plan for another commit with the comparison that it rests on; pruning is shown as if it
   * were allowed.
   */
  public Preview preview(RevisionSelector selector) {
    SyncRequest request = SyncRequest.defaults().withPruning(SyncRequest.Pruning.ALLOWED);
    return reconciler.preview(name(), selector, request);
  }

  /** Deploys what Git asks for, with the {@link SyncRequest#defaults}. */
  public SyncResult sync() {
    return sync(SyncRequest.defaults());
  }

  /** Deploys what Git asks for. */
  public SyncResult sync(SyncRequest request) {
    return reconciler.sync(name(), request);
  }

  /**
   * Starts to deploy what Git asks for, in the background.
   *
   * @param progress told of each step when it is done, on the thread that does it
   */
  public SyncOperation startSync(SyncRequest request, Consumer<ResourceResult> progress) {
    return reconciler.startSync(name(), request, progress);
  }

  /**
   * Waits until the application is healthy, and records that with its newest deployment.
   *
   * @throws io.gitops4j.core.reconcile.OperationException if it is not within the limit
   */
  public ApplicationStatus awaitHealthy(Duration limit) {
    return reconciler.awaitHealthy(name(), limit);
  }

  /** What was deployed, newest first. */
  public List<Deployment> history() {
    return reconciler.history(name());
  }

  /** Goes back to a deployment, with the {@link SyncRequest#defaults}: nothing is pruned. */
  public SyncResult rollback(DeploymentId id) {
    return rollback(id, SyncRequest.defaults());
  }

  /**
   * Goes back to what a deployment applied, without Git or the chart, and holds automation there as
   * long as Git asks for what was gone back from.
   *
   * @throws io.gitops4j.core.reconcile.OperationException if the history has no such deployment
   */
  public SyncResult rollback(DeploymentId id, SyncRequest request) {
    return reconciler.rollback(name(), id, request);
  }

  /**
   * Ends a hold, so that automation goes on with what Git asks for; answers the hold that there
   * was.
   */
  public Optional<Hold> release() {
    return reconciler.release(name());
  }

  @Override
  public String toString() {
    return application.toString();
  }
}
