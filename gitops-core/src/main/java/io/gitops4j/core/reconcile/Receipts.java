package io.gitops4j.core.reconcile;

import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.Receipt;
import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which receipts there are after a look: pure. */
final class Receipts {
  private final Map<ResourceKey, Receipt> before;

  /**
   * For one look.
   *
   * @param before the receipts when the look began
   */
  Receipts(Map<ResourceKey, Receipt> before) {
    this.before = before;
  }

  /**
   * The state with what the look found. A receipt that somebody left while the look went on is
   * newer than the look and stays.
   */
  ApplicationState after(Observation observation, ApplicationState now) {
    Map<ResourceKey, Receipt> found = observation.comparison().receipts();
    Map<ResourceKey, Receipt> receipts = new TreeMap<>();
    Set<ResourceKey> keys = new TreeSet<>(now.receipts().keySet());
    keys.addAll(found.keySet());
    for (ResourceKey key : keys) {
      Receipt known = now.receipts().get(key);
      boolean untouched = known == null ? !before.containsKey(key) : known.equals(before.get(key));
      if (untouched && found.containsKey(key)) {
        receipts.put(key, found.get(key));
      } else if (known != null && (!untouched || isWanted(key, known, observation, now))) {
        receipts.put(key, known);
      }
    }
    return now.withReceipts(receipts);
  }

  /** Wanted is what Git asks for, and what is deployed, which a hold keeps to. */
  private static boolean isWanted(
      ResourceKey key, Receipt receipt, Observation observation, ApplicationState now) {
    Set<Digest> wanted = new HashSet<>();
    Comparison under = observation.comparison();
    observation
        .desired()
        .intents()
        .get(key)
        .map(intent -> under.subject(key, intent.digest()))
        .ifPresent(wanted::add);
    now.kept().stream()
        .flatMap(kept -> kept.intents().stream())
        .filter(intent -> intent.key().equals(key))
        .map(intent -> under.subject(key, intent.digest()))
        .forEach(wanted::add);
    return wanted.contains(receipt.intent());
  }
}
