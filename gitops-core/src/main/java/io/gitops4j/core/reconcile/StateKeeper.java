package io.gitops4j.core.reconcile;

import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.StateException;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.history.VersionedState;
import io.gitops4j.core.kernel.ApplicationName;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The stored state of one application: loaded at first use, saved with every change, decided anew
 * when somebody else saved meanwhile. Guarded by its own lock.
 */
final class StateKeeper {
  private static final int TRIES = 5;

  private final StateStore store;
  private final ApplicationName name;
  private @Nullable VersionedState known;

  StateKeeper(StateStore store, ApplicationName name) {
    this.store = store;
    this.name = name;
  }

  /** The state as it is known; loads it at first. */
  synchronized ApplicationState get() {
    return loaded().state();
  }

  /** Changes the state and saves it, unless the change changes nothing. */
  synchronized ApplicationState update(UnaryOperator<ApplicationState> change) {
    for (int attempt = 1; ; attempt++) {
      VersionedState before = loaded();
      ApplicationState changed = change.apply(before.state());
      if (changed.equals(before.state())) {
        return changed;
      }
      try {
        known = new VersionedState(changed, store.save(changed, before.version()));
        return changed;
      } catch (StateException e) {
        known = null;
        if (e.reason() != StateException.Reason.CONFLICT || attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private VersionedState loaded() {
    VersionedState state = known;
    if (state == null) {
      state =
          store
              .load(name)
              .orElseGet(
                  () -> new VersionedState(ApplicationState.initial(name), StateStore.ABSENT));
      known = state;
    }
    return state;
  }
}
