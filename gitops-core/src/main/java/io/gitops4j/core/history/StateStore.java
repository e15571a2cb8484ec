package io.gitops4j.core.history;

import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Keeps the state of applications, and blobs by their digest. A save happens wholly or not at all,
 * also when the process dies in the middle. Calls block; thread-safe.
 *
 * <p>Every method throws {@link StateException} if the storage fails.
 *
 * @since 0.1.0
 */
public interface StateStore extends AutoCloseable {
  /** What a first save expects. */
  long ABSENT = 0;

  /** A store that forgets everything with the process. */
  static StateStore inMemory() {
    return new InMemoryStateStore();
  }

  /**
   * A store in a folder of its own, which is created by the first use. One store at a time may use
   * it: the folder is locked from the first use to {@link #close}, also against other processes.
   */
  static StateStore directory(Path folder) {
    return new FileStateStore(folder);
  }

  /**
   * The state of an application as last saved, empty if there is none.
   *
   * @throws StateException with {@code CORRUPT} if it is damaged: it is kept aside, and every load
   *     and save says so until a person puts a good copy back or removes what is kept, because an
   *     application whose history and hold were lost must not go on as if there had been none; with
   *     {@code NEWER_FORMAT} if a later version wrote it: it stays as it is
   */
  Optional<VersionedState> load(ApplicationName name);

  /**
   * Saves the state of an application.
   *
   * @param expectedVersion what {@link #load} or the last save answered, {@link #ABSENT} for none
   * @return the version of what is saved now
   * @throws StateException with {@code CONFLICT} if another version is stored; nothing is changed
   */
  long save(ApplicationState state, long expectedVersion);

  /** Forgets an application; one that is not there is not an error. Its blobs stay. */
  void delete(ApplicationName name);

  /** The applications that have a state, damaged ones that were set aside excepted. */
  SortedSet<ApplicationName> names();

  /** Keeps bytes; keeping equal bytes again costs nothing. */
  Digest putBlob(byte[] bytes);

  /**
   * The bytes of a digest, empty if they were never kept.
   *
   * @throws StateException with {@code CORRUPT} if they no longer have that digest; they were set
   *     aside then
   */
  Optional<byte[]> blob(Digest digest);

  /** Releases what the store holds; it can't be used afterwards. */
  @Override
  default void close() {}
}
