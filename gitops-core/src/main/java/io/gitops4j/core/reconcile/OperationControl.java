package io.gitops4j.core.reconcile;

import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.SyncControl;

/** Lets a running sync be watched and stopped from outside. */
record OperationControl(SyncOperation operation) implements SyncControl {
  @Override
  public boolean isCancelled() {
    return operation.isCancelled();
  }

  @Override
  public void finished(ResourceResult step) {
    operation.report(step);
  }
}
