package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.Schema;

/**
 * What an apply leaves behind. While an object's intent and the fields that are ours are as they
 * were, the object is synced, however the server spells what it was sent.
 *
 * @param intent what was applied
 * @param answer what the server made of it, restricted to the fields that were sent or are owned
 * @param uid of the object that was answered
 * @param resourceVersion of the answer: an object that still has it need not be looked at
 * @since 0.1.0
 */
public record Receipt(Digest intent, Digest answer, String uid, String resourceVersion) {

  /**
   * The receipt of an apply, or of the finding that an apply would change nothing.
   *
   * @param answer the object as it is after the apply
   * @param fieldManager in whose name the intent is applied
   */
  public static Receipt of(Intent intent, LiveResource answer, Schema schema, String fieldManager) {
    return new Receipt(
        intent.digest(),
        digestOf(intent, answer, schema, fieldManager),
        answer.uid(),
        answer.resourceVersion());
  }

  /** Whether the intent is the one that was applied, and the object still what was answered. */
  public boolean holds(Intent now, LiveResource live, Schema schema, String fieldManager) {
    return intent.equals(now.digest())
        && (isOf(live) || answer.equals(digestOf(now, live, schema, fieldManager)));
  }

  /** Whether the object is the answer itself, not touched since by anybody. */
  boolean isOf(LiveResource live) {
    return resourceVersion.equals(live.resourceVersion()) && uid.equals(live.uid());
  }

  private static Digest digestOf(
      Intent intent, LiveResource live, Schema schema, String fieldManager) {
    MapValue ours =
        StatedFields.of(intent, live, schema, fieldManager)
            .extract(live.content())
            .orElse(MapValue.EMPTY);
    return intent.digestOf(ours);
  }
}
