package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.history.ApplicationState;
import io.gitops4j.core.history.Cause;
import io.gitops4j.core.history.Deployment;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.history.ResourceOutcome;
import io.gitops4j.core.history.Review;
import io.gitops4j.core.history.StateException;
import io.gitops4j.core.history.StateStore;
import io.gitops4j.core.history.StoredIntent;
import io.gitops4j.core.history.SyncPoint;
import io.gitops4j.core.history.VersionedState;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link StateStore} must do; extend it to test an implementation.
 *
 * @since 0.1.0
 */
public abstract class StateStoreContract {
  private static final ApplicationName SHOP = new ApplicationName("shop");
  private static final ApplicationName LONGEST = new ApplicationName("a".repeat(253));
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Person ALICE = new Person("Alice", "alice@example.org");
  private static final ResourceKey FRONTEND =
      new ResourceKey("apps", "Deployment", "shop", "frontend");
  private static final ResourceKey PASSWORD = new ResourceKey("", "Secret", "shop", "system:x");

  private StateStore store;

  /** For subclasses. */
  protected StateStoreContract() {}

  /** A store with nothing in it that is not used elsewhere; closed after each test. */
  protected abstract StateStore emptyStore();

  /**
   * The store as a later process would find it: closes the given one and opens another on what it
   * kept. Left alone, the test goes on with the same store.
   */
  protected StateStore reopened(StateStore used) {
    return used;
  }

  @BeforeEach
  void open() {
    store = emptyStore();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void hasNothingAtFirst() {
    assertThat(store.load(SHOP)).isEmpty();
    assertThat(store.names()).isEmpty();
    assertThat(store.blob(Digest.of("nothing"))).isEmpty();
  }

  @Test
  void givesBackEverythingThatWasSaved() {
    ApplicationState state = fullState();

    long version = store.save(state, StateStore.ABSENT);
    store = reopened(store);

    assertThat(store.load(SHOP)).contains(new VersionedState(state, version));
  }

  @Test
  void countsVersionsUp() {
    long first = store.save(ApplicationState.initial(SHOP), StateStore.ABSENT);
    long second = store.save(fullState(), first);

    assertThat(first).isPositive();
    assertThat(second).isGreaterThan(first);
    assertThat(store.load(SHOP)).contains(new VersionedState(fullState(), second));
  }

  @Test
  void refusesToSaveOverWhatSomebodyElseSaved() {
    long first = store.save(ApplicationState.initial(SHOP), StateStore.ABSENT);
    long second = store.save(fullState(), first);

    assertConflict(ApplicationState.initial(SHOP), first);
    assertConflict(ApplicationState.initial(SHOP), StateStore.ABSENT);
    assertConflict(ApplicationState.initial(SHOP), second + 1);
    assertThat(store.load(SHOP)).contains(new VersionedState(fullState(), second));
  }

  @Test
  void refusesToSaveWhatWasDeletedMeanwhile() {
    long version = store.save(fullState(), StateStore.ABSENT);
    store.delete(SHOP);

    assertConflict(fullState(), version);
    assertThat(store.load(SHOP)).isEmpty();
  }

  @Test
  void letsOneOfSeveralWritersWin() {
    int writers = 8;

    IntStream.range(0, writers).parallel().forEach(i -> saveUntilItWorks());

    assertThat(store.load(SHOP).map(VersionedState::state).orElseThrow().nextId().number())
        .as("no save was lost")
        .isEqualTo(writers + 1);
  }

  private void saveUntilItWorks() {
    for (boolean saved = false; !saved; ) {
      VersionedState found =
          store
              .load(SHOP)
              .orElse(new VersionedState(ApplicationState.initial(SHOP), StateStore.ABSENT));
      ApplicationState next = deployed(found.state());
      try {
        store.save(next, found.version());
        saved = true;
      } catch (StateException e) {
        assertThat(e.reason()).isEqualTo(StateException.Reason.CONFLICT);
      }
    }
  }

  @Test
  void keepsApplicationsApart() {
    store.save(fullState(), StateStore.ABSENT);
    store.save(ApplicationState.initial(LONGEST), StateStore.ABSENT);
    store = reopened(store);

    assertThat(store.names()).containsExactly(LONGEST, SHOP);
    store.delete(SHOP);
    assertThat(store.names()).containsExactly(LONGEST);
    assertThat(store.load(LONGEST)).isPresent();
  }

  @Test
  void deletingWhatIsNotThereIsNotAnError() {
    assertThatCode(() -> store.delete(SHOP)).doesNotThrowAnyException();
  }

  @Test
  void startsAnewAfterADelete() {
    store.save(fullState(), StateStore.ABSENT);
    store.delete(SHOP);

    store.save(ApplicationState.initial(SHOP), StateStore.ABSENT);

    assertThat(store.load(SHOP).map(VersionedState::state))
        .contains(ApplicationState.initial(SHOP));
  }

  @Test
  void keepsBlobsUnderTheirDigest() {
    byte[] bytes = "some bytes".getBytes(StandardCharsets.UTF_8);

    Digest digest = store.putBlob(bytes);
    Digest empty = store.putBlob(new byte[0]);
    store = reopened(store);

    assertThat(digest).isEqualTo(Digest.of(bytes));
    assertThat(store.putBlob(bytes)).as("put again").isEqualTo(digest);
    assertThat(store.blob(digest)).contains(bytes);
    assertThat(store.blob(empty)).contains(new byte[0]);
  }

  @Test
  void keepsItsOwnCopyOfABlob() {
    byte[] bytes = {1, 2, 3};
    Digest digest = store.putBlob(bytes);

    bytes[0] = 9;
    store.blob(digest).orElseThrow()[1] = 9;

    assertThat(store.blob(digest)).contains(new byte[] {1, 2, 3});
  }

  @Test
  void closesMoreThanOnce() {
    store.names();

    store.close();

    assertThatCode(store::close).doesNotThrowAnyException();
  }

  private void assertConflict(ApplicationState state, long expected) {
    assertThatThrownBy(() -> store.save(state, expected))
        .isInstanceOfSatisfying(
            StateException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(StateException.Reason.CONFLICT);
              assertThat(e).hasMessageContaining("shop");
            });
  }

