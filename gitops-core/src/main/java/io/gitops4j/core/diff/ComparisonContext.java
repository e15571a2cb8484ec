package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerProfile;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a comparison has to know besides the two states. Immutable; as thread-safe as its schemas.
 *
 * @since 0.1.0
 */
public final class ComparisonContext {
  private final IntentContext intents;
  private final String fieldManager;
  private final Function<GroupVersionKind, Schema> schemas;
  private final Settings settings;

  private ComparisonContext(
      IntentContext intents,
      String fieldManager,
      Function<GroupVersionKind, Schema> schemas,
      Settings settings) {
    this.intents = intents;
    this.fieldManager = fieldManager;
    this.schemas = schemas;
    this.settings = settings;
  }

  private record Settings(Map<ResourceKey, Receipt> receipts, boolean trusting, Redactor redactor) {
    Settings {
      receipts = Map.copyOf(receipts);
    }
  }

  /**
   * Without receipts, and with masks that look all alike in field changes.
   *
   * @param intents for whom and for which cluster the intents were made
   * @param fieldManager in whose name they are applied
   * @param schemas how the cluster merges a kind; {@link Schema#deduced()} where nothing is known
   */
  public static ComparisonContext of(
      IntentContext intents, String fieldManager, Function<GroupVersionKind, Schema> schemas) {
    return new ComparisonContext(
        intents, fieldManager, schemas, new Settings(Map.of(), true, Redactor.withoutHashes()));
  }

  /** With what earlier applies and comparisons left behind. */
  public ComparisonContext withReceipts(Map<ResourceKey, Receipt> known) {
    return with(new Settings(known, settings.trusting, settings.redactor));
  }

  /**
   * Takes no object for synced by its receipt alone, as for a hard refresh. That an intent was
   * applied before still counts: where it looks changed all the same, the server is asked.
   */
  public ComparisonContext distrustingReceipts() {
    return with(new Settings(settings.receipts, false, settings.redactor));
  }

  /** With masks of this kind in field changes. */
  public ComparisonContext withRedactor(Redactor other) {
    return with(new Settings(settings.receipts, settings.trusting, other));
  }

  private ComparisonContext with(Settings changed) {
    return new ComparisonContext(intents, fieldManager, schemas, changed);
  }

  IntentContext intents() {
    return intents;
  }

  String fieldManager() {
    return fieldManager;
  }

  Schema schema(GroupVersionKind kind) {
    return schemas.apply(kind);
  }

  /** How the cluster's server merges. */
  ServerProfile profile() {
    return intents.cluster().profile();
  }

  Optional<Receipt> receipt(ResourceKey key) {
    return Optional.ofNullable(settings.receipts.get(key));
  }

  boolean trustsReceipts() {
    return settings.trusting;
  }

  Redactor redactor() {
    return settings.redactor;
  }
}
