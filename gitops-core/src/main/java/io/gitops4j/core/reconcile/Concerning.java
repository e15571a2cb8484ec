package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import java.util.Optional;

/** Names the application and the commit that a failure concerns, unless its message does. */
final class Concerning {
  private Concerning() {}

  /** The failure of a source or a manifest, led by whom it concerns; others name that already. */
  static GitOpsException led(GitOpsException e, Application application, Optional<Revision> at) {
    String message = led(String.valueOf(e.getMessage()), application, at);
    if (message.equals(e.getMessage())) {
      return e;
    }
    if (e instanceof SourceException source) {
      return new SourceException(source.reason(), message, source);
    }
    return e instanceof ManifestException manifest ? manifest.saying(message) : e;
  }

  /** A message, led by whom it concerns. */
  static String led(String message, Application application, Optional<Revision> at) {
    String name = "'" + application.name() + "'";
    String who = message.contains(name) ? "" : name;
    String commit =
        at.map(Revision::abbreviated)
            .filter(sha -> !message.contains(sha))
            .map(sha -> "commit " + sha)
            .orElse("");
    String lead = who + (who.isEmpty() || commit.isEmpty() ? "" : ", ") + commit;
    return lead.isEmpty() ? message : lead + ": " + message;
  }
}
