package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.Schema;
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
  private final Map<ResourceKey, Receipt> receipts;
  private final Redactor redactor;

  private ComparisonContext(
      IntentContext intents,
      String fieldManager,
      Function<GroupVersionKind, Schema> schemas,
      Settings settings) {
    this.intents = intents;
    this.fieldManager = fieldManager;
    this.schemas = schemas;
    this.receipts = Map.copyOf(settings.receipts);
    this.redactor = settings.redactor;
  }

  private record Settings(Map<ResourceKey, Receipt> receipts, Redactor redactor) {}

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
        intents, fieldManager, schemas, new Settings(Map.of(), Redactor.withoutHashes()));
  }

  /** With what earlier applies left behind; none for a comparison that trusts nothing. */
  public ComparisonContext withReceipts(Map<ResourceKey, Receipt> known) {
    return new ComparisonContext(intents, fieldManager, schemas, new Settings(known, redactor));
  }

  /** With masks of this kind in field changes. */
  public ComparisonContext withRedactor(Redactor other) {
    return new ComparisonContext(intents, fieldManager, schemas, new Settings(receipts, other));
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

  Optional<Receipt> receipt(ResourceKey key) {
    return Optional.ofNullable(receipts.get(key));
  }

  Redactor redactor() {
    return redactor;
  }
}
