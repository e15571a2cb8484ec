package io.gitops4j.testkit.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.source.GitSource;
import io.gitops4j.core.source.GitWriter;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.testkit.contract.GitSourceContract;
import io.gitops4j.testkit.contract.GitWriterContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class InMemoryGitTest {

  /** Copies by hand what a test filled: the contract's repository lives in a Git of its own. */
  private static RepositoryUrl copy(InMemoryRepository from, InMemoryGit to) {
    InMemoryRepository copy = to.repository(from.url());
    from.copyTo(copy);
    return from.url();
  }

  @Nested
  class AsSource extends GitSourceContract {
    private final InMemoryGit git = new InMemoryGit();

    @Override
    protected GitSource source() {
      return git;
    }

    @Override
    protected RepositoryUrl publish(InMemoryRepository repository) {
      return copy(repository, git);
    }
  }

  @Nested
  class AsWriter extends GitWriterContract {
    private final InMemoryGit git = new InMemoryGit();

    @Override
    protected GitWriter writer() {
      return git;
    }

    @Override
    protected GitSource source() {
      return git;
    }

    @Override
    protected RepositoryUrl publish(InMemoryRepository repository) {
      return copy(repository, git);
    }
  }

  @Test
  void allSpellingsOfAnAddressAreOneRepository() {
    InMemoryGit git = new InMemoryGit();
    Revision made = git.repository("https://git.example/a.git").commit("master").push();

    assertThat(git.resolve(RepositoryUrl.of("git@git.example:a"), RevisionSelector.head()))
        .isEqualTo(made);
  }

  @Test
  void anUnreachableRepositoryStillShowsWhatWasRead() {
    InMemoryGit git = new InMemoryGit();
    InMemoryRepository repository = git.repository("https://git.example/a");
    Revision made = repository.commit("master").file("a", "1").push();
    repository.reachable(false);

    assertThatThrownBy(() -> git.refs(repository.url()))
        .isInstanceOfSatisfying(SourceException.class, e -> assertThat(e.isTransient()).isTrue());
    assertThat(git.tree(repository.url(), made).entry("a")).isPresent();
    assertThat(repository.refChecks()).isZero();
  }

  @Test
  void anUnknownRepositoryNamesThoseThatAreThere() {
    InMemoryGit git = new InMemoryGit();
    git.repository("https://git.example/a");

    assertThatThrownBy(() -> git.refs(RepositoryUrl.of("https://git.example/b")))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("https://git.example/a");
  }
}
