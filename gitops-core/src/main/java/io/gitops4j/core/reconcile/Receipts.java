package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.Receipt;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.StoredReceipt;
import io.gitops4j.core.manifest.ResourceKey;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps receipts of objects that were found in sync, and drops those of objects that are no longer.
 */
final class Receipts {
  private Receipts() {}

  static Map<ResourceKey, Receipt> of(ApplicationState state) {
    Map<ResourceKey, Receipt> receipts = new TreeMap<>();
    state.receipts().forEach((key, stored) -> receipts.put(key, stored.receipt()));
    return receipts;
  }

  static ApplicationState remember(ApplicationState state, Comparison comparison, Instant now) {
    Map<ResourceKey, StoredReceipt> kept = new TreeMap<>();
    comparison
        .receipts()
        .forEach(
            (key, receipt) -> {
              StoredReceipt before = state.receipts().get(key);
              boolean same = before != null && before.receipt().equals(receipt);
              kept.put(key, same ? before : new StoredReceipt(receipt, now));
            });
    return state.withReceipts(kept);
  }
}
