package io.gitops4j.examples.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The story as a reader sees it, played once for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuestbookExampleTest {
  private final Run run = Run.of();

  private Run.Told manual() {
    return run.chapter("Manual");
  }

  /** The commit that the first sentence of the story names. */
  private String first() {
    return found("Git has the guestbook v1 at (\\w{7})");
  }

  /** The commit of the first merge. */
  private String second() {
    return found("merged as (\\w{7})");
  }

  private String found(String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(manual().text());
    assertThat(matcher.find()).as("'%s' in:%n%s", pattern, manual().text()).isTrue();
    return matcher.group(1);
  }

  @Test
  void reachesEveryExpectedState() {
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().strip()).endsWith("Every expected state was reached.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"guestbook-aliyun", "guestbook-idc"})
  void goesThroughAllStates(String application) {
    assertThat(manual().blocks(application + " ").stream().map(block -> block.get(0)))
        .containsExactly(
            application + " OutOfSync Missing",
            application + " Synced Healthy",
            application + " OutOfSync Healthy",
            application + " Synced Healthy",
            application + " OutOfSync Healthy held",
            application + " Synced Healthy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"guestbook-aliyun", "guestbook-idc"})
  void findsTheMergeAndNamesBothRevisions(String application) {
    List<String> status = manual().after("A refresh finds the merge").block(application + " ");

    assertThat(first()).isNotEqualTo(second());
    assertThat(status)
        .startsWith(
            application + " OutOfSync Healthy",
            "Git %s master".formatted(second()),
            "live %s deployment #1, as deployed".formatted(first()))
        .contains("Deployment guestbook/frontend OutOfSync Healthy rev:1");
  }

  @Test
  void showsTheNewImageAndNothingElse() {
    String diffs = manual().after("What a sync would change").text();
    String from = "--- live %s apps/Deployment guestbook/frontend".formatted(first());
    String to = "+++ Git %s apps/Deployment guestbook/frontend".formatted(second());
    String old = "-        image: guestbook/frontend:0.1";
    String next = "+        image: guestbook/frontend:0.2";

    assertThat(diffs.lines().filter(line -> line.matches(" {4}[-+].*")).map(String::strip))
        .as("one diff for each application")
        .containsExactly(from, to, old, next, from, to, old, next);
  }

  @ParameterizedTest
  @ValueSource(strings = {"guestbook-aliyun", "guestbook-idc"})
  void deploysTheSecondVersion(String application) {
    Run.Told afterSync = new Run.Told(manual().text().split("(?m)^» ", -1)[6]);

    assertThat(afterSync.text()).startsWith("Alice syncs both applications.");
    assertThat(afterSync.block(application + " "))
        .startsWith(
            application + " Synced Healthy",
            "Git %s master".formatted(second()),
            "live %s deployment #2, as deployed".formatted(second()))
        .contains("Deployment guestbook/frontend Synced Healthy rev:2");
    List<String> history = afterSync.block("history of " + application);
    assertThat(history).hasSize(4);
    assertThat(history.get(2)).startsWith("2 " + second()).contains("Alice current Merge #1");
    assertThat(history.get(3)).startsWith("1 " + first()).contains("Alice previous Guestbook v1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"guestbook-aliyun", "guestbook-idc"})
  void holdsAtTheFirstVersionAfterTheRollback(String application) {
    Run.Told rolledBack = manual().after("As deployed at " + first());

    assertThat(rolledBack.block(application + " "))
        .startsWith(
            application + " OutOfSync Healthy held",
            "Git %s master".formatted(second()),
            "live %s deployment #3, as deployed".formatted(first()))
        .contains("Deployment guestbook/frontend OutOfSync Healthy rev:3");
    assertThat(rolledBack.block("history of " + application).get(2))
        .startsWith("3 " + first())
        .contains("rollback Alice current");
  }

  @ParameterizedTest
  @ValueSource(strings = {"guestbook-aliyun", "guestbook-idc"})
  void isSyncedAgainAfterTheRevert(String application) {
    List<String> status = manual().after("Git and the clusters agree").block(application + " ");

    assertThat(status)
        .startsWith(application + " Synced Healthy")
        .contains("Deployment guestbook/frontend Synced Healthy rev:3");
    assertThat(status.get(1)).doesNotContain(first()).doesNotContain(second());
    assertThat(status.get(2)).endsWith("deployment #3, as deployed");
  }

  @Test
  void bringsChangesToGitThroughReview() {
    assertThat(manual().after("A pull request sets the tag").text())
        .contains("not merged yet: ", "checked: 2 applications render", "reviewed by Bob");
  }

  @Test
  void followsGitByItself() {
    Run.Told automated = run.chapter("Automated: ");

    assertThat(automated.after("Three minutes later").blocks("guestbook-").stream())
        .allSatisfy(
            block ->
                assertThat(block).contains("Deployment guestbook/frontend Synced Healthy rev:2"))
        .hasSize(2);
    assertThat(automated.after("A rollback holds").blocks("guestbook-").stream())
        .allSatisfy(block -> assertThat(block.get(0)).endsWith(" OutOfSync Healthy held"))
        .hasSize(2);
  }

  @Test
  void mendsWhatSomebodyChangedByHand() {
    assertThat(run.chapter("Automated with self-heal").text())
        .containsPattern("(?m)^ +- +replicas: 7$")
        .containsPattern("(?m)^ +\\+ +replicas: 1$");
  }
}
