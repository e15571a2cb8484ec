package io.gitops4j.core.reconcile;

import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.StateException;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.history.VersionedState;
import io.gitops4j.core.kernel.ApplicationName;
import java.util.Optional;
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
  private @Nullable StateException damage;

  StateKeeper(StateStore store, ApplicationName name) {
    this.store = store;
    this.name = name;
  }

  /** The same keeper, or one that begins anew if what was stored is damaged. */
  synchronized StateKeeper again() {
    return damage == null ? this : new StateKeeper(store, name);
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
          load()
              .orElseGet(
                  () -> new VersionedState(ApplicationState.initial(name), StateStore.ABSENT));
      known = state;
    }
    return state;
  }

  /**
   * Damage is remembered: the store has set the file aside, so that another load would find
   * nothing, and an engine that forgot a history and a hold must not go on as if there had been
   * none. Handing the application to the engine again begins anew.
   */
  private Optional<VersionedState> load() {
    if (damage != null) {
      throw damage;
    }
    try {
      return store.load(name);
    } catch (StateException e) {
      damage = e.reason() == StateException.Reason.CORRUPT ? e : null;
      throw e;
    }
  }
}
