package io.gitops4j.helm.template;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Goes on in a thread with a large stack of its own, while the caller waits. */
final class FreshStack {
  private static final long BYTES = 16L << 20;

  private FreshStack() {}

  static <T extends @Nullable Object> T run(Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread = new Thread(null, () -> complete(result, work), "helm-template", BYTES);
    thread.setDaemon(true);
    thread.start();
    await(thread);
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static <T extends @Nullable Object> void complete(
      CompletableFuture<T> result, Supplier<T> work) {
    try {
      result.complete(work.get());
    } catch (StackOverflowError e) {
      result.completeExceptionally(new BudgetException("the templates are nested too deep"));
    } catch (Throwable e) {
      result.completeExceptionally(e);
    }
  }

  /** An interrupt is passed on: the work notices it and ends. */
  private static void await(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
