package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.MapValue;
import java.time.Instant;

/**
 * What an apply leaves behind. While an object's intent and the fields that are ours are as they
 * were, and the cluster merges its kind as it did, the object is synced, however the server spells
 * what it was sent.
 *
 * @param intent what was applied
 * @param answer what the server made of it, restricted to the fields that were sent or are owned
 * @param schema how the kind was merged
 * @param uid of the object that was answered
 * @param resourceVersion of the answer: an object that still has it need not be looked at
 * @param since when more than a receipt told that the object is synced; a receipt is not trusted
 *     for ever
 * @since 0.1.0
 */
public record Receipt(
    Digest intent,
    Digest answer,
    Digest schema,
    String uid,
    String resourceVersion,
    Instant since) {

  /**
   * The receipt of an apply, or of the finding that an apply would change nothing.
   *
   * @param answer the object as it is after the apply
   */
  public static Receipt of(Intent intent, LiveResource answer, ApplyTerms terms) {
    return new Receipt(
        intent.digest(),
        digestOf(intent, answer, terms),
        terms.schema().digest(),
        answer.uid(),
        answer.resourceVersion(),
        terms.now());
  }

  /** Whether the intent is the one that was applied, and the object still what was answered. */
  public boolean holds(Intent now, LiveResource live, ApplyTerms terms) {
    return intent.equals(now.digest())
        && schema.equals(terms.schema().digest())
        && (isOf(live) || answer.equals(digestOf(now, live, terms)));
  }

  /** Whether the object is the answer itself, not touched since by anybody. */
  boolean isOf(LiveResource live) {
    return resourceVersion.equals(live.resourceVersion()) && uid.equals(live.uid());
  }

  /** The same, merged as it was then. */
  boolean isOf(LiveResource live, ApplyTerms terms) {
    return isOf(live) && schema.equals(terms.schema().digest());
  }

  /** The same for an object in which others wrote their fields since. */
  Receipt renewedFor(LiveResource live) {
    return isOf(live)
        ? this
        : new Receipt(intent, answer, schema, live.uid(), live.resourceVersion(), since);
  }

  private static Digest digestOf(Intent intent, LiveResource live, ApplyTerms terms) {
    MapValue ours =
        StatedFields.of(intent, live, terms.schema(), terms.fieldManager())
            .extract(live.content())
            .orElse(MapValue.EMPTY);
    return intent.digestOf(ours);
  }
}
