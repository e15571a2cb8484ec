package io.gitops4j.core.history;

import io.gitops4j.core.kernel.Digest;
import java.time.Instant;

/**
 * What an apply left behind for one object, as the state keeps it.
 *
 * @param intent the digest of what was applied
 * @param answer the digest of what the cluster then had in the fields that we sent or own
 * @param at when
 * @since 0.1.0
 */
public record StoredReceipt(Digest intent, Digest answer, Instant at) {}
