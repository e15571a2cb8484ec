package io.gitops4j.helm;

import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.render.RenderException;
import io.gitops4j.helm.HelmEngine.Refused;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs calls that can't be stopped, and gives up on those that take too long. They go on in the
 * background, so only so many may.
 */
final class TimedCalls {
  static final int MOST_ABANDONED = 4;

  private final AtomicInteger abandoned = new AtomicInteger();

  /**
   * Waits for an answer for as long as allowed.
   *
   * @throws RenderException if it takes longer, or too many earlier ones still do
   */
  String call(ApplicationName application, Duration limit, Callable<String> work) throws Refused {
    if (abandoned.get() >= MOST_ABANDONED) {
      throw new RenderException(
          "cannot render '%s': %d charts that took too long are still being rendered; find out which never end, and restart the process"
              .formatted(application, abandoned.get()),
          null);
    }
    FutureTask<String> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "gitops4j-helm-" + application);
    thread.setDaemon(true);
    thread.start();
    return answer(application, limit, task);
  }

  private String answer(ApplicationName application, Duration limit, FutureTask<String> task)
      throws Refused {
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      abandon(task);
      throw new RenderException(
          "cannot render '%s' within %s: the chart never ends, or RenderBudget.time is too short"
              .formatted(application, limit),
          e);
    } catch (InterruptedException e) {
      abandon(task);
      Thread.currentThread().interrupt();
      throw new RenderException("cannot render '%s': interrupted".formatted(application), e);
    } catch (ExecutionException e) {
      throw translated(e);
    }
  }

  private void abandon(FutureTask<String> task) {
    abandoned.incrementAndGet();
    Thread watching =
        new Thread(
            () -> {
              try {
                task.get();
              } catch (ExecutionException | InterruptedException | CancellationException e) {
                // It ended, which is all that counts.
              } finally {
                abandoned.decrementAndGet();
              }
            },
            "gitops4j-helm-abandoned");
    watching.setDaemon(true);
    watching.start();
  }

  private static RuntimeException translated(ExecutionException e) throws Refused {
    Throwable cause = e.getCause();
    if (cause instanceof Refused refused) {
      throw refused;
    }
    if (cause instanceof RuntimeException defect) {
      return defect;
    }
    return new RenderException("Helm failed: " + cause, cause);
  }
}
