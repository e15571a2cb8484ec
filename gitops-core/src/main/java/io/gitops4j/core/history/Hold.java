package io.gitops4j.core.history;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.source.Person;
import java.time.Instant;

/**
 * Keeps an application at a deployment that somebody went back to: automation leaves alone every
 * commit that renders what was rolled back from.
 *
 * @param rejected the digest of the desired state that was rolled back from
 * @param deployment the deployment that is held: the one that the rollback made, or, as long as it
 *     did not succeed, the one that it goes back to
 * @param since when the rollback was made
 * @param by who made it
 * @since 0.1.0
 */
public record Hold(Digest rejected, DeploymentId deployment, Instant since, Person by) {

  /** Whether automation must not apply this desired state. */
  public boolean blocks(Digest desiredState) {
    return rejected.equals(desiredState);
  }
}
