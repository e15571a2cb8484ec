package io.gitops4j.core.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionSelectorTest {
  private static final Revision HEAD = revision(99);

  private static Revision revision(int number) {
    return new Revision("%040x".formatted(number));
  }

  private static RemoteRefs tagged(String... tags) {
    Map<String, Revision> all = new HashMap<>();
    for (int i = 0; i < tags.length; i++) {
      all.put(tags[i], revision(i));
    }
    return new RemoteRefs(Optional.of(HEAD), Map.of("master", HEAD, "feat/v2", revision(50)), all);
  }

  private static String selected(String range, String... tags) {
    return tagged(tags)
        .find(RevisionSelector.semver(range))
        .map(found -> tags[Integer.parseInt(found.sha().substring(30), 16)])
        .orElse("none");
  }

  @Test
  void branchTagAndHeadAreNames() {
    RemoteRefs refs = tagged("v1", "master");

    assertThat(refs.find(RevisionSelector.head())).hasValue(HEAD);
    assertThat(refs.find(RevisionSelector.branch("feat/v2"))).hasValue(revision(50));
    assertThat(refs.find(RevisionSelector.branch("v1"))).isEmpty();
    assertThat(refs.find(RevisionSelector.tag("v1"))).hasValue(revision(0));
    assertThat(refs.find(RevisionSelector.tag("master"))).hasValue(revision(1));
    assertThat(refs.find(RevisionSelector.tag("feat/v2"))).isEmpty();
  }

  @Test
  void aFullHashIsTakenAtItsWordInAnyCase() {
    RevisionSelector selector = RevisionSelector.commit("ABCDEF0123456789ABCDEF0123456789ABCDEF01");

    assertThat(tagged().find(selector))
        .hasValue(new Revision("abcdef0123456789abcdef0123456789abcdef01"));
    assertThat(selector.isMoving()).isFalse();
    assertThat(RevisionSelector.branch("master").isMoving()).isTrue();
  }

  @Test
  void anAbbreviatedHashTakesTheCommitsThemselves() {
    assertThat(tagged("v1").find(RevisionSelector.commit("0000000"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "* ; 2.1.0",
        "x ; 2.1.0",
        "^1.2 ; 1.10.0",
        "^1 ; 1.10.0",
        "~1.2 ; 1.2.9",
        "~1.2.3 ; 1.2.9",
        "~>1.2 ; 1.2.9",
        "~1 ; 1.10.0",
        "1 ; 1.10.0",
        "1.x ; 1.10.0",
        "1.2.x ; 1.2.9",
        "1.2.* ; 1.2.9",
        "1.2 ; 1.2.9",
        "v1.2 ; 1.2.9",
        "1.2.3 ; 1.2.3",
        "=1.2.3 ; 1.2.3",
        ">=1.0 <2 ; 1.10.0",
        ">=1.0, <2 ; 1.10.0",
        ">=1.0,<1.10 ; 1.2.9",
        ">= 1.0 < 2 ; 1.10.0",
        ">1.2 ; 2.1.0",
        ">1.10 <2 ; none",
        "<=1.2 ; 1.2.9",
        "<1.2 ; 0.4.2",
        "<1.2.9 ; 1.2.3",
        "<=1.2.3 ; 1.2.3",
        "!=2.1.0 ; 2.0.0",
        "!=2 ; 1.10.0",
        "^0.3 ; 0.3.1",
        "^0 ; 0.4.2",
        "^0.0.5 ; 0.0.5",
        "1.0 - 1.2 ; 1.2.9",
        "1.2.3 - 1.2.5 ; 1.2.3",
        "^3 || ~0.3 ; 0.3.1",
        "~0.3||^1 ; 1.10.0",
        "^3 ; none",
      })
  void aRangeSelectsTheHighestVersionInIt(String range, String expected) {
    assertThat(
            selected(
                range, "0.0.5", "0.0.6", "0.3.1", "0.4.2", "1.2.3", "1.2.9", "1.10.0", "2.0.0",
                "2.1.0"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*                 | 1.4.0",
        "^1                | 1.4.0",
        ">=1.0.0           | 1.4.0",
        ">=1.0.0-0         | 2.0.0-rc.10",
        ">=1.5.0-beta      | 2.0.0-rc.10",
        "^1.0.0-0          | 1.5.0-alpha",
        ">=1.0.0-0 <2      | 1.5.0-alpha",
        "~1.5.0-0          | 1.5.0-alpha",
        "2.0.0-rc.2        | 2.0.0-rc.2",
      })
  void aPreReleaseTakesARangeThatMentionsOne(String range, String expected) {
    assertThat(selected(range, "1.4.0", "1.5.0-alpha", "2.0.0-rc.2", "2.0.0-rc.10"))
        .isEqualTo(expected);
  }

  @Test
  void tagsMayBeginWithVAndHoldBuildMetadata() {
    assertThat(selected("^1", "v1.2.0", "1.1.0", "release-1.9", "1.2", "latest", "v1.3.0+7"))
        .isEqualTo("v1.3.0+7");
    assertThat(selected("*", "2026.01.15", "2026.02.01")).isEqualTo("2026.02.01");
  }

  @Test
  void ofTwoTagsForOneVersionAlwaysTheSameIsSelected() {
    assertThat(selected("1.2.x", "1.2.0", "v1.2.0"))
        .isEqualTo(selected("1.2.x", "v1.2.0", "1.2.0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "latest", "1.2.3.4", "^", ">=", "1.2 || ", "^1 foo", "^^1", "1.2.3 -", "^1;2", " "
      })
  void refusesWhatIsNoRange(String range) {
    assertThatThrownBy(() -> RevisionSelector.semver(range))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(range.isBlank() ? "semver range" : range);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abc", "xyz1234", "master", "12345678901234567890123456789012345678901g"})
  void refusesWhatIsNoHash(String hash) {
    assertThatThrownBy(() -> RevisionSelector.commit(hash))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + hash + "'");
  }

  @Test
  void refusesEmptyNames() {
    assertThatThrownBy(() -> RevisionSelector.branch(" "))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RevisionSelector.tag("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnknownBranchNamesTheNearest() {
    RemoteRefs refs = tagged("v1.0", "v2.0", "a-very-long-and-other-name", "x1", "x2", "x3");

    assertThat(refs.nearest(RevisionSelector.branch("mastr"))).first().isEqualTo("branch 'master'");
    assertThat(refs.nearest(RevisionSelector.branch("v2")))
        .hasSize(5)
        .contains("branch 'feat/v2'", "tag 'v2.0'");
  }

  @Test
  void anUnknownVersionNamesTheHighestOnes() {
    RemoteRefs refs = tagged("v1.0", "v2.0", "v10.0", "latest");

    assertThat(refs.nearest(RevisionSelector.semver("^3")))
        .containsExactly("tag 'v10.0'", "tag 'v2.0'", "tag 'v1.0'");
  }

  @Test
  void theErrorNamesRepositorySelectorAndWhatIsThere() {
    RepositoryUrl url = RepositoryUrl.of("https://git.example/guestbook");

    assertThat(SourceException.unknownRevision(url, RevisionSelector.branch("main"), tagged()))
        .hasMessage(
            "repository 'https://git.example/guestbook' has no branch 'main'; nearest are branch 'master', branch 'feat/v2'");
    assertThat(
            SourceException.unknownRevision(
                url, RevisionSelector.head(), new RemoteRefs(Optional.empty(), Map.of(), Map.of())))
        .hasMessage(
            "repository 'https://git.example/guestbook' has no HEAD: it has no branch and no tag");
  }

  @Test
  void aRangeThatNoVersionMatchesNamesTheTagsThereAre() {
    RepositoryUrl url = RepositoryUrl.of("https://git.example/guestbook");
    RevisionSelector range = RevisionSelector.semver("^3");

    assertThat(SourceException.unknownRevision(url, range, tagged("latest", "nightly")))
        .hasMessageEndingWith("; nearest are tag 'latest', tag 'nightly'");
    assertThat(SourceException.unknownRevision(url, range, tagged()))
        .hasMessageEndingWith("has no tag with a version in '^3': it has no tag");
  }

  @Test
  void aCommitThatIsNotThereNamesTagsWithTheirCommits() {
    RevisionSelector commit = RevisionSelector.commit("beef0000");
    Revision near = new Revision("beef1".repeat(8));
    Revision far = new Revision("0".repeat(40));
    RemoteRefs refs =
        new RemoteRefs(
            Optional.of(far),
            Map.of("master", far),
            Map.of("v1", far, "v2", far, "v3", near, "v4", far, "v5", far, "v6", far));

    assertThat(refs.nearest(commit))
        .hasSize(5)
        .startsWith("tag 'v3' (%s)".formatted(near.abbreviated()))
        .contains("tag 'v6' (%s)".formatted(far.abbreviated()));
    assertThat(new RemoteRefs(Optional.of(far), Map.of("master", far), Map.of()).nearest(commit))
        .containsExactly("branch 'master' (%s)".formatted(far.abbreviated()));
  }
}
