package io.gitops4j.testkit.time;

import java.util.concurrent.atomic.AtomicReference;

/** How the wait of one strand ends: by completion or by its limit, whichever is first. */
final class Wake {
  private enum State {
    ARMING,
    WAITING,
    COMPLETED,
    TIMED_OUT
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.ARMING);

  /** Whether the strand has to wait at all. */
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

  boolean isComplete() {
    return state.get() == State.COMPLETED;
  }
}
