package io.gitops4j.core.history;

import io.gitops4j.core.diff.Receipt;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.HealthStatus;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Any state, out of a seed. */
final class RandomState {
  private static final String[] TEXTS = {
    "",
    "plain",
    "line\nbreak",
    "\"quoted\" \\",
    "tab\tnul\u0000",
    "ümläut 😀",
    "---",
    "\u2028",
    "{[",
    "a/b:c"
  };

  private final Random random;

  RandomState(long seed) {
    this.random = new Random(seed);
  }

  VersionedState next() {
    ApplicationState state = ApplicationState.initial(new ApplicationName("app-" + number(1000)));
    int deployments = number(4);
    for (int i = 0; i < deployments; i++) {
      state = state.withDeployment(deployment(state.nextId()), 1 + number(3));
    }
    if (random.nextBoolean()) {
      state = state.withHold(new Hold(digest(), state.nextId(), time(), person()));
    }
    if (random.nextBoolean()) {
      state = state.withLastSynced(new SyncPoint(revision(), selector()));
    }
    state = state.withKinds(many(() -> new GroupKind(pick("", "apps"), pick("Job", "Pod"))));
    state =
        state.withReceipts(
            map(() -> new Receipt(digest(), digest(), digest(), text(), text(), time())));
    return new VersionedState(state, 1 + number(1_000_000));
  }

  private Deployment deployment(DeploymentId id) {
    Cause cause = pick(Cause.values());
    Deployment.Builder builder =
        Deployment.builder(id, commit(), cause, person())
            .startedAt(time())
            .deployedAt(time())
            .desiredState(digest(), many(this::intent))
            .outcomes(map(() -> new ResourceOutcome(pick(ResourceOutcome.Code.values()), text())));
    if (cause == Cause.ROLLBACK) {
      builder.rolledBackTo(new DeploymentId(1 + number(9)));
    }
    if (random.nextBoolean()) {
      builder.review(new Review("#" + number(99), many(this::person)));
    }
    if (random.nextBoolean()) {
      builder.health(new HealthOutcome(new Health(pick(HealthStatus.values()), text()), time()));
    }
    return builder.build();
  }

  private StoredIntent intent() {
    return random.nextBoolean()
        ? new StoredIntent.Archived(key(), digest(), digest())
        : new StoredIntent.Withheld(key(), digest());
  }

  private Commit commit() {
    return new Commit(revision(), person(), text(), time(), many(this::revision));
  }

  private RevisionSelector selector() {
    return pick(
        RevisionSelector.head(),
        RevisionSelector.branch("feat/x y"),
        RevisionSelector.tag("v1"),
        RevisionSelector.commit("abcd123"),
        RevisionSelector.commit(revision().sha()),
        RevisionSelector.semver(">=1.0 <2"));
  }

  private ResourceKey key() {
    return new ResourceKey(
        pick("", "apps", "example.com"), pick("Job", "Pod"), pick("", "shop"), text());
  }

  private Person person() {
    return new Person(text(), text());
  }

  private Revision revision() {
    return new Revision(digest().hex().substring(0, random.nextBoolean() ? 40 : 64));
  }

  private Digest digest() {
    return Digest.of("" + random.nextLong());
  }

  private Instant time() {
    return Instant.ofEpochSecond(random.nextInt(), random.nextBoolean() ? 0 : number(999_999_999));
  }

  private String text() {
    return pick(TEXTS);
  }

  private int number(int bound) {
    return random.nextInt(bound);
  }

  @SafeVarargs
  private <T> T pick(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> List<T> many(Supplier<T> next) {
    return IntStream.range(0, number(4)).mapToObj(i -> next.get()).toList();
  }

  private <T> Map<ResourceKey, T> map(Supplier<T> next) {
    Map<ResourceKey, T> entries = new HashMap<>();
    IntStream.range(0, number(4)).forEach(i -> entries.put(key(), next.get()));
    return entries;
  }
}
