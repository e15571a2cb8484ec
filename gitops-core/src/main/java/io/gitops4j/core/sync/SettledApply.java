package io.gitops4j.core.sync;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.OwnershipOutcome;
import io.gitops4j.core.cluster.OwnershipRequest;
import io.gitops4j.core.diff.Settlement;
import io.gitops4j.core.manifest.Manifest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Applies what is settled against the object as it is at that moment, having rewritten its owners
 * if need be: when the object changed meanwhile, it is read again and settled again.
 */
final class SettledApply {
  private static final int TRIES = 5;

  private final ClusterTarget target;
  private final String fieldManager;
  private final Retries retries;
  private final boolean dryRun;

  SettledApply(ClusterTarget target, String fieldManager, Retries retries, boolean dryRun) {
    this.target = target;
    this.fieldManager = fieldManager;
    this.retries = retries;
    this.dryRun = dryRun;
  }

  /**
   * What came of it.
   *
   * @param outcome the cluster's last word
   * @param message what was done besides applying
   */
  record Done(ApplyOutcome outcome, String message) {}

  ApplyRequest request(Manifest document) {
    return new ApplyRequest(document, fieldManager, true, dryRun);
  }

  /**
   * Applies.
   *
   * @param send applies a request, with retries
   */
  Done apply(SyncStep.Apply step, Function<ApplyRequest, ApplyOutcome> send) {
    if (!step.settling().looksAtLive(step.intent()) && step.notes().isEmpty()) {
      return new Done(send.apply(request(step.intent().manifest())), "");
    }
    String message = "";
    Optional<LiveResource> live = read(step);
    for (int attempt = 0; attempt < TRIES; attempt++) {
      Settlement settlement = step.settling().settle(step.intent(), live);
      if (settlement.obstacle().isPresent()) {
        return refused("Conflict", settlement.obstacle().get());
      }
      if (settlement.owners().isPresent() && !dryRun) {
        OwnershipOutcome rewritten = rewrite(live.orElseThrow(), settlement);
        if (rewritten instanceof OwnershipOutcome.Rejected rejected) {
          return refused(rejected.reason(), rejected.message());
        }
        Optional<LiveResource> after = after(rewritten);
        message = after.isPresent() ? "took over fields of others" : message;
        live = after.or(() -> read(step));
        continue;
      }
      ApplyOutcome outcome = send.apply(request(settlement.document()));
      if (!settlement.isLocked() || !isOutdated(outcome)) {
        return new Done(outcome, message);
      }
      live = read(step);
    }
    return refused(
        "Conflict",
        "it changed faster than it could be settled, %d times in a row".formatted(TRIES));
  }

  /** In the version of the intent, with which it is compared. */
  private Optional<LiveResource> read(SyncStep.Apply step) {
    String version = step.intent().manifest().kind().version();
    return retries.call(() -> target.get(step.key(), version));
  }

  private OwnershipOutcome rewrite(LiveResource live, Settlement settlement) {
    OwnershipRequest request =
        OwnershipRequest.of(live, settlement.owners().orElseThrow(), fieldManager);
    return retries.call(() -> target.rewriteOwnership(request));
  }

  private static Optional<LiveResource> after(OwnershipOutcome outcome) {
    return outcome instanceof OwnershipOutcome.Rewritten rewritten
        ? Optional.of(rewritten.resource())
        : Optional.empty();
  }

  /**
   * No manager conflicts under force: what is left is the object, which changed, is gone, or is
   * another one by now.
   */
  private static boolean isOutdated(ApplyOutcome outcome) {
    if (outcome instanceof ApplyOutcome.Rejected rejected) {
      return rejected.causes().stream().anyMatch(cause -> cause.field().equals("metadata.uid"));
    }
    return outcome instanceof ApplyOutcome.Conflicted conflicted
        && conflicted.conflicts().isEmpty();
  }

  private static Done refused(String reason, String message) {
    return new Done(new ApplyOutcome.Rejected(reason, message, List.of()), "");
  }
}
