package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.IntentArchive.Retrieved;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import java.time.Instant;

/**
 * One application with all that is needed to look at it and act on it.
 *
 * @param application the application
 * @param ports the world
 * @param settings of the engine
 * @param keeper of the application's state
 */
record ApplicationContext(
    Application application, EnginePorts ports, EngineSettings settings, StateKeeper keeper) {

  Instant now() {
    return ports.scheduler().now();
  }

  ClusterTarget target() {
    return ports.cluster(application.destination().cluster());
  }

  ApplicationState state() {
    return keeper.get();
  }

  /** What a commit asks for, without looking at live objects. */
  DesiredState desired(RevisionSelector selector) {
    return new DesiredStates(ports, settings).resolve(application, selector, target().info());
  }

  /** What a commit asks for that the selector is known to mean. */
  DesiredState desired(Revision revision, RevisionSelector selector) {
    return new DesiredStates(ports, settings).at(application, revision, selector, target().info());
  }

  /** What differs between a desired state, or what was deployed last, and the cluster now. */
  Observation observe(DesiredState desired) {
    return observer().observe(desired, state(), this::deployedIntents);
  }

  /** The same without taking anything for synced because it was so before. */
  Observation observeAnew(DesiredState desired) {
    return observer().distrusting().observe(desired, state(), this::deployedIntents);
  }

  /** A reader of the destination as it is now. */
  Observer observer() {
    ClusterTarget target = target();
    return new Observer(target, target.info(), application, settings).at(now());
  }

  /** What a deployment applied, as far as it was kept. */
  Retrieved retrieve(Deployment deployment) {
    return ports.archive().retrieve(deployment.intents());
  }

  private Intents deployedIntents(Deployment deployment) {
    return Intents.ofStored(retrieve(deployment).documents(), settings.redactor());
  }
}
