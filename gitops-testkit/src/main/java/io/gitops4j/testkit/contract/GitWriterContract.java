package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.source.GitSource;
import io.gitops4j.core.source.GitWriter;
import io.gitops4j.core.source.GitWriter.CommitRequest;
import io.gitops4j.core.source.GitWriter.FileContent;
import io.gitops4j.core.source.GitWriter.MergeRequest;
import io.gitops4j.core.source.GitWriter.RevertRequest;
import io.gitops4j.core.source.GitWriter.Signature;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link GitWriter} must do; extend it to test an implementation. Each change is also
 * made in memory: equal requests must give equal hashes.
 *
 * @since 0.1.0
 */
public abstract class GitWriterContract {
  private static final Person ADA = new Person("Ada Lovelace", "ada@example.org");

  private final InMemoryGit reference = new InMemoryGit();
  private final InMemoryRepository origin =
      reference.repository("https://git.example/guestbook.git");
  private final Revision first =
      origin
          .commit("master")
          .file("values.yaml", "tag: 0.1\n")
          .file("values-idc.yaml", "tag: 0.1\n")
          .file("docs/readme.md", "hello\n")
          .executable("build.sh", "#!/bin/sh\n")
          .link("current.yaml", "values.yaml")
          .push();

  /** The writer under test, the same for the whole test. */
  protected abstract GitWriter writer();

  /** A source that sees what the writer writes, the same for the whole test. */
  protected abstract GitSource source();

  /**
   * Makes a repository writable for the writer under test, with exactly its present branches, tags
   * and objects; again for the same one after it changed.
   *
   * @return its address for the writer and the source, the same for the same repository
   */
  protected abstract RepositoryUrl publish(InMemoryRepository repository);

  @Test
  void commitsToANewBranchAndLeavesTheBaseAlone() {
    RepositoryUrl url = publish(origin);

    Revision made = writer().commit(edit(url, "master", "feat/v2", "values.yaml", "tag: 0.2\n"));

    assertThat(head(url, "feat/v2")).isEqualTo(made);
    assertThat(head(url, "master")).isEqualTo(first);
    assertThat(text(url, made, "values.yaml")).isEqualTo("tag: 0.2\n");
    assertThat(text(url, made, "values-idc.yaml")).isEqualTo("tag: 0.1\n");
    assertThat(source().commit(url, made).parents()).containsExactly(first);
    assertThat(source().commit(url, made).author()).isEqualTo(ADA);
    assertThat(source().commit(url, made).time()).isEqualTo(at(1).time());
    assertThat(source().commit(url, made).message()).isEqualTo("Change 1");
  }

  @Test
  void equalRequestsMakeEqualHashesEverywhere() {
    RepositoryUrl url = publish(origin);
    CommitRequest request = edit(url, "master", "master", "values.yaml", "tag: 0.2\n");

    Revision made = writer().commit(request);

    assertThat(made).isEqualTo(inMemory(request));
    assertThat(head(url, "master")).isEqualTo(made);
  }

  @Test
  void addsDeletesAndEditsInOneCommitAndKeepsModes() {
    RepositoryUrl url = publish(origin);
    CommitRequest request =
        new CommitRequest(
            url,
            "master",
            "master",
            Map.of(
                "new/folder/a.yaml", content("a\n"),
                "docs/readme.md", Optional.empty(),
                "build.sh", content("#!/bin/bash\n"),
                "current.yaml", content("tag: 0.3\n")),
            at(1));

    Revision made = writer().commit(request);

    assertThat(text(url, made, "new/folder/a.yaml")).isEqualTo("a\n");
    assertThat(source().tree(url, made).entry("docs")).isEmpty();
    // Through the link, which stays one.
    assertThat(text(url, made, "values.yaml")).isEqualTo("tag: 0.3\n");
    assertThat(made).isEqualTo(inMemory(request));
  }

  @Test
  void refusesANewBranchThatIsThereAlready() {
    origin.branch("feat/v2", first);
    RepositoryUrl url = publish(origin);

    assertThatThrownBy(() -> writer().commit(edit(url, "master", "feat/v2", "values.yaml", "x")))
        .satisfies(e -> hasReason(e, Reason.REJECTED))
        .hasMessageContaining("feat/v2");
    assertThat(head(url, "feat/v2")).isEqualTo(first);
  }

