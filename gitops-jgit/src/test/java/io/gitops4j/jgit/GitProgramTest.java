package io.gitops4j.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.source.GitWriter.CommitRequest;
import io.gitops4j.core.source.GitWriter.FileContent;
import io.gitops4j.core.source.GitWriter.Signature;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.core.source.TreeEntry;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the {@code git} program wrote is read as it reads it. */
@Tag("git")
class GitProgramTest {
  @TempDir private Path temp;
  private GitProgram git = GitProgram.in(Path.of("."));
  private JGitSource source = JGitSource.cachingIn(Path.of("unused"));
  private RepositoryUrl url = RepositoryUrl.of("/unused");

  @BeforeEach
  void repositoryOfTheGitProgram() throws IOException {
    boolean installed = GitProgram.isInstalled();
    if (!installed) {
      System.out.println("SKIPPED: comparison with the git program, which is not installed here");
    }
    assumeTrue(installed, "the git program is not installed");
    Path work = Files.createDirectory(temp.resolve("work"));
    git = GitProgram.in(work);
    source = JGitSource.cachingIn(temp.resolve("cache"));
    url = RepositoryUrl.of(work.toString());
    git.run("init", "-q", "-b", "main");
    Files.createDirectories(work.resolve("guestbook/templates"));
    Files.writeString(work.resolve("guestbook/values.yaml"), "tag: 0.1\n");
    Files.writeString(work.resolve("guestbook/templates/ünïcode.yaml"), "kind: Service\n");
    Files.createSymbolicLink(work.resolve("current"), Path.of("guestbook"));
    git.run("add", ".");
    git.run("commit", "-qm", "First\n\nWith a body.");
    git.run("tag", "-a", "v1.2.0", "-m", "annotated");
    Files.writeString(work.resolve("guestbook/values.yaml"), "tag: 0.2\n");
    git.run("commit", "-qam", "Second");
    git.run("tag", "v1.3.0-rc1");
  }

  @AfterEach
  void closeSource() {
    source.close();
  }

  @Test
  void resolvesWhatRevParseResolves() {
    Revision second = new Revision(git.run("rev-parse", "HEAD"));
    Revision first = new Revision(git.run("rev-parse", "v1.2.0^{commit}"));

    assertThat(source.resolve(url, RevisionSelector.head())).isEqualTo(second);
    assertThat(source.resolve(url, RevisionSelector.branch("main"))).isEqualTo(second);
    assertThat(source.resolve(url, RevisionSelector.tag("v1.2.0"))).isEqualTo(first);
    assertThat(source.resolve(url, RevisionSelector.semver("^1"))).isEqualTo(first);
    assertThat(source.resolve(url, RevisionSelector.commit(first.abbreviated()))).isEqualTo(first);
    assertThat(source.isAncestor(url, first, second)).isTrue();
    assertThat(source.commit(url, first).message()).isEqualTo("First\n\nWith a body.");
  }

  @Test
  void showsTheFilesThatLsTreeShows() {
    SourceTree tree = source.tree(url, source.resolve(url, RevisionSelector.head()));

    for (String line :
        git.run("-c", "core.quotepath=off", "ls-tree", "-rt", "HEAD").lines().toList()) {
      String[] columns = line.split("[ \t]", 4);
      if (!columns[0].equals("120000")) {
        assertThat(tree.entry(columns[3]).map(TreeEntry::id)).as(line).hasValue(columns[2]);
      }
    }
    assertThat(new String(tree.read("current/values.yaml"), StandardCharsets.UTF_8))
        .isEqualTo("tag: 0.2\n");
  }

