package io.gitops4j.jgit;

import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A bare repository in the cache folder: made when missing, opened once. Thread-safe by its lock.
 */
final class BareFolder {
  // No reference logs, no garbage collection behind our back, no dependence on the umask.
  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tfilemode = false
      \tbare = true
      \tlogallrefupdates = false
      [gc]
      \tauto = 0
      \tautodetach = false
      """;

  private final Path folder;
  private @Nullable Repository repository;
  private boolean closed;

  BareFolder(Path folder) {
    this.folder = folder;
  }

  synchronized Repository open() {
    if (closed) {
      throw new IllegalStateException("the source is closed");
    }
    if (repository == null) {
      repository = openOrMake();
    }
    return repository;
  }

  /** Takes a damaged repository out of the way, once, whoever finds it first. */
  synchronized void setAside(Repository damaged) {
    if (repository == damaged) {
      repository = null;
      damaged.close();
      moveAside();
    }
  }

  synchronized void close() {
    closed = true;
    if (repository != null) {
      repository.close();
      repository = null;
    }
  }

  private Repository openOrMake() {
    try {
      if (!Files.exists(folder)) {
        make();
      }
      try {
        return openExisting();
      } catch (RepositoryNotFoundException | IllegalArgumentException | UncheckedIOException e) {
        moveAside();
        make();
        return openExisting();
      }
    } catch (IOException e) {
      throw new SourceException(
          Reason.CORRUPT,
          "cannot use the cache folder '%s': %s".formatted(folder, Causes.message(e)),
          e);
    }
  }

  private Repository openExisting() throws IOException {
    Repository opened =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().setMustExist(true).build();
    if (!opened.getObjectDatabase().exists() || !Files.isRegularFile(folder.resolve("HEAD"))) {
      opened.close();
      throw new RepositoryNotFoundException(folder.toFile());
    }
    return opened;
  }

  /** Made under another name first, so that a crash leaves no half repository. */
  private void make() throws IOException {
    Files.createDirectories(folder.getParent());
    Path fresh = Files.createTempDirectory(folder.getParent(), "new-");
    Files.createDirectories(fresh.resolve("objects/pack"));
    Files.createDirectories(fresh.resolve("objects/info"));
    Files.createDirectories(fresh.resolve("refs/heads"));
    Files.createDirectories(fresh.resolve("refs/tags"));
    Files.writeString(fresh.resolve("HEAD"), "ref: refs/heads/master\n");
    Files.writeString(fresh.resolve("config"), CONFIG);
    try {
      Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(fresh, folder);
    } catch (IOException e) {
      delete(fresh);
      if (!Files.exists(folder.resolve("HEAD"))) {
        throw e;
      }
      // Another process made it meanwhile.
    }
  }

  private void moveAside() {
    Path aside = folder.resolveSibling(folder.getFileName() + ".damaged");
    try {
      delete(aside);
      Files.move(folder, aside);
    } catch (IOException e) {
      throw new SourceException(
          Reason.CORRUPT,
          "the repository in '%s' is damaged and can't be moved aside: delete it".formatted(folder),
          e);
    }
  }

  private static void delete(Path top) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            // Windows deletes no file that is read-only, as packs are.
            file.toFile().setWritable(true);
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public String toString() {
    return "'" + folder + "'";
  }
}
