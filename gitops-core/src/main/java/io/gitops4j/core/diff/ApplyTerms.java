package io.gitops4j.core.diff;

import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerProfile;
import java.time.Instant;

/**
 * Under which circumstances an object is applied.
 *
 * @param schema how the cluster merges its kind; {@link Schema#deduced()} where nothing is known
 * @param fieldManager in whose name it is applied
 * @param profile what sort of server the cluster has
 * @param now the time
 * @since 0.1.0
 */
public record ApplyTerms(Schema schema, String fieldManager, ServerProfile profile, Instant now) {

  /** To a current server; for receipts, which do not depend on that. */
  public static ApplyTerms of(Schema schema, String fieldManager, Instant now) {
    return new ApplyTerms(schema, fieldManager, ServerProfile.CURRENT, now);
  }
}
