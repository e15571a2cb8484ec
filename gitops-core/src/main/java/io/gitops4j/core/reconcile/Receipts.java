package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.StoredReceipt;
import io.gitops4j.core.manifest.ResourceKey;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Keeps receipts of objects that were found in sync, and drops those of objects that are no longer. */
final class Receipts {
  private Receipts() {}

  static ApplicationState remember(ApplicationState state, Comparison comparison, Instant now) {
    Map<ResourceKey, StoredReceipt> kept = new TreeMap<>();
    comparison
        .receipts()
        .forEach(
            (key, receipt) -> {
              StoredReceipt before = state.receipts().get(key);
              boolean same = before != null && before.intent().equals(receipt.intent()) && before.answer().equals(receipt.answer());
              kept.put(key, same ? before : new StoredReceipt(receipt.intent(), receipt.answer(), now));
            });
    return state.withReceipts(kept);
  }
}
