package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.GitSource;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.core.source.TreeEntry;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every {@link GitSource} must do; extend it to test an implementation. The repository is
 * written in memory and published to where the implementation reads.
 *
 * @since 0.1.0
 */
public abstract class GitSourceContract {
  private final InMemoryRepository origin =
      new InMemoryGit().repository("https://git.example/guestbook.git");
  private final Revision first =
      origin
          .commit("master")
          .file("guestbook/values.yaml", "tag: 0.1\n")
          .file("guestbook/templates/frontend.yaml", "kind: Deployment\n")
          .executable("build.sh", "#!/bin/sh\n")
          .link("current", "guestbook")
          .link("outside", "../../etc/passwd")
          .by(new Person("Grace Hopper", "grace@example.org"))
          .at(Instant.parse("2026-02-03T04:05:06Z"))
          .message("Deploy version 1\n\nWith a body.")
          .push();
  private final Revision second =
      origin.commit("master").file("guestbook/values.yaml", "tag: 0.2\n").push();

  /** The source under test, the same for the whole test. */
  protected abstract GitSource source();

  /**
   * Makes a repository readable for the source under test, with exactly its present branches, tags
   * and objects; again for the same one after it changed.
   *
   * @return its address for the source, the same for the same repository
   */
  protected abstract RepositoryUrl publish(InMemoryRepository repository);

  @Test
  void tellsBranchesAndTags() {
    origin.branch("feat/one", first).tag("plain", first).annotatedTag("v1.0.0", first, "One");

    RemoteRefs refs = source().refs(publish(origin));

    assertThat(refs.head()).hasValue(second);
    assertThat(refs.branches()).containsEntry("master", second).containsEntry("feat/one", first);
    assertThat(refs.tags()).containsEntry("plain", first).containsEntry("v1.0.0", first);
  }

  @Test
  void anEmptyRepositoryHasNoRefs() {
    RepositoryUrl url = publish(new InMemoryGit().repository("https://git.example/empty.git"));

    RemoteRefs refs = source().refs(url);

    assertThat(refs.head()).isEmpty();
    assertThat(refs.branches()).isEmpty();
    assertThat(refs.tags()).isEmpty();
    assertThatThrownBy(() -> source().resolve(url, RevisionSelector.head()))
        .satisfies(e -> hasReason(e, Reason.UNKNOWN_REVISION));
  }

  @Test
  void resolvesEveryKindOfSelector() {
    origin.annotatedTag("v1.0.0", first, "One").tag("v2.0.0-rc.1", second);
    RepositoryUrl url = publish(origin);

    assertThat(source().resolve(url, RevisionSelector.head())).isEqualTo(second);
    assertThat(source().resolve(url, RevisionSelector.branch("master"))).isEqualTo(second);
    assertThat(source().resolve(url, RevisionSelector.tag("v1.0.0"))).isEqualTo(first);
    assertThat(source().resolve(url, RevisionSelector.semver("*"))).isEqualTo(first);
    assertThat(source().resolve(url, RevisionSelector.semver(">=1.0.0-0"))).isEqualTo(second);
    assertThat(source().resolve(url, RevisionSelector.commit(first.sha()))).isEqualTo(first);
    assertThat(source().resolve(url, RevisionSelector.commit(first.sha().substring(0, 10))))
        .isEqualTo(first);
  }

  @Test
  void takesAFullHashAtItsWord() {
    Revision anywhere = new Revision("1234567890".repeat(4));

    assertThat(source().resolve(publish(origin), new RevisionSelector.Commit(anywhere)))
        .isEqualTo(anywhere);
  }

  @Test
  void anUnknownRevisionNamesRepositoryAndNearestRefs() {
    RepositoryUrl url = publish(origin);

    assertThatThrownBy(() -> source().resolve(url, RevisionSelector.branch("mastre")))
        .satisfies(e -> hasReason(e, Reason.UNKNOWN_REVISION))
        .hasMessageContaining(url.text())
        .hasMessageContaining("branch 'mastre'")
        .hasMessageContaining("branch 'master'");
    assertThatThrownBy(() -> source().resolve(url, RevisionSelector.commit("0000000000")))
        .satisfies(e -> hasReason(e, Reason.UNKNOWN_REVISION))
        .hasMessageContaining("0000000000");
    Revision nowhere = new Revision("f".repeat(40));
    assertThatThrownBy(() -> source().tree(url, nowhere))
        .satisfies(e -> hasReason(e, Reason.UNKNOWN_REVISION))
        .hasMessageContaining(nowhere.sha());
    assertThatThrownBy(() -> source().commit(url, nowhere))
        .satisfies(e -> hasReason(e, Reason.UNKNOWN_REVISION));
  }

  @Test
  void anAmbiguousHashNamesTheCandidates() {
    Map<String, Revision> byPrefix = new HashMap<>();
    String prefix = "";
    for (int i = 0; prefix.isEmpty(); i++) {
      Revision next = origin.commit("many").message("Commit " + i).push();
      String beginning = next.sha().substring(0, 4);
      prefix = byPrefix.put(beginning, next) == null ? "" : beginning;
    }
    RevisionSelector ambiguous = RevisionSelector.commit(prefix);
    RepositoryUrl url = publish(origin);

    assertThatThrownBy(() -> source().resolve(url, ambiguous))
        .satisfies(e -> hasReason(e, Reason.UNKNOWN_REVISION))
        .hasMessageContaining("'" + prefix + "' names ")
        .hasMessageContaining(origin.head("many").sha());
  }

