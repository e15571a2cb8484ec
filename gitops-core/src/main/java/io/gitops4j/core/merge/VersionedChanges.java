package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** How an object changes, as each version of its kind sees it. Not thread-safe. */
final class VersionedChanges {
  private final Versions versions;
  private final MapValue before;
  private final MapValue after;
  private final FieldSet ignored;
  private final Map<String, Optional<View>> views = new HashMap<>();

  /** Both objects in the version of the request, {@code before} empty if it was not there. */
  VersionedChanges(Versions versions, MapValue before, MapValue after, FieldSet ignored) {
    this.versions = versions;
    this.before = before;
    this.after = after;
    this.ignored = ignored;
  }

  /** The change in one version. */
  record View(MapValue before, MapValue after, Changes changes, Schema schema) {}

  /** In the version of the request. */
  View asked() {
    return in(versions.asked()).orElseThrow();
  }

  /** Empty if the objects can't be had in that version. */
  Optional<View> in(String apiVersion) {
    String version = versions.comparable(apiVersion);
    Optional<View> known = views.get(version);
    if (known == null) {
      known = compared(version);
      views.put(version, known);
    }
    return known;
  }

  private Optional<View> compared(String version) {
    Optional<MapValue> from =
        before.isEmpty() ? Optional.of(before) : versions.convert(before, version);
    Optional<MapValue> to = versions.convert(after, version);
    if (from.isEmpty() || to.isEmpty()) {
      return Optional.empty();
    }
    Schema schema = versions.schemaOf(version);
    Changes changes = Comparer.compare(from.get(), to.get(), schema).without(ignored);
    return Optional.of(new View(from.get(), to.get(), changes, schema));
  }

  /** What is left to a manager of all that changed. */
  ManagedFieldsEntry rest(ManagedFieldsEntry entry) {
    return entry.withFields(
        in(entry.apiVersion())
            .map(view -> entry.fields().difference(view.changes().all()))
            .orElse(FieldSet.EMPTY));
  }
}
