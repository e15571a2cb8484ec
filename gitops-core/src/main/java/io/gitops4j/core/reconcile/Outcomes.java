package io.gitops4j.core.reconcile;

import io.gitops4j.core.history.ResourceOutcome;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.SyncResult;
import java.util.Map;
import java.util.TreeMap;

/** What the history keeps of what a sync came to. */
final class Outcomes {
  private Outcomes() {}

  static Map<ResourceKey, ResourceOutcome> of(SyncResult result) {
    Map<ResourceKey, ResourceOutcome> outcomes = new TreeMap<>();
    for (ResourceResult each : result.resources()) {
      outcomes.put(each.key(), new ResourceOutcome(code(each.code()), each.message()));
    }
    return outcomes;
  }

  private static ResourceOutcome.Code code(ResourceResult.Code code) {
    return switch (code) {
      case CREATED -> ResourceOutcome.Code.CREATED;
      case CONFIGURED -> ResourceOutcome.Code.CONFIGURED;
      case UNCHANGED -> ResourceOutcome.Code.UNCHANGED;
      case PRUNED -> ResourceOutcome.Code.PRUNED;
      case WAITS_FOR_CONSENT -> ResourceOutcome.Code.AWAITS_CONSENT;
      case KEPT, NOT_ATTEMPTED -> ResourceOutcome.Code.SKIPPED;
      case FAILED -> ResourceOutcome.Code.FAILED;
    };
  }
}
