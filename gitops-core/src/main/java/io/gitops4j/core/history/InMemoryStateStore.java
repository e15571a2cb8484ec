package io.gitops4j.core.history;

import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Values in maps; one save at a time for each application. */
final class InMemoryStateStore implements StateStore {
  private final Map<ApplicationName, VersionedState> states = new ConcurrentHashMap<>();
  private final Map<Digest, byte[]> blobs = new ConcurrentHashMap<>();

  @Override
  public Optional<VersionedState> load(ApplicationName name) {
    return Optional.ofNullable(states.get(name));
  }

  @Override
  public long save(ApplicationState state, long expectedVersion) {
    VersionedState saved =
        states.compute(state.name(), (name, stored) -> next(stored, state, expectedVersion));
    return saved.version();
  }

  private static VersionedState next(
      @Nullable VersionedState stored, ApplicationState state, long expectedVersion) {
    long version = stored == null ? ABSENT : stored.version();
    Versions.requireExpected(state.name(), expectedVersion, version);
    return new VersionedState(state, version + 1);
  }

  @Override
  public void delete(ApplicationName name) {
    states.remove(name);
  }

  @Override
  public SortedSet<ApplicationName> names() {
    return new TreeSet<>(states.keySet());
  }

  @Override
  public Digest putBlob(byte[] bytes) {
    Digest digest = Digest.of(bytes);
    blobs.putIfAbsent(digest, bytes.clone());
    return digest;
  }

  @Override
  public Optional<byte[]> blob(Digest digest) {
    return Optional.ofNullable(blobs.get(digest)).map(byte[]::clone);
  }
}
