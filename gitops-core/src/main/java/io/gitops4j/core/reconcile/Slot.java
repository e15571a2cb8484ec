package io.gitops4j.core.reconcile;

import io.gitops4j.core.application.Application;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the one operation of an application runs, whatever its settings become meanwhile.
 * Thread-safe.
 */
final class Slot {
  private final AtomicReference<@Nullable SyncOperation> running = new AtomicReference<>();
  private final AtomicLong ended = new AtomicLong();

  boolean isTaken() {
    return running.get() != null;
  }

  /** Counts the operations that ended: what was seen at another count may be outdated. */
  long turn() {
    return ended.get();
  }

  /**
   * Runs an operation unless another one runs.
   *
   * @throws OperationException if one does
   */
  <T> T exclusively(Application application, SyncOperation operation, Supplier<T> action) {
    if (!running.compareAndSet(null, operation)) {
      throw busy("another operation of '%s' is running; cancel it or wait for it", application);
    }
    try {
      return action.get();
    } finally {
      ended.incrementAndGet();
      running.set(null);
    }
  }

  /**
   * Runs an operation that was decided on before the slot was taken.
   *
   * @param decidedAt the turn before anything was looked at for the decision
   * @throws OperationException if another one runs, or ran since then
   */
  <T> T exclusively(Application application, long decidedAt, Supplier<T> action) {
    return exclusively(
        application,
        new SyncOperation(step -> {}),
        () -> {
          if (turn() != decidedAt) {
            throw busy("another operation of '%s' ran since this was decided", application);
          }
          return action.get();
        });
  }

  private static OperationException busy(String message, Application application) {
    return new OperationException(OperationException.Reason.BUSY, message.formatted(application));
  }
}