  @Test
  void refusesABaseThatIsNotThere() {
    RepositoryUrl url = publish(origin);

    assertThatThrownBy(() -> writer().commit(edit(url, "mastr", "feat/v2", "values.yaml", "x")))
        .satisfies(e -> hasReason(e, Reason.UNKNOWN_REVISION))
        .hasMessageContaining("'mastr'")
        .hasMessageContaining("'master'");
  }

  @Test
  void refusesABranchNameThatGitCanNotKeep() {
    RepositoryUrl url = publish(origin);

    for (String name : List.of("master/x", "a..b", "a b")) {
      assertThatThrownBy(() -> writer().commit(edit(url, "master", name, "values.yaml", "x")))
          .satisfies(e -> hasReason(e, Reason.REJECTED))
          .hasMessageContaining(name);
    }
  }

  @Test
  void refusesEditsThatChangeNothing() {
    RepositoryUrl url = publish(origin);

    assertThatThrownBy(
            () -> writer().commit(edit(url, "master", "master", "values.yaml", "tag: 0.1\n")))
        .satisfies(e -> hasReason(e, Reason.REJECTED))
        .hasMessageContaining("nothing");
  }

  @Test
  void refusesEditsThatLeadOutOrDoNotFit() {
    RepositoryUrl url = publish(origin);

    for (String path : List.of("../x", "/etc/passwd", ".git/config", "docs/.GIT/hooks/x")) {
      assertThatThrownBy(() -> writer().commit(edit(url, "master", "b", path, "x")))
          .satisfies(e -> hasReason(e, Reason.ESCAPING_PATH));
    }
    for (String path : List.of("docs", "values.yaml/x", "")) {
      assertThatThrownBy(() -> writer().commit(edit(url, "master", "b", path, "x")))
          .satisfies(e -> hasReason(e, Reason.MISSING_PATH));
    }
    CommitRequest deletion =
        new CommitRequest(url, "master", "b", Map.of("nothing", Optional.empty()), at(1));
    assertThatThrownBy(() -> writer().commit(deletion))
        .satisfies(e -> hasReason(e, Reason.MISSING_PATH))
        .hasMessageContaining("nothing");
  }

  @Test
  void mergesWithACommitOfItsOwnEvenWhereAFastForwardWouldDo() {
    RepositoryUrl url = publish(origin);
    CommitRequest change = edit(url, "master", "feat/v2", "values.yaml", "tag: 0.2\n");
    Revision head = writer().commit(change);

    Revision merged = writer().merge(merge(url, head));

    assertThat(source().commit(url, merged).parents()).containsExactly(first, head);
    assertThat(head(url, "master")).isEqualTo(merged);
    assertThat(head(url, "feat/v2")).isEqualTo(head);
    assertThat(text(url, merged, "values.yaml")).isEqualTo("tag: 0.2\n");
    inMemory(change);
    assertThat(merged).isEqualTo(reference.merge(merge(origin.url(), head)));
  }

  private static MergeRequest merge(RepositoryUrl url, Revision head) {
    return new MergeRequest(url, "feat/v2", "master", head, at(2));
  }

  @Test
  void mergesWhatBothSidesChangedInDifferentFiles() {
    RepositoryUrl url = publish(origin);
    Revision head = writer().commit(edit(url, "master", "feat/v2", "values.yaml", "tag: 0.2\n"));
    writer().commit(edit(url, "master", "master", "docs/readme.md", "changed\n"));

    Revision merged = writer().merge(merge(url, head));

    assertThat(text(url, merged, "values.yaml")).isEqualTo("tag: 0.2\n");
    assertThat(text(url, merged, "docs/readme.md")).isEqualTo("changed\n");
  }

  @Test
  void aConflictNamesTheFilesAndChangesNothing() {
    RepositoryUrl url = publish(origin);
    Revision head = writer().commit(edit(url, "master", "feat/v2", "values.yaml", "tag: 0.2\n"));
    Revision other = writer().commit(edit(url, "master", "master", "values.yaml", "tag: 0.9\n"));

    assertThatThrownBy(() -> writer().merge(merge(url, head)))
        .satisfies(e -> hasReason(e, Reason.MERGE_CONFLICT))
        .hasMessageContaining("values.yaml")
        .hasMessageContaining("feat/v2");
    assertThat(head(url, "master")).isEqualTo(other);
  }

