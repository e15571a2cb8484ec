package io.gitops4j.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.SyncPolicy;
import io.gitops4j.core.diff.SyncStatus;
import io.gitops4j.core.history.DeploymentId;
import io.gitops4j.core.history.Hold;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.reconcile.AutoSync.Attempts;
import io.gitops4j.core.reconcile.AutoSync.Decision;
import io.gitops4j.core.source.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each situation; see the legend at {@link #situation}. */
class AutoSyncTest {
  private static final Instant NOW = Instant.parse("2026-01-05T09:00:00Z");
  private static final Digest OLD = Digest.of("old");
  private static final Digest NEW = Digest.of("new");

  /**
   * Policy (manual, auto, heal, with +prune and +empty), sync status, and facts: {@code new} Git
   * renders something else than is deployed, {@code first} nothing is deployed, {@code drifted},
   * {@code held} from what Git asks for, {@code oldhold} from something else, {@code back}, {@code
   * idle} nothing to do, {@code nothing} Git asks for nothing; {@code tried=n@s} n attempts, the
   * last one s seconds ago.
   */
  private static AutoSync.Situation situation(String policy, String status, String facts) {
    Set<String> all = Set.of(facts.split(" "));
    boolean differs = all.contains("new") || all.contains("first");
    Optional<Digest> deployed =
        all.contains("first") ? Optional.empty() : Optional.of(differs ? OLD : NEW);
    return new AutoSync.Situation(
        policy(policy),
        SyncStatus.valueOf(status),
        NEW,
        deployed,
        all.contains("drifted"),
        hold(all),
        all.contains("back"),
        all.contains("idle"),
        all.contains("nothing"),
        attempts(all));
  }

  private static Optional<Hold> hold(Set<String> facts) {
    Optional<Digest> rejected =
        facts.contains("held")
            ? Optional.of(NEW)
            : facts.contains("oldhold") ? Optional.of(OLD) : Optional.empty();
    return rejected.map(digest -> new Hold(digest, DeploymentId.FIRST, NOW, Person.named("Bob")));
  }

  private static Attempts attempts(Set<String> facts) {
    return facts.stream()
        .filter(fact -> fact.startsWith("tried="))
        .findFirst()
        .map(fact -> fact.substring("tried=".length()).split("@"))
        .map(it -> new Attempts(Integer.parseInt(it[0]), NOW.minusSeconds(Long.parseLong(it[1]))))
        .orElse(Attempts.NONE);
  }

  private static SyncPolicy policy(String text) {
    SyncPolicy policy = text.startsWith("manual") ? SyncPolicy.manual() : SyncPolicy.automated();
    policy = text.contains("heal") ? policy.withSelfHeal() : policy;
    policy = text.contains("+prune") ? policy.withPrune() : policy;
    return text.contains("+empty") ? policy.withAllowEmpty() : policy;
  }

  private static String told(Decision decision) {
    if (decision instanceof Decision.Heal heal) {
      return "heal " + heal.target();
    }
    return decision instanceof Decision.Wait wait
        ? "wait " + Duration.between(NOW, wait.until()).toSeconds()
        : decision.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          manual           | OUT_OF_SYNC | new                | nothing | manual
          manual           | OUT_OF_SYNC | first              | nothing | manual
          auto             | UNKNOWN     | new                | nothing | not known
          heal             | UNKNOWN     | drifted            | nothing | not known
          auto             | SYNCED      | same               | nothing | nothing differs
          auto             | OUT_OF_SYNC | first              | sync    | something new
          auto             | OUT_OF_SYNC | new                | sync    | something new
          heal             | OUT_OF_SYNC | new                | sync    | something new
          auto             | OUT_OF_SYNC | same drifted       | nothing | self-heal is off
          heal             | OUT_OF_SYNC | same drifted       | heal GIT | was changed
          auto             | OUT_OF_SYNC | new back           | nothing | ancestor
          heal             | OUT_OF_SYNC | new back           | nothing | ancestor
          heal             | OUT_OF_SYNC | same drifted back  | nothing | ancestor
          auto             | OUT_OF_SYNC | new nothing        | nothing | no object at all
          auto+prune       | OUT_OF_SYNC | new nothing        | nothing | no object at all
          auto+empty       | OUT_OF_SYNC | new nothing        | nothing | no object at all
          auto+prune+empty | OUT_OF_SYNC | new nothing        | sync    | something new
          auto             | OUT_OF_SYNC | new idle           | nothing | pruning is off
          auto+prune       | OUT_OF_SYNC | new idle           | nothing | wait for consent
          heal+prune       | OUT_OF_SYNC | same idle          | nothing | wait for consent
          auto             | OUT_OF_SYNC | new held           | nothing | held
          heal             | OUT_OF_SYNC | new held           | nothing | held
          auto             | OUT_OF_SYNC | new held drifted   | nothing | self-heal is off
          heal             | OUT_OF_SYNC | new held drifted   | heal DEPLOYED | held
          heal             | OUT_OF_SYNC | new held drifted back | heal DEPLOYED | held
          auto             | OUT_OF_SYNC | new oldhold        | sync    | something new
          auto             | OUT_OF_SYNC | new tried=1@4      | wait 1  | tried 1
          auto             | OUT_OF_SYNC | new tried=1@5      | sync    | something new
          auto             | OUT_OF_SYNC | new tried=2@9      | wait 1  | tried 2
          auto             | OUT_OF_SYNC | new tried=5@79     | wait 1  | tried 5
          auto             | OUT_OF_SYNC | new tried=5@80     | sync    | something new
          auto             | OUT_OF_SYNC | new tried=6@9999   | nothing | 6 times
          heal             | OUT_OF_SYNC | same drifted tried=1@1 | wait 1 | tried 1
          heal             | OUT_OF_SYNC | same drifted tried=1@2 | heal GIT | was changed
          heal             | OUT_OF_SYNC | same drifted tried=3@17 | wait 1 | tried 3
          heal             | OUT_OF_SYNC | same drifted tried=99@299 | wait 1 | tried 99
          heal             | OUT_OF_SYNC | same drifted tried=99@300 | heal GIT | was changed
          heal             | OUT_OF_SYNC | new held drifted tried=2@5 | wait 1 | tried 2
          """)
  void decides(String policy, String status, String facts, String expected, String reason) {
    Decision decision = AutoSync.decide(situation(policy, status, facts), NOW);

    assertThat(told(decision)).isEqualTo(expected);
    assertThat(decision.reason()).contains(reason);
  }

  static Stream<String> policies() {
    return Stream.of("auto", "heal", "heal+prune", "heal+prune+empty");
  }

  @ParameterizedTest
  @MethodSource("policies")
  void nothingIsEverDoneToASyncedApplicationThatIsNotHeld(String policy) {
    assertThat(AutoSync.decide(situation(policy, "SYNCED", "new drifted tried=1@0"), NOW))
        .isInstanceOf(Decision.Nothing.class);
  }

  @Test
  void anotherAttemptCountsAndIsLast() {
    assertThat(Attempts.NONE.another(NOW).another(NOW.plusSeconds(1)))
        .isEqualTo(new Attempts(2, NOW.plusSeconds(1)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 2", "2, 6", "3, 18", "4, 54", "5, 162", "6, 300", "1000000, 300"})
  void pausesGrowUpToTheLongest(int attempts, long seconds) {
    Backoff backoff = new Backoff(Duration.ofSeconds(2), 3, Duration.ofMinutes(5));

    assertThat(backoff.afterAttempts(attempts)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
