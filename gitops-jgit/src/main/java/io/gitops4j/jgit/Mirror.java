package io.gitops4j.jgit;

import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.jspecify.annotations.Nullable;

/**
 * Our copy of one remote repository. What is here is read without any lock; what is not is fetched,
 * by one thread at a time. A damaged copy is set aside and fetched anew.
 */
final class Mirror {
  private final BareFolder folder;
  private final Remote remote;
  private final ReentrantLock fetching = new ReentrantLock();
  private final AtomicLong fetchesBegun = new AtomicLong();

  Mirror(BareFolder folder, Remote remote) {
    this.folder = folder;
    this.remote = remote;
  }

  RepositoryUrl url() {
    return remote.url();
  }

  RemoteRefs refs() {
    return remote.refs(folder.open());
  }

  void close() {
    folder.close();
  }

  /** Reads below a commit, after fetching it if it is not here. */
  <T> T read(Revision revision, Reading<T> reading) {
    Repository used = having(revision);
    try {
      return read(used, reading);
    } catch (IOException damage) {
      renewOrGiveUp(used, damage);
    }
    try {
      return read(having(revision), reading);
    } catch (IOException again) {
      throw corrupt(again);
    }
  }

  /** Pushes a commit that was made here to a ref that must be at {@code expected}, or absent. */
  RemoteRefUpdate push(Revision made, String ref, ObjectId expected) {
    return work(
        (repository, reader) -> {
          ObjectId id = ObjectId.fromString(made.sha());
          RemoteRefUpdate update =
              new RemoteRefUpdate(repository, made.sha(), id, ref, false, null, expected);
          remote.push(repository, update);
          return update;
        });
  }

  /** Works on the copy as it is, such as to write objects. */
  <T> T work(Reading<T> reading) {
    try {
      return read(folder.open(), reading);
    } catch (IOException e) {
      throw corrupt(e);
    }
  }

  private static <T> T read(Repository repository, Reading<T> reading) throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      return reading.from(repository, reader);
    }
  }

  private Repository having(Revision revision) {
    Repository repository = folder.open();
    if (has(repository, revision)) {
      return repository;
    }
    fetchUnless(() -> has(folder.open(), revision));
    repository = folder.open();
    if (!has(repository, revision) && lacksAdvertised(repository)) {
      folder.setAside(repository);
      fetch();
      repository = folder.open();
    }
    return has(repository, revision) ? repository : fetchAlone(revision);
  }

  /** The commit may be one that no branch leads to any more; not every server gives such ones. */
  private Repository fetchAlone(Revision revision) {
    Repository repository = folder.open();
    @Nullable SourceException refused = null;
    fetching.lock();
    try {
      remote.fetch(repository, revision);
    } catch (SourceException e) {
      if (e.reason() == Reason.UNAUTHORIZED) {
        throw e;
      }
      refused = e;
    } finally {
      fetching.unlock();
    }
    if (!has(repository, revision)) {
      SourceException unknown =
          SourceException.unknownRevision(
              url(), new RevisionSelector.Commit(revision), remote.refs(repository));
      if (refused != null) {
        unknown.addSuppressed(refused);
      }
      throw unknown;
    }
    return repository;
  }

  /** Fetches, or waits for a fetch that began after this was called. */
  void fetch() {
    fetchUnless(() -> false);
  }

  private void fetchUnless(BooleanSupplier here) {
    long arrived = fetchesBegun.get();
    fetching.lock();
    try {
      // Whoever had the lock until now may have brought what is wanted.
      if (fetchesBegun.get() > arrived || here.getAsBoolean()) {
        return;
      }
      fetchesBegun.incrementAndGet();
      Repository repository = folder.open();
      try {
        remote.fetch(repository);
      } catch (SourceException e) {
        // Only damage on our side is mended by fetching all of it again.
        if (e.reason() != Reason.CORRUPT || !lacksAdvertised(repository)) {
          throw e;
        }
        folder.setAside(repository);
        remote.fetch(folder.open());
      }
    } finally {
      fetching.unlock();
    }
  }

  private void renewOrGiveUp(Repository used, IOException damage) {
    if (!Damage.isIn(damage)) {
      throw corrupt(damage);
    }
    fetching.lock();
    try {
      folder.setAside(used);
    } finally {
      fetching.unlock();
    }
  }

  private static boolean has(Repository repository, Revision revision) {
    try {
      return repository.getObjectDatabase().has(ObjectId.fromString(revision.sha()));
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether our own refs name commits that are not here: then fetching would bring nothing. */
  private static boolean lacksAdvertised(Repository repository) {
    try {
      for (Ref ref : repository.getRefDatabase().getRefs()) {
        ObjectId id = ref.getObjectId();
        if (id != null && !repository.getObjectDatabase().has(id)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private SourceException corrupt(IOException e) {
    return new SourceException(
        Reason.CORRUPT,
        "cannot read our copy of repository '%s' in %s: %s"
            .formatted(url(), folder, Scrubbed.text(Causes.message(e))),
        Scrubbed.of(e));
  }

  /** What is read from an open repository. */
  @FunctionalInterface
  interface Reading<T> {
    T from(Repository repository, ObjectReader reader) throws IOException;
  }
}