  @Test
  void showsFilesAndFoldersWithTheIdsOfGit() {
    SourceTree tree = source().tree(publish(origin), first);

    assertThat(tree.revision()).isEqualTo(first);
    assertThat(tree.list("guestbook"))
        .extracting(TreeEntry::path, TreeEntry::isFolder)
        .containsExactly(tuple("guestbook/templates", true), tuple("guestbook/values.yaml", false));
    // As `git hash-object` says of this content.
    assertThat(tree.entry("guestbook/templates/frontend.yaml"))
        .hasValue(
            new TreeEntry(
                "guestbook/templates/frontend.yaml",
                TreeEntry.Type.FILE,
                "6c24b02fa77b35d6dbac97cab22e75e6021b674b",
                17));
    assertThat(text(tree, "guestbook/values.yaml")).isEqualTo("tag: 0.1\n");
    assertThat(text(tree, "current/values.yaml")).isEqualTo("tag: 0.1\n");
    assertThat(text(tree, "build.sh")).isEqualTo("#!/bin/sh\n");
    assertThat(tree.entry("guestbook/nothing")).isEmpty();
  }

  @Test
  void equalFoldersOfTwoCommitsHaveEqualIds() {
    RepositoryUrl url = publish(origin);
    SourceTree before = source().tree(url, first);
    SourceTree after = source().tree(url, second);

    assertThat(id(after, "guestbook/templates")).isEqualTo(id(before, "guestbook/templates"));
    assertThat(id(after, "guestbook")).isNotEqualTo(id(before, "guestbook"));
    assertThat(id(after, "")).isNotEqualTo(id(before, ""));
  }

  @Test
  void aMissingPathNamesWhatIsThere() {
    SourceTree tree = source().tree(publish(origin), first);

    assertThatThrownBy(() -> tree.read("guestbook/value.yaml"))
        .satisfies(e -> hasReason(e, Reason.MISSING_PATH))
        .hasMessageContaining("values.yaml");
    assertThatThrownBy(() -> tree.list("guestbok"))
        .satisfies(e -> hasReason(e, Reason.MISSING_PATH))
        .hasMessageContaining("guestbook/");
  }

  @Test
  void nothingLeadsOutOfTheTree() {
    SourceTree tree = source().tree(publish(origin), first);

    for (String path : List.of("outside", "../x", "/etc/passwd", "guestbook/../../x")) {
      assertThatThrownBy(() -> tree.read(path))
          .satisfies(e -> hasReason(e, Reason.ESCAPING_PATH))
          .hasMessageContaining(path);
    }
  }

  @Test
  void readsWhatACommitSaysOfItself() {
    RepositoryUrl url = publish(origin);

    assertThat(source().commit(url, first))
        .isEqualTo(
            new Commit(
                first,
                new Person("Grace Hopper", "grace@example.org"),
                "Deploy version 1\n\nWith a body.",
                Instant.parse("2026-02-03T04:05:06Z"),
                List.of()));
    assertThat(source().commit(url, second).parents()).containsExactly(first);
  }

  @Test
  void knowsAncestors() {
    Revision aside = origin.commit("aside").file("other", "1").push();
    RepositoryUrl url = publish(origin);

    assertThat(source().isAncestor(url, first, second)).isTrue();
    assertThat(source().isAncestor(url, second, second)).isTrue();
    assertThat(source().isAncestor(url, second, first)).isFalse();
    assertThat(source().isAncestor(url, first, aside)).isFalse();
  }

  @Test
  void seesWhatWasPushedSinceAndKeepsWhatItHadRead() {
    RepositoryUrl url = publish(origin);
    SourceTree before = source().tree(url, second);
    Revision third = origin.commit("master").file("guestbook/values.yaml", "tag: 0.3\n").push();
    publish(origin);

    assertThat(source().resolve(url, RevisionSelector.branch("master"))).isEqualTo(third);
    assertThat(text(source().tree(url, third), "guestbook/values.yaml")).isEqualTo("tag: 0.3\n");
    assertThat(text(before, "guestbook/values.yaml")).isEqualTo("tag: 0.2\n");
  }

  @Test
  void followsABranchThatWasMovedByForce() {
    RepositoryUrl url = publish(origin);
    source().tree(url, second);
    Revision other = origin.branch("master", first).commit("master").file("new", "1").push();
    publish(origin);

    assertThat(source().resolve(url, RevisionSelector.branch("master"))).isEqualTo(other);
    assertThat(text(source().tree(url, other), "new")).isEqualTo("1");
    assertThat(source().isAncestor(url, second, other)).isFalse();
  }

  @Test
  void refusesWorkAfterClosing() {
    RepositoryUrl url = publish(origin);
    SourceTree tree = source().tree(url, second);
    source().close();
    source().close();

    assertThatThrownBy(() -> source().refs(url)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tree.read("build.sh")).isInstanceOf(IllegalStateException.class);
  }

  private static String id(SourceTree tree, String path) {
    return tree.entry(path).map(TreeEntry::id).orElse("missing");
  }

  private static String text(SourceTree tree, String path) {
    return new String(tree.read(path), StandardCharsets.UTF_8);
  }

  private static void hasReason(Throwable e, Reason reason) {
    assertThat(e)
        .isInstanceOfSatisfying(
            SourceException.class, source -> assertThat(source.reason()).isEqualTo(reason));
  }
}