  @Test
  void mergesOnlyWhatWasChecked() {
    RepositoryUrl url = publish(origin);
    Revision checked = writer().commit(edit(url, "master", "feat/v2", "values.yaml", "tag: 0.2\n"));
    Revision later = writer().commit(edit(url, "feat/v2", "feat/v2", "values.yaml", "tag: 6.6\n"));

    assertThatThrownBy(() -> writer().merge(merge(url, checked)))
        .satisfies(e -> hasReason(e, Reason.REJECTED))
        .hasMessageContaining(later.abbreviated())
        .hasMessageContaining(checked.abbreviated());
    assertThat(head(url, "master")).isEqualTo(first);
  }

  @Test
  void refusesToMergeWhatIsMerged() {
    RepositoryUrl url = publish(origin);
    Revision head = writer().commit(edit(url, "master", "feat/v2", "values.yaml", "tag: 0.2\n"));
    writer().merge(merge(url, head));

    assertThatThrownBy(() -> writer().merge(merge(url, head)))
        .satisfies(e -> hasReason(e, Reason.REJECTED))
        .hasMessageContaining("already");
  }

  @Test
  void revertsAMergeAgainstItsFirstParent() {
    RepositoryUrl url = publish(origin);
    Revision head = writer().commit(edit(url, "master", "feat/v2", "values.yaml", "tag: 0.2\n"));
    Revision merged = writer().merge(merge(url, head));
    writer().commit(edit(url, "master", "master", "docs/readme.md", "later\n"));

    Revision reverted =
        writer().revert(new RevertRequest(url, merged, "master", "revert-v2", at(3)));

    assertThat(text(url, reverted, "values.yaml")).isEqualTo("tag: 0.1\n");
    assertThat(text(url, reverted, "docs/readme.md")).isEqualTo("later\n");
    assertThat(head(url, "revert-v2")).isEqualTo(reverted);
    assertThat(source().commit(url, reverted).parents()).containsExactly(head(url, "master"));
  }

  @Test
  void revertsTheFirstCommitOfAll() {
    RepositoryUrl url = publish(origin);
    writer().commit(edit(url, "master", "master", "later.yaml", "x"));

    Revision reverted = writer().revert(new RevertRequest(url, first, "master", "master", at(3)));

    assertThat(source().tree(url, reverted).list(""))
        .extracting("path")
        .containsExactly("later.yaml");
  }

  @Test
  void aRevertOfWhatChangedSinceIsAConflict() {
    RepositoryUrl url = publish(origin);
    Revision change = writer().commit(edit(url, "master", "master", "values.yaml", "tag: 0.2\n"));
    writer().commit(edit(url, "master", "master", "values.yaml", "tag: 0.3\n"));

    assertThatThrownBy(
            () -> writer().revert(new RevertRequest(url, change, "master", "master", at(3))))
        .satisfies(e -> hasReason(e, Reason.MERGE_CONFLICT))
        .hasMessageContaining("values.yaml");
  }

  @Test
  void aSecondRevertFindsNothingLeft() {
    RepositoryUrl url = publish(origin);
    Revision change = writer().commit(edit(url, "master", "master", "values.yaml", "tag: 0.2\n"));
    writer().revert(new RevertRequest(url, change, "master", "master", at(2)));

    assertThatThrownBy(
            () -> writer().revert(new RevertRequest(url, change, "master", "master", at(3))))
        .satisfies(e -> hasReason(e, Reason.REJECTED));
  }

  private Revision inMemory(CommitRequest request) {
    return reference.commit(
        new CommitRequest(
            origin.url(), request.base(), request.branch(), request.edits(), request.signature()));
  }

  private static CommitRequest edit(
      RepositoryUrl url, String base, String branch, String... pathAndText) {
    return new CommitRequest(
        url, base, branch, Map.of(pathAndText[0], content(pathAndText[1])), at(1));
  }

  private static Optional<FileContent> content(String text) {
    return Optional.of(FileContent.of(text));
  }

  private static Signature at(int minute) {
    return new Signature(
        ADA, "Change " + minute, Instant.parse("2026-03-01T00:00:00Z").plusSeconds(60L * minute));
  }

  private Revision head(RepositoryUrl url, String branch) {
    return Optional.ofNullable(source().refs(url).branches().get(branch)).orElseThrow();
  }

  private String text(RepositoryUrl url, Revision revision, String path) {
    return new String(source().tree(url, revision).read(path), StandardCharsets.UTF_8);
  }

  private static void hasReason(Throwable e, Reason reason) {
    assertThat(e)
        .isInstanceOfSatisfying(
            SourceException.class, source -> assertThat(source.reason()).isEqualTo(reason));
  }
}
