package io.gitops4j.core.reconcile;

import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.SyncResult;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A sync that runs in the background. Thread-safe.
 *
 * @since 0.1.0
 */
public final class SyncOperation {
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

  void report(ResourceResult step) {
    progress.accept(step);
  }

  void complete(SyncResult outcome) {
    result.complete(outcome);
  }

  void fail(RuntimeException reason) {
    result.completeExceptionally(reason);
  }
}
