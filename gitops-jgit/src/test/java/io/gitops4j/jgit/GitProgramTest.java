package io.gitops4j.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.core.source.TreeEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void namesTheNearestBranch() {
    assertThatThrownBy(() -> source.resolve(url, RevisionSelector.branch("master")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining(url.text())
        .hasMessageContaining("no branch 'master'")
        .hasMessageContaining("branch 'main'");
  }
}