  private static ApplicationState deployed(ApplicationState state) {
    return state.withDeployment(entry(state, Cause.MANUAL_SYNC).build(), 10);
  }

  private static Deployment.Builder entry(ApplicationState state, Cause cause) {
    Commit commit =
        new Commit(new Revision("f".repeat(40)), ALICE, "Set tag „v2\"\n\n😀", NOON, List.of());
    return Deployment.builder(state.nextId(), commit, cause, ALICE)
        .startedAt(NOON)
        .deployedAt(NOON.plusMillis(1))
        .desiredState(
            Digest.of("desired"),
            List.of(
                new StoredIntent.Archived(FRONTEND, Digest.of("frontend"), Digest.of("blob")),
                new StoredIntent.Withheld(PASSWORD, Digest.of("password"))));
  }

  private static ApplicationState fullState() {
    ApplicationState once = deployed(ApplicationState.initial(SHOP));
    Deployment rollback =
        entry(once, Cause.ROLLBACK)
            .rolledBackTo(once.deployments().get(0).id())
            .review(new Review("#12", List.of(Person.named("Bob"))))
            .outcomes(
                Map.of(FRONTEND, new ResourceOutcome(ResourceOutcome.Code.FAILED, "immutable")))
            .build();
    return once.withDeployment(rollback, 10)
        .withHold(new Hold(Digest.of("rejected"), rollback.id(), NOON, ALICE))
        .withLastSynced(
            new SyncPoint(new Revision("e".repeat(40)), RevisionSelector.branch("master")))
        .withKinds(List.of(new GroupKind("apps", "Deployment"), new GroupKind("", "Secret")));
  }
}
