package io.gitops4j.kube;

import java.util.concurrent.CountDownLatch;

/** Waits in answers. */
final class Waiting {

  private Waiting() {}

  /** Until somebody counts down, or the server is closed. */
  static void forever(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
