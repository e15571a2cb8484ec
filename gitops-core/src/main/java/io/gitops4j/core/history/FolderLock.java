package io.gitops4j.core.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a folder for one store at a time, in this process and in others. */
final class FolderLock implements AutoCloseable {
  /**
   * The folders that this process has locked. The system's lock belongs to the process: opening and
   * closing its file a second time would give up the first lock, so it must not come to that.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static FolderLock acquire(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw locked(folder, "by another store of this process: close it first");
    }
    FolderLock lock = null;
    try {
      lock = lockFile(real);
    } finally {
      if (lock == null) {
        HELD.remove(real);
      }
    }
    return lock;
  }

  private static FolderLock lockFile(Path real) throws IOException {
    FileChannel channel =
        FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    if (lock == null) {
      throw locked(real, "by another process: one process at a time may keep its state there");
    }
    return new FolderLock(real, channel);
  }

  private static StateException locked(Path folder, String by) {
    return new StateException(
        StateException.Reason.LOCKED, "the state folder %s is in use %s".formatted(folder, by));
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(folder);
  }
}
