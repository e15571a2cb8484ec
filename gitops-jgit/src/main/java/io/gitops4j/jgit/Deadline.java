package io.gitops4j.jgit;

import java.time.Duration;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Makes JGit give up when an operation lasts too long in all, or its thread is interrupted. */
final class Deadline extends EmptyProgressMonitor {
  private final long end;

  Deadline(Duration limit) {
    this.end = System.nanoTime() + limit.toNanos();
  }

  @Override
  public boolean isCancelled() {
    return System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted();
  }
}
