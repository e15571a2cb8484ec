package io.gitops4j.core.reconcile;

import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.SyncPoint;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one application and remembers what was found last. Looking never waits for an operation.
 * Thread-safe.
 */
final class Looks {
  private final ApplicationContext context;
  private final Supplier<Automation.Note> automation;
  private final AtomicReference<@Nullable ApplicationStatus> last = new AtomicReference<>();
  private final AtomicLong asOf = new AtomicLong();
  private final Slot slot;
  private final AtomicReference<@Nullable DesiredState> seen = new AtomicReference<>();

  /**
   * Nothing looked at yet.
   *
   * @param automation what it has to say when a status is reported
   * @param slot where what is remembered gets outdated
   */
  Looks(ApplicationContext context, Supplier<Automation.Note> automation, Slot slot) {
    this.context = context;
    this.automation = automation;
    this.slot = slot;
  }

  /** What one look came to; without an observation something could not be had. */
  record Look(ApplicationStatus status, Optional<Observation> observation) {}

  /** The status as it was found last; found now if it never was, or an operation ended since. */
  ApplicationStatus status() {
    ApplicationStatus known = last.get();
    if (known != null && asOf.get() == slot.turn()) {
      return known;
    }
    return lastFailed() ? atAll().status() : atLive();
  }

  /** Looks at Git and the cluster; what can't be had is a condition of the status. */
  Look atAll() {
    return at(Optional.empty());
  }

  /** The same without taking anything for synced because it was so before. */
  Look anew() {
    return at(Optional.empty(), context::observeAnew);
  }

  /**
   * The same without asking the repository.
   *
   * @param revision what the selector means; empty to ask
   */
  Look at(Optional<Revision> revision) {
    return at(revision, context::observe);
  }

  private Look at(Optional<Revision> revision, Function<DesiredState, Observation> observer) {
    long turn = slot.turn();
    try {
      DesiredState desired = desired(revision);
      Receipts receipts = new Receipts(context.state().receipts());
      Observation observation = observer.apply(desired);
      return found(
          observation,
          context
              .keeper()
              .update(state -> noticed(receipts.after(observation, state), observation)));
    } catch (GitOpsException e) {
      return failed(e);
    } finally {
      asOf.set(turn);
    }
  }

  /** Looks at the cluster alone, for what Git asked for when it was last looked at. */
  ApplicationStatus atLive() {
    DesiredState known = seen.get();
    if (known == null) {
      return atAll().status();
    }
    long turn = slot.turn();
    try {
      Receipts receipts = new Receipts(context.state().receipts());
      Observation observation = context.observe(known);
      ApplicationState state =
          context.keeper().update(before -> receipts.after(observation, before));
      return found(observation, state).status();
    } catch (GitOpsException e) {
      return failed(e).status();
    } finally {
      asOf.set(turn);
    }
  }

  /** What Git asks for now. */
  DesiredState desired() {
    return desired(Optional.empty());
  }

  private DesiredState desired(Optional<Revision> revision) {
    RevisionSelector selector = context.application().source().selector();
    DesiredState desired =
        revision
            .map(known -> context.desired(known, selector))
            .orElseGet(() -> context.desired(selector));
    seen.set(desired);
    return desired;
  }

  /** What Git asked for when it was last looked at; empty if it never was. */
  Optional<DesiredState> known() {
    return Optional.ofNullable(seen.get());
  }

  /** The same commit again, unless the last look failed: then Git must be asked. */
  Optional<Revision> knownRevision() {
    return lastFailed() ? Optional.empty() : known().map(DesiredState::revision);
  }

  /** Whether the last look failed, or there was none. */
  boolean lastFailed() {
    ApplicationStatus status = last.get();
    return status == null || status.conditions().stream().anyMatch(Condition::isError);
  }

  private Look found(Observation observation, ApplicationState state) {
    ApplicationStatus status = report().of(observation, state, automation.get());
    return remember(new Look(status, Optional.of(observation)));
  }

  /** What it means for the application that something could not be had. */
  Look failed(GitOpsException failure) {
    return remember(
        new Look(
            report().failed(Concerning.led(failure, context.application(), Optional.empty())),
            Optional.empty()));
  }

  /** The same look once more, with what automation has to say by now. */
  Look reported(Observation observation) {
    return found(observation, context.state());
  }

  private StatusReport report() {
    return new StatusReport(context, Optional.ofNullable(last.get()));
  }

  private Look remember(Look look) {
    last.set(look.status());
    return look;
  }

  /**
   * What merely looking changes in the state besides receipts: a commit that turns out to be
   * deployed already, a hold that is over.
   */
  private static ApplicationState noticed(ApplicationState before, Observation observation) {
    ApplicationState state = before;
    Digest desired = observation.desired().digest();
    if (state.hold().filter(hold -> !hold.blocks(desired)).isPresent()) {
      state = state.withoutHold();
    }
    boolean synced = StatusReport.isSynced(observation.comparison());
    return synced && state.current().isPresent()
        ? state.withLastSynced(
            new SyncPoint(observation.desired().revision(), observation.desired().selector()))
        : state;
  }
}
