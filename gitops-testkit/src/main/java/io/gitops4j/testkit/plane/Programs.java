package io.gitops4j.testkit.plane;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The programs of one control plane, in the order of their start. Guarded by its own lock. */
final class Programs implements AutoCloseable {
  private static final int ATTEMPTS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(50);

  private final ControlPlaneOptions options;
  private final PlaneFolder folder;
  private final Guard guard;
  private final Deque<Program> running = new ArrayDeque<>();

  private Programs(ControlPlaneOptions options, PlaneFolder folder, Guard guard) {
    this.options = options;
    this.folder = folder;
    this.guard = guard;
  }

  /** None yet; takes over the folder. */
  static Programs in(PlaneFolder folder, ControlPlaneOptions options) {
    try {
      return new Programs(options, folder, Guard.of(folder.root()));
    } catch (ControlPlaneException e) {
      folder.delete();
      throw e;
    }
  }

  /**
   * Starts a program and waits until it works.
   *
   * @return its port. A port found free may be taken by the time the program wants it: then another
   *     one is tried.
   */
  int start(ProgramPlan plan) {
    ProgramPlan next = plan;
    for (int attempt = 1; ; attempt++) {
      int port = freePort();
      Program program = launch(next, port);
      if (becomesReady(program, next, port)) {
        return port;
      }
      Optional<ProgramPlan> instead = next.afterEnd(program.log());
      if (instead.isEmpty() || attempt == ATTEMPTS) {
        throw ControlPlaneException.ended(program);
      }
      next = instead.get();
    }
  }

  private synchronized Program launch(ProgramPlan plan, int port) {
    Program program =
        Program.start(options.program(plan.program()), plan.arguments(port), folder.root());
    running.push(program);
    return program;
  }

  /** Whether it works; else it has ended. */
  private boolean becomesReady(Program program, ProgramPlan plan, int port) {
    long end = System.nanoTime() + options.startLimit().toNanos();
    while (program.isAlive()) {
      Optional<String> missing = plan.missing(port);
      if (missing.isEmpty()) {
        return true;
      }
      if (System.nanoTime() > end) {
        throw ControlPlaneException.notReady(
            program, missing.get(), options.startLimit().toSeconds() + " s");
      }
      if (Thread.currentThread().isInterrupted()) {
        throw ControlPlaneException.machine("interrupted while waiting for " + missing.get(), null);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL.toMillis()));
    }
    return false;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw ControlPlaneException.machine("no free port on the loopback interface", e);
    }
  }

  /** Stops all, the last started first. */
  @Override
  public synchronized void close() {
    while (!running.isEmpty()) {
      running.pop().stop(PATIENCE);
    }
    folder.delete();
    guard.close();
  }
}
