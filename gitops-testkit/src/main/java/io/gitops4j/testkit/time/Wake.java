package io.gitops4j.testkit.time;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** How the wait of one task ends: by completion or by its limit, whichever is first. */
final class Wake {
  private enum State {
    ARMING,
    WAITING,
    COMPLETED,
    TIMED_OUT
  }

  private final Semaphore turn = new Semaphore(0);
  private final AtomicReference<State> state = new AtomicReference<>(State.ARMING);

  /** Whether the task has to wait at all. */
  boolean mustWait() {
    return state.compareAndSet(State.ARMING, State.WAITING);
  }

  /** The stage is complete; whether somebody waits for that. */
  boolean complete() {
    State before = state.getAndUpdate(was -> was == State.TIMED_OUT ? was : State.COMPLETED);
    return before == State.WAITING;
  }

  /** The limit is reached; whether somebody still waits. */
  boolean timeOut() {
    return state.compareAndSet(State.WAITING, State.TIMED_OUT);
  }

  /**
   * Called by the task: waits for its turn. An interrupt is kept, and ends it only after a close.
   */
  void park(BooleanSupplier isClosed) {
    try {
      turn.acquire();
    } catch (InterruptedException e) {
      if (!isClosed.getAsBoolean()) {
        // To run on now would be to run beside the thread that drives.
        turn.acquireUninterruptibly();
      }
      Thread.currentThread().interrupt();
    }
  }

  /** Gives the turn to the task, whose thread drives on when the task ends; answers false. */
  boolean resume() {
    turn.release();
    return false;
  }

  boolean isComplete() {
    return state.get() == State.COMPLETED;
  }
}
