package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.application.ApplicationSource;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.render.RenderRequest;
import io.gitops4j.core.render.Rendered;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.core.sync.Hooks;
import java.util.Optional;

/**
 * From a selector to what its commit asks for: resolves once, then everything is about that one
 * commit.
 */
final class DesiredStates {
  private final EnginePorts ports;
  private final EngineSettings settings;

  DesiredStates(EnginePorts ports, EngineSettings settings) {
    this.ports = ports;
    this.settings = settings;
  }

  /**
   * What the selected commit asks for now.
   *
   * @throws io.gitops4j.core.kernel.GitOpsException if it can't be told; the message says why
   */
  DesiredState resolve(Application application, RevisionSelector selector, ClusterInfo cluster) {
    ApplicationSource source = application.source();
    Revision revision;
    try {
      revision = ports.git().resolve(source.repository(), selector);
    } catch (SourceException e) {
      throw Concerning.led(e, application, Optional.empty());
    }
    return at(application, revision, selector, cluster);
  }

  /** What one commit asks for. */
  DesiredState at(
      Application application, Revision revision, RevisionSelector selector, ClusterInfo cluster) {
    try {
      return rendered(application, revision, selector, cluster);
    } catch (SourceException | ManifestException e) {
      throw Concerning.led(e, application, Optional.of(revision));
    }
  }

  private DesiredState rendered(
      Application application, Revision revision, RevisionSelector selector, ClusterInfo cluster) {
    ApplicationSource source = application.source();
    SourceTree tree = ports.git().tree(source.repository(), revision);
    Rendered rendered = ports.renderer().render(request(application, tree, cluster));
    if (rendered instanceof Rendered.Failed failed) {
      throw new OperationException(
          OperationException.Reason.RENDER_FAILED,
          Concerning.led(failed.message(), application, Optional.of(revision)));
    }
    Rendered.Complete complete = (Rendered.Complete) rendered;
    Hooks split = Hooks.split(complete.manifests());
    Intents intents = Intents.of(split.plain(), settings.intents(application, cluster));
    return new DesiredState(
        ports.git().commit(source.repository(), revision),
        selector,
        intents,
        split.hooks(),
        complete.warnings());
  }

  private RenderRequest request(Application application, SourceTree tree, ClusterInfo cluster) {
    return new RenderRequest(
        application.name(),
        tree,
        application.source().path(),
        application.rendering(),
        application.destination().namespace(),
        cluster,
        settings.budget());
  }
}
