package io.gitops4j.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong address is told so that a person sees what to change. */
class AddressFailureTest {
  @TempDir private Path temp;

  private SourceException failure(RepositoryUrl url) {
    try (JGitSource source = JGitSource.cachingIn(temp.resolve("cache"))) {
      return catchThrowableOfType(SourceException.class, () -> source.refs(url));
    }
  }

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    SourceException e = failure(RepositoryUrl.of("https://git.nowhere.invalid/guestbook.git"));

    assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(e)
        .hasMessageContaining(
            "host 'git.nowhere.invalid' can't be resolved: check the address, and the name service of this machine");
  }

  @Test
  void aFolderThatIsMissingIsNamedOnce() {
    RepositoryUrl url = RepositoryUrl.of(temp.resolve("nowhere").toString());

    assertThat(failure(url))
        .hasMessage(
            "cannot list the branches and tags of repository '%s': there is no Git repository; name its working folder, or the folder of a bare one"
                .formatted(url));
  }

  @Test
  void otherObjectsThanThoseOfSha1AreNotCalledDamaged() throws IOException {
    Path bare = sha256(temp.resolve("bare.git"));
    Path working = temp.resolve("working");
    sha256(working.resolve(".git"));

    for (Path repository : new Path[] {bare, working}) {
      SourceException e = failure(RepositoryUrl.of(repository.toString()));

      assertThat(e.reason()).isEqualTo(Reason.UNSUPPORTED);
      assertThat(e.isTransient()).isFalse();
      assertThat(e)
          .hasMessageContaining("its objects are named by SHA-256, and only SHA-1 is supported");
    }
  }

  /** What {@code git init --object-format=sha256} makes, and one commit. */
  private static Path sha256(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("objects"));
    Files.createDirectories(folder.resolve("refs/heads"));
    Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/master\n");
    Files.writeString(folder.resolve("refs/heads/master"), "ab".repeat(32) + "\n");
    Files.writeString(
        folder.resolve("config"),
        "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectformat = sha256\n");
    return folder;
  }
}