  @Test
  void followsNewCommitsAndForcedPushes() throws IOException {
    Revision before = source.resolve(url, RevisionSelector.branch("main"));
    source.tree(url, before);
    git.run("checkout", "-q", "-B", "main", "HEAD~1");
    git.run("commit", "-q", "--allow-empty", "-m", "Another history");

    Revision after = source.resolve(url, RevisionSelector.branch("main"));

    assertThat(after.sha()).isEqualTo(git.run("rev-parse", "HEAD"));
    assertThat(source.isAncestor(url, before, after)).isFalse();
    assertThat(source.tree(url, before).entry("guestbook")).isPresent();
  }

  @Test
  void followsABranchThatMadeRoomForAFolderOfBranches() {
    git.run("branch", "feat");
    source.tree(url, source.resolve(url, RevisionSelector.branch("feat")));
    git.run("branch", "-D", "feat");
    git.run("checkout", "-qb", "feat/one");
    git.run("commit", "-q", "--allow-empty", "-m", "One");

    Revision one = source.resolve(url, RevisionSelector.branch("feat/one"));

    assertThat(source.commit(url, one).summary()).isEqualTo("One");
  }

  @Test
  void aTagOfAFileIsNoCommitAndNoDamage() {
    git.run("tag", "a-file", "HEAD:guestbook/values.yaml");
    Revision file = source.resolve(url, RevisionSelector.tag("a-file"));

    assertThatThrownBy(() -> source.tree(url, file))
        .isInstanceOfSatisfying(
            SourceException.class,
            e -> assertThat(e.reason()).isEqualTo(SourceException.Reason.UNKNOWN_REVISION))
        .hasMessageContaining(file.sha())
        .hasMessageContaining("is no commit");
  }

  @Test
  void namesTheNearestBranch() {
    assertThatThrownBy(() -> source.resolve(url, RevisionSelector.branch("master")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(url.text())
        .hasMessageContaining("no branch 'master'")
        .hasMessageContaining("branch 'main'");
  }

  @Test
  void whatIsWrittenInMemoryIsGoodForTheGitProgram() {
    InMemoryRepository origin = new InMemoryGit().repository("https://git.example/a.git");
    Revision first =
        origin
            .commit("master")
            .file("b/x", "1")
            .file("b.a", "2")
            .file("b-c", "3")
            .executable("run", "#!/bin/sh")
            .link("to", "b")
            .message("First")
            .push();
    origin.annotatedTag("v1", first, "One").commit("master").file("b/x", "2").push();
    Path bare = temp.resolve("bare.git");
    origin.exportTo(bare);
    GitProgram there = GitProgram.in(bare);

    assertThat(there.run("fsck", "--strict", "--full")).doesNotContain("error", "warning");
    assertThat(there.run("rev-parse", "master")).isEqualTo(origin.head("master").sha());
    assertThat(there.run("rev-parse", "v1^{commit}")).isEqualTo(first.sha());
    assertThat(there.run("cat-file", "-t", "v1")).isEqualTo("tag");
  }

  @Test
  void whatJGitWritesIsGoodForTheGitProgram() {
    git.run("checkout", "-q", "--detach");
    JGitWriter writer = JGitWriter.using(source);
    Signature signature =
        new Signature(
            new Person("Ada", "ada@example.org"), "Third", Instant.ofEpochSecond(1790000000));
    Revision made =
        writer.commit(
            new CommitRequest(
                url,
                "main",
                "main",
                Map.of("guestbook/values.yaml", Optional.of(FileContent.of("tag: 0.3\n"))),
                signature));

    assertThat(git.run("rev-parse", "main")).isEqualTo(made.sha());
    assertThat(git.run("fsck", "--strict", "--full")).doesNotContain("error", "warning");
    assertThat(git.run("diff", "--stat", "main~1", "main")).contains("1 file changed");
    git.run("checkout", "-q", "main~1");
    git.run("checkout", "main~1", "--", ".");
    git.run("-c", "core.editor=true", "cherry-pick", "-n", "main");
    git.run("commit", "-qm", "Third");
    assertThat(git.run("rev-parse", "HEAD")).isEqualTo(made.sha());
  }
}
