package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.SyncRequest;
import io.gitops4j.core.sync.SyncResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * All applications of one engine: what can be asked of each, and, once started, what happens by
 * itself. Thread-safe. Calls block.
 *
 * <p>Whatever can't be had from Git or a cluster is a condition of the status for {@link #status},
 * {@link #refresh} and everything that runs by itself, and a {@link GitOpsException} for whoever
 * asked for an operation.
 *
 * @since 0.1.0
 */
public final class Reconciler implements AutoCloseable {
  private final EnginePorts ports;
  private final EngineSettings settings;
  private final Map<ApplicationName, ApplicationReconciler> applications =
      new ConcurrentSkipListMap<>();
  private final Polling polling;
  private final LiveWatches watches;

  /** Manages nothing yet and does nothing by itself. */
  public Reconciler(EnginePorts ports, EngineSettings settings) {
    this.ports = ports;
    this.settings = settings;
    this.polling = new Polling(ports, settings.pollInterval(), this);
    this.watches = new LiveWatches(ports, settings.instance(), this::liveChanged);
  }

  /**
   * Takes an application over, or takes its new settings; its stored state is found again by its
   * name.
   *
   * @throws OperationException if the engine was given no cluster of that name
   */
  public void manage(Application application) {
    ports.cluster(application.destination().cluster());
    settings.fieldRules(application).checked();
    applications.compute(
        application.name(),
        (name, before) -> before == null ? begun(application) : before.with(application));
    polling.added(application);
  }

  private ApplicationReconciler begun(Application application) {
    StateKeeper keeper = new StateKeeper(ports.store(), application.name());
    return new ApplicationReconciler(new ApplicationContext(application, ports, settings, keeper));
  }

  /** Forgets an application. Nothing in the cluster or the stored state is touched. */
  public void forget(ApplicationName name) {
    applications.remove(name);
    watches.forget(name);
  }

  /** The managed applications, by name. */
  public List<Application> applications() {
    return applications.values().stream().map(ApplicationReconciler::application).toList();
  }

  /** Starts what happens by itself: polling, watching, automated syncs, self-heal. Idempotent. */
  public void start() {
    polling.start();
  }

  /** The status as it was last found; looks if it never was. */
  public ApplicationStatus status(ApplicationName name) {
    return of(name).status();
  }

  /** Looks at Git and the cluster now. */
  public ApplicationStatus refresh(ApplicationName name) {
    return of(name).refresh();
  }

  /**
   * Looks at Git and the cluster now, and at every object anew: none is taken for synced because an
   * earlier look or sync found it so.
   */
  public ApplicationStatus hardRefresh(ApplicationName name) {
    return of(name).hardRefresh();
  }

  /** Looks, and does what the policy says. */
  public ApplicationStatus reconcile(ApplicationName name) {
    return reconcile(of(name), Optional.empty());
  }

  private ApplicationStatus reconcile(
      ApplicationReconciler application, Optional<Revision> revision) {
    return watched(
        application, application.reconcile(revision, again -> lookAt(application, again)));
  }

  private ApplicationStatus watched(ApplicationReconciler application, ApplicationStatus status) {
    ApplicationName name = status.application();
    // one that was forgotten, or got other settings, while it looked watches nothing
    if (polling.isStarted() && applications.get(name) == application) {
      watches.cover(application.application().destination().cluster(), status);
      if (!applications.containsKey(name)) {
        watches.forget(name);
      }
    }
    return status;
  }

  private void lookAt(ApplicationReconciler application, Instant time) {
    ports
        .scheduler()
        .later(
            Duration.between(ports.scheduler().now(), time),
            () -> {
              application.woke(time);
              reconcileLive(application.application().name());
            });
  }

  private void liveChanged(ApplicationName name) {
    ports.scheduler().run(() -> reconcileLive(name));
  }

  private void reconcileLive(ApplicationName name) {
    managed(name)
        .ifPresent(
            application ->
                watched(
                    application, application.reconcileLive(again -> lookAt(application, again))));
  }

  /**
   * Each application on a task of its own, so that none waits for another's cluster.
   *
   * @param revision what its selector means, as the repository just said; empty to ask it
   */
  void reconcileSoon(ApplicationName name, Optional<Revision> revision) {
    ports
        .scheduler()
        .run(() -> managed(name).ifPresent(application -> reconcile(application, revision)));
  }

  private Optional<ApplicationReconciler> managed(ApplicationName name) {
    return Optional.ofNullable(applications.get(name)).filter(found -> polling.isStarted());
  }

  /** Whether an application must look again, now that its repository told its refs. */
  boolean isUndecided(ApplicationName name, RemoteRefs refs) {
    return managed(name).filter(application -> application.isUndecided(refs)).isPresent();
  }

  /** Tells an application that its repository could not be asked. */
  void sourceFailed(ApplicationName name, GitOpsException failure) {
    Optional.ofNullable(applications.get(name))
        .ifPresent(application -> application.sourceFailed(failure));
  }

  /** What differs between Git and the cluster now. */
  public Comparison compare(ApplicationName name) {
    return of(name).compare();
  }

  /** What a commit would change; nothing is touched. */
  public Preview preview(ApplicationName name, RevisionSelector selector, SyncRequest request) {
    return of(name).preview(selector, request);
  }

  /** Deploys what Git asks for. */
  public SyncResult sync(ApplicationName name, SyncRequest request) {
    return of(name).operations().sync(request, new SyncOperation(step -> {}));
  }

  /**
   * Starts to deploy what Git asks for, in the background.
   *
   * @param progress told of each step when it is done, on the thread that does it
   */
  public SyncOperation startSync(
      ApplicationName name, SyncRequest request, Consumer<ResourceResult> progress) {
    ApplicationReconciler application = of(name);
    SyncOperation operation = new SyncOperation(progress);
    ports
        .scheduler()
        .run(
            () -> {
              try {
                operation.complete(application.operations().sync(request, operation));
              } catch (RuntimeException e) {
                operation.fail(e);
              }
            });
    return operation;
  }

  /**
   * Goes back to what a deployment applied, without Git or the chart, and holds automation there as
   * long as Git asks for what was gone back from.
   *
   * @throws OperationException if the history has no such deployment
   */
  public SyncResult rollback(ApplicationName name, DeploymentId id, SyncRequest request) {
    return of(name).operations().rollback(id, request);
  }

  /** Ends a hold; answers the one that there was. */
  public Optional<Hold> release(ApplicationName name) {
    Optional<Hold> hold = of(name).release();
    hold.ifPresent(ended -> reconcileSoon(name, Optional.empty()));
    return hold;
  }

  /** What was deployed, newest first. */
  public List<Deployment> history(ApplicationName name) {
    return of(name).history();
  }

  /**
   * Waits until an application is healthy, and records that with its newest deployment.
   *
   * @throws OperationException if it is not within the limit; what it came to is recorded all the
   *     same
   */
  public ApplicationStatus awaitHealthy(ApplicationName name, Duration limit) {
    return of(name).awaitHealthy(limit);
  }

  private ApplicationReconciler of(ApplicationName name) {
    ApplicationReconciler application = applications.get(name);
    if (application == null) {
      throw new OperationException(
          OperationException.Reason.UNKNOWN_APPLICATION,
          "no application is called '%s'; managed are %s".formatted(name, applications.keySet()));
    }
    return application;
  }

  /** Stops what happens by itself; idempotent. The ports stay open. */
  @Override
  public void close() {
    polling.stop();
    watches.close();
  }
}
