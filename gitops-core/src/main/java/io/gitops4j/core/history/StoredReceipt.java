package io.gitops4j.core.history;

import io.gitops4j.core.diff.Receipt;
import java.time.Instant;

/**
 * What an apply left behind for one object, as the state keeps it.
 *
 * @param receipt of the apply, or of the finding that it would change nothing
 * @param at when
 * @since 0.1.0
 */
public record StoredReceipt(Receipt receipt, Instant at) {}
