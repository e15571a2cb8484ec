package io.gitops4j.core.diff;

import io.gitops4j.core.application.FieldRules;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison has to know besides the two states. Immutable; as thread-safe as its schemas.
 *
 * @since 0.1.0
 */
public final class ComparisonContext {
  /** How long receipts hold unless told otherwise: a day. */
  public static final Duration RECEIPTS_HOLD = Duration.ofDays(1);

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

  private record Settings(Trust trust, Redactor redactor, Fields fields) {}

  private record Fields(FieldRules rules, Optional<Intents> last) {}

  /**
   * Which receipts count.
   *
   * @param isGiven false to look at everything again
   * @param now null if time is of no matter
   */
  private record Trust(
      Map<ResourceKey, Receipt> receipts, boolean isGiven, @Nullable Instant now, Duration limit) {
    static final Trust NONE = new Trust(Map.of(), true, null, RECEIPTS_HOLD);

    Trust {
      receipts = Map.copyOf(receipts);
    }

    /** A receipt from the future is as doubtful as an old one. */
    boolean in(Receipt receipt) {
      Instant time = now;
      return isGiven
          && (time == null
              || (!receipt.since().isAfter(time) && !receipt.since().plus(limit).isBefore(time)));
    }
  }

  /**
   * Without receipts, and with masks that look all alike in field changes.
   *
   * @param intents for whom and for which cluster the intents were made
   * @param fieldManager in whose name they are applied
   * @param schemas how the cluster merges a kind; {@link Schema#deduced()} where nothing is known;
   *     asked once for each kind
   */
  public static ComparisonContext of(
      IntentContext intents, String fieldManager, Function<GroupVersionKind, Schema> schemas) {
    Map<GroupVersionKind, Schema> known = new ConcurrentHashMap<>();
    return new ComparisonContext(
        intents,
        fieldManager,
        kind -> {
          Schema schema = known.get(kind);
          return schema == null ? known.computeIfAbsent(kind, schemas) : schema;
        },
        new Settings(
            Trust.NONE,
            Redactor.withoutHashes(),
            new Fields(FieldRules.DEFAULT, Optional.empty())));
  }

  /** With what earlier applies and comparisons left behind. */
  public ComparisonContext withReceipts(Map<ResourceKey, Receipt> known) {
    Trust trust = settings.trust;
    return with(new Trust(known, trust.isGiven, trust.now, trust.limit));
  }

  /**
   * At this time: receipts that are older than {@link #RECEIPTS_HOLD} are looked at as if they were
   * distrusted. Without it their age is of no matter.
   */
  public ComparisonContext at(Instant now) {
    Trust trust = settings.trust;
    return with(new Trust(trust.receipts, trust.isGiven, now, trust.limit));
  }

  /** With another time for which receipts hold. */
  public ComparisonContext withReceiptsHolding(Duration limit) {
    Trust trust = settings.trust;
    return with(new Trust(trust.receipts, trust.isGiven, trust.now, limit));
  }

  /**
   * Takes no object for synced by its receipt alone, as for a hard refresh. That an intent was
   * applied before still counts: where it looks changed all the same, the server is asked.
   */
  public ComparisonContext distrustingReceipts() {
    Trust trust = settings.trust;
    return with(new Trust(trust.receipts, false, trust.now, trust.limit));
  }

  /** With masks of this kind in field changes. */
  public ComparisonContext withRedactor(Redactor other) {
    return with(new Settings(settings.trust, other, settings.fields));
  }

  private ComparisonContext with(Trust changed) {
    return with(new Settings(changed, settings.redactor, settings.fields));
  }

  /** With rules about whose fields are whose, besides the built-in ones. */
  public ComparisonContext withFieldRules(FieldRules rules) {
    return with(new Fields(rules, settings.fields.last));
  }

  /**
   * With what was applied last: what it stated and Git does not is drift, whoever owns it by now.
   */
  public ComparisonContext withLastIntents(Intents last) {
    return with(new Fields(settings.fields.rules, Optional.of(last)));
  }

  private ComparisonContext with(Fields fields) {
    return with(new Settings(settings.trust, settings.redactor, fields));
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

  @Nullable Receipt receipt(ResourceKey key) {
    return settings.trust.receipts.get(key);
  }

  boolean trusts(Receipt receipt) {
    return settings.trust.in(receipt);
  }

  /** Under which circumstances an object of a kind is applied now. */
  ApplyTerms terms(GroupVersionKind kind) {
    Instant now = settings.trust.now;
    return new ApplyTerms(schema(kind), fieldManager, profile(), now == null ? Instant.EPOCH : now);
  }

  FieldRules fieldRules() {
    return settings.fields.rules;
  }

  Optional<Intent> lastIntent(ResourceKey key) {
    return settings.fields.last.flatMap(intents -> intents.get(key));
  }

  Redactor redactor() {
    return settings.redactor;
  }
}
