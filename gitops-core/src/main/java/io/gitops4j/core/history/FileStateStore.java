package io.gitops4j.core.history;

import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Files in a folder: {@code applications/<name>.json} and {@code blobs/<ab>/<rest of the digest>}.
 * One lock, its monitor, for all of it.
 *
 * <p>A file is written elsewhere, brought to the disk, and moved into its place in one step, which
 * is then brought to the disk too: whenever the process dies, either the old or the new content is
 * there.
 */
final class FileStateStore implements StateStore {
  private final Path folder;
  private final StateFiles files;
  private final StateLayout layout;
  private @Nullable FolderLock lock;
  private final Set<Path> ready = new HashSet<>();
  private boolean closed;
  private long temporaries;

  FileStateStore(Path folder) {
    this(folder, new DiskFiles());
  }

  FileStateStore(Path folder, StateFiles files) {
    this.folder = folder;
    this.files = files;
    this.layout = new StateLayout(folder);
  }

  @Override
  public synchronized Optional<VersionedState> load(ApplicationName name) {
    return inFolder(() -> current(name));
  }

  @Override
  public synchronized long save(ApplicationState state, long expectedVersion) {
    return inFolder(
        () -> {
          long stored = current(state.name()).map(VersionedState::version).orElse(ABSENT);
          Versions.requireExpected(state.name(), expectedVersion, stored);
          VersionedState next = new VersionedState(state, stored + 1);
          replace(layout.application(state.name()), StateFile.write(next));
          return next.version();
        });
  }

  private Optional<VersionedState> current(ApplicationName name) throws IOException {
    Path file = layout.application(name);
    if (!files.exists(file)) {
      refuseBesideDamage(name, file);
      return Optional.empty();
    }
    try {
      VersionedState found = StateFile.read(file.toString(), files.read(file));
      if (!found.state().name().equals(name)) {
        throw new StateFile.DamagedException(
            new IllegalArgumentException("it is the state of " + found.state().name()));
      }
      return Optional.of(found);
    } catch (StateFile.DamagedException e) {
      Path kept = setAside(file);
      throw StateException.corrupt(
          "the state of '%s' in the folder %s is damaged: %s. It is kept as %s: put a good copy back, or remove it to begin without its history"
              .formatted(name, folder, e.getMessage(), inFolder(kept)),
          kept,
          e);
    }
  }

  private Path inFolder(Path file) {
    return folder.relativize(file);
  }

  /** Also after a restart nobody may take a state that was lost for one that never was. */
  private void refuseBesideDamage(ApplicationName name, Path file) {
    Path kept = StateLayout.corrupt(file, 1);
    if (files.exists(kept)) {
      throw StateException.corrupt(
          "the state of '%s' in the folder %s was damaged and is kept as %s: put a good copy back as %s, or remove it to begin without its history"
              .formatted(name, folder, inFolder(kept), inFolder(file)),
          kept,
          null);
    }
  }

  @Override
  public synchronized void delete(ApplicationName name) {
    inFolder(
        () -> {
          Path file = layout.application(name);
          if (files.exists(file)) {
            files.delete(file);
            files.sync(layout.applications());
          }
          return name;
        });
  }

  @Override
  public synchronized SortedSet<ApplicationName> names() {
    return inFolder(
        () -> {
          TreeSet<ApplicationName> names = new TreeSet<>();
          for (Path file : files.list(layout.applications())) {
            name(file).ifPresent(names::add);
          }
          return names;
        });
  }

  private Optional<ApplicationName> name(Path file) throws IOException {
    if (!layout.isShortened(file)) {
      return layout.name(file);
    }
    try {
      return Optional.of(StateFile.read(file.toString(), files.read(file)).state().name());
    } catch (StateFile.DamagedException | StateException e) {
      // its name is in it and nowhere else; who knows the name gets the reason from load
      return Optional.empty();
    }
  }

  @Override
  public synchronized Digest putBlob(byte[] bytes) {
    Digest digest = Digest.of(bytes);
    return inFolder(
        () -> {
          Path file = layout.blob(digest);
          if (files.exists(file)) {
            if (Arrays.equals(files.read(file), bytes)) {
              return digest;
            }
            setAside(file);
          }
          replace(file, bytes);
          return digest;
        });
  }

  @Override
  public synchronized Optional<byte[]> blob(Digest digest) {
    return inFolder(
        () -> {
          Path file = layout.blob(digest);
          if (!files.exists(file)) {
            return Optional.empty();
          }
          byte[] bytes = files.read(file);
          Digest found = Digest.of(bytes);
          if (!found.equals(digest)) {
            Path kept = setAside(file);
            throw StateException.corrupt(
                "the blob %s is damaged: its bytes have the digest %s. It is kept as %s"
                    .formatted(digest, found, kept),
                kept,
                null);
          }
          return Optional.of(bytes);
        });
  }

  private void replace(Path file, byte[] bytes) throws IOException {
    Path home = StateLayout.home(file);
    // not "if it is there": a crash may have come between its creation and its sync
    if (!ready.contains(home)) {
      files.createFolders(home);
      files.sync(StateLayout.home(home));
      ready.add(home);
    }
    Path temporary = layout.temporary(temporaries++);
    files.write(temporary, bytes);
    files.move(temporary, file);
    files.sync(home);
  }

  private Path setAside(Path file) throws IOException {
    int number = 1;
    while (files.exists(StateLayout.corrupt(file, number))) {
      number++;
    }
    Path kept = StateLayout.corrupt(file, number);
    files.move(file, kept);
    files.sync(StateLayout.home(file));
    return kept;
  }

  /** Creates and locks the folder at the first use, and clears what a crash left half written. */
  private void open() throws IOException {
    if (closed) {
      throw new IllegalStateException("the state store in %s is closed".formatted(folder));
    }
    if (lock == null) {
      files.createFolders(layout.applications());
      files.createFolders(layout.blobs());
      files.createFolders(layout.temporaries());
      files.sync(folder);
      lock = FolderLock.acquire(folder);
      for (Path leftover : files.list(layout.temporaries())) {
        files.delete(leftover);
      }
    }
  }

  private <T> T inFolder(Step<T> step) {
    try {
      open();
      return step.run();
    } catch (IOException e) {
      throw new StateException(
          StateException.Reason.IO,
          "the state folder %s failed: %s".formatted(folder, e.getMessage()),
          e);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (lock != null) {
      try {
        lock.close();
      } catch (IOException e) {
        throw new StateException(
            StateException.Reason.IO, "the lock of %s can't be released".formatted(folder), e);
      } finally {
        lock = null;
      }
    }
  }

  @FunctionalInterface
  private interface Step<T> {
    T run() throws IOException;
  }
}
