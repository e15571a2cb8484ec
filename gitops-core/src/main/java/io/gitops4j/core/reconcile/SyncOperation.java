package io.gitops4j.core.reconcile;

import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.SyncResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A sync that runs in the background. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SyncOperation {
  private static final Logger LOG = LoggerFactory.getLogger(SyncOperation.class);

  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final CompletableFuture<SyncResult> result = new CompletableFuture<>();
  private final Consumer<ResourceResult> progress;

  SyncOperation(Consumer<ResourceResult> progress) {
    this.progress = progress;
  }

  /** Asks it to stop before its next step; what was done stays. Idempotent. */
  public void cancel() {
    cancelled.set(true);
  }

  /** How it ended; exceptionally if it could not begin. */
  public CompletionStage<SyncResult> result() {
    return result.minimalCompletionStage();
  }

  boolean isCancelled() {
    return cancelled.get();
  }

  /** A listener that throws has a defect of its own, which is no reason to stop half way. */
  void report(ResourceResult step) {
    try {
      progress.accept(step);
    } catch (RuntimeException e) {
      LOG.warn("the listener of a sync failed at {}", step.key(), e);
    }
  }

  void complete(SyncResult outcome) {
    result.complete(outcome);
  }

  void fail(RuntimeException reason) {
    result.completeExceptionally(reason);
  }
}
