package io.gitops4j.core.reconcile;

import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.diff.Intent;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.IntentArchive.Retrieved;
import io.gitops4j.core.history.StoredIntent;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.sync.SyncResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that the history names without their content. A rollback takes them from the deployment's
 * commit if that still renders the very same, else it leaves them as they are and says so.
 */
final class WithheldSecrets {
  private final ApplicationContext context;

  WithheldSecrets(ApplicationContext context) {
    this.context = context;
  }

  /** What a deployment applied, completed from Git where that is possible. */
  Retrieved completed(Deployment past) {
    Retrieved kept = context.retrieve(past);
    if (kept.withheld().isEmpty()) {
      return kept;
    }
    Optional<Intents> rendered = renderedAgain(past);
    Map<ResourceKey, StoredIntent> stored =
        past.intents().stream()
            .collect(Collectors.toMap(StoredIntent::key, Function.identity(), (one, other) -> one));
    List<Manifest> documents = new ArrayList<>(kept.documents());
    List<ResourceKey> withheld = new ArrayList<>();
    for (ResourceKey key : kept.withheld()) {
      rendered
          .flatMap(intents -> intents.get(key))
          .filter(intent -> isTheSame(intent, stored.get(key)))
          .ifPresentOrElse(intent -> documents.add(intent.manifest()), () -> withheld.add(key));
    }
    return new Retrieved(documents, withheld);
  }

  private static boolean isTheSame(Intent intent, @Nullable StoredIntent stored) {
    return stored != null && intent.digest().equals(stored.digest());
  }

  private Optional<Intents> renderedAgain(Deployment past) {
    try {
      return Optional.of(context.desired(new RevisionSelector.Commit(past.revision())).intents());
    } catch (GitOpsException e) {
      return Optional.empty();
    }
  }

  /** The live state without objects whose content is not known: neither changed nor pruned. */
  static LiveState without(LiveState live, Retrieved retrieved) {
    Set<ResourceKey> unknown = new HashSet<>(retrieved.withheld());
    return unknown.isEmpty()
        ? live
        : LiveState.of(
            live.all().stream().filter(resource -> !unknown.contains(resource.key())).toList());
  }

  static SyncResult reported(SyncResult result, Retrieved retrieved) {
    if (retrieved.withheld().isEmpty()) {
      return result;
    }
    String message =
        "%s; left as they are, because their content was not kept: %s"
            .formatted(result.message(), retrieved.withheld());
    return new SyncResult(
        result.outcome(),
        message,
        result.revision(),
        result.startedAt(),
        result.finishedAt(),
        result.resources());
  }
}
