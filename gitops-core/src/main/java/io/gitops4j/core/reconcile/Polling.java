package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.kernel.Scheduler.Scheduled;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.RepositoryUrl;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks each repository for its refs, once an interval for all its applications, and reconciles
 * those about whose commit nothing was decided yet. Chance only makes an interval shorter, so that
 * repositories spread out and none is asked too late. Guarded by its own lock.
 */
final class Polling {
  /** By how much chance may shorten an interval. */
  private static final double SPREAD = 0.1;

  private final EnginePorts ports;
  private final Duration interval;
  private final Reconciler reconciler;
  private final Map<String, Scheduled> timers = new HashMap<>();
  private boolean started;

  Polling(EnginePorts ports, Duration interval, Reconciler reconciler) {
    this.ports = ports;
    this.interval = interval;
    this.reconciler = reconciler;
  }

  synchronized boolean isStarted() {
    return started;
  }

  synchronized void start() {
    if (started) {
      return;
    }
    started = true;
    reconciler.applications().forEach(this::added);
  }

  /** A new application is looked at at once; its repository is asked from then on. */
  synchronized void added(Application application) {
    if (!started) {
      return;
    }
    ports.scheduler().run(() -> firstLook(application));
    RepositoryUrl repository = application.source().repository();
    timers.computeIfAbsent(repository.identity(), unasked -> nextPoll(repository));
  }

  private void firstLook(Application application) {
    if (isStarted()) {
      reconciler.reconcile(application.name());
    }
  }

  private Scheduled nextPoll(RepositoryUrl repository) {
    double shortened = 1 - SPREAD * ports.random().nextDouble();
    return ports
        .scheduler()
        .later(Duration.ofMillis((long) (interval.toMillis() * shortened)), () -> poll(repository));
  }

  private static boolean isIn(RepositoryUrl repository, Application application) {
    return application.source().repository().identity().equals(repository.identity());
  }

  private void poll(RepositoryUrl repository) {
    List<Application> applications =
        reconciler.applications().stream()
            .filter(application -> isIn(repository, application))
            .toList();
    if (!again(repository, !applications.isEmpty())) {
      return;
    }
    try {
      RemoteRefs refs = ports.git().refs(repository);
      applications.stream()
          .filter(application -> reconciler.isUndecided(application.name(), refs))
          .forEach(
              undecided ->
                  reconciler.reconcileSoon(
                      undecided.name(), refs.find(undecided.source().selector())));
    } catch (GitOpsException e) {
      applications.forEach(application -> reconciler.sourceFailed(application.name(), e));
    }
  }

  /**
   * The next poll is planned before this one, so that whatever this one meets can't end polling.
   */
  private synchronized boolean again(RepositoryUrl repository, boolean used) {
    timers.remove(repository.identity());
    if (started && used) {
      timers.put(repository.identity(), nextPoll(repository));
    }
    return started && used;
  }

  synchronized void stop() {
    started = false;
    timers.values().forEach(Scheduled::cancel);
    timers.clear();
  }
}
