package io.gitops4j.helm;

import io.gitops4j.core.render.RenderBudget;
import io.gitops4j.core.render.RenderException;
import io.gitops4j.core.render.UnrenderableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One run of a program, which ends in time with all that it started. */
final class ProgramRun {
  private static final long ERROR_BYTES = 1 << 20;

  private final List<String> line;
  private final Path folder;

  ProgramRun(List<String> line, Path folder) {
    this.line = line;
    this.folder = folder;
  }

  /** What a program said. */
  record Answer(int exitCode, String output, String errors) {}

  /**
   * Runs it.
   *
   * @throws UnrenderableException if it takes more time or says more than the budget allows
   * @throws RenderException if the thread is interrupted
   */
  Answer answer(RenderBudget budget) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      Drain output = Drain.start(process, process.getInputStream(), budget.outputBytes());
      Drain errors = Drain.start(process, process.getErrorStream(), ERROR_BYTES);
      boolean ended = process.waitFor(budget.time().toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        throw new UnrenderableException(
            "helm takes longer than %s; raise RenderBudget.time if it should"
                .formatted(budget.time()));
      }
      String said = output.text();
      if (output.isTooMuch()) {
        throw new UnrenderableException(
            "the chart renders to more than the %d bytes that are allowed; raise RenderBudget.outputBytes if it should"
                .formatted(budget.outputBytes()));
      }
      return new Answer(process.exitValue(), said, errors.text());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RenderException("the rendering was interrupted", e);
    } finally {
      kill(process);
    }
  }

  private static void kill(Process process) {
    try (Stream<ProcessHandle> children = process.descendants()) {
      children.forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }

  /** Reads what a process says, and ends it when that is too much. */
  private static final class Drain implements Runnable {
    private final Process process;
    private final InputStream stream;
    private final long limit;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final Thread thread;
    private volatile boolean tooMuch;

    private Drain(Process process, InputStream stream, long limit) {
      this.process = process;
      this.stream = stream;
      this.limit = limit;
      this.thread = new Thread(this, "gitops4j-helm-output");
    }

    static Drain start(Process process, InputStream stream, long limit) {
      Drain drain = new Drain(process, stream, limit);
      drain.thread.setDaemon(true);
      drain.thread.start();
      return drain;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[1 << 16];
      try {
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
          if (read.size() + count > limit) {
            tooMuch = true;
            kill(process);
            return;
          }
          read.write(buffer, 0, count);
        }
      } catch (IOException e) {
        // The process was ended: nothing more to read.
      }
    }

    boolean isTooMuch() {
      return tooMuch;
    }

    String text() throws InterruptedException {
      thread.join();
      return read.toString(StandardCharsets.UTF_8);
    }
  }
}
