package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import java.util.Objects;
import java.util.Optional;

/** The end of a write: a complete object is stored, or only answered. Not thread-safe. */
final class Storing {
  private final ServedKinds kinds;
  private final ObjectStore store;
  private final FieldManagers managers;
  private final Admission admission;

  Storing(ServedKinds kinds, ObjectStore store, FieldManagers managers, Admission admission) {
    this.kinds = kinds;
    this.store = store;
    this.managers = managers;
    this.admission = admission;
  }

  /**
   * A new object as it is answered.
   *
   * @param version what the writer said of it, which rehearsals leave as it is
   */
  MapValue created(Write write, MapValue complete, WrittenForm form, String version) {
    if (!write.dryRun()) {
      return write.kind().inItsVersion(put(write, complete, form));
    }
    MapValue read = rehearsed(write, MapValue.EMPTY, complete);
    return version.isEmpty() ? read : Fields.set(read, version, "metadata", "resourceVersion");
  }

  /** A changed object as it is answered, empty if that changes nothing. */
  Optional<MapValue> changed(Write write, MapValue complete, WrittenForm form) {
    MapValue there = Objects.requireNonNull(store.get(write.key()));
    // Rehearsals of converted kinds answer what the conversion makes of it in any case.
    boolean isAnsweredAnew = write.dryRun() && Conversion.of(write.kind().groupKind()).isPresent();
    MapValue written = store.written(write.key(), there);
    isAnsweredAnew |= form instanceof WrittenForm.Losing;
    if (!isAnsweredAnew && managers.isNoWrite(written, form.of(kinds.asStored(complete)))) {
      return Optional.empty();
    }
    return Optional.of(
        write.dryRun()
            ? rehearsed(write, there, complete)
            : write.kind().inItsVersion(stored(write, complete, form)));
  }

  /**
   * What would be read of it, over what was read before. A rehearsal does not come to the store,
   * which alone minds and sets versions.
   */
  private MapValue rehearsed(Write write, MapValue before, MapValue complete) {
    ServedKind kind = write.kind();
    MapValue stored =
        Conversion.of(kind.groupKind())
            .map(it -> kind.inItsVersion(it.readOver(before, kinds.asStored(complete))))
            .orElse(complete);
    return admission.readAgain(kind, stored);
  }

  /** A finalizer that ends may end the object with it. */
  private MapValue stored(Write write, MapValue object, WrittenForm form) {
    if (Deletion.isOver(object)) {
      store.remove(write.key());
      return form.of(object);
    }
    return put(write, object, form);
  }

  private MapValue put(Write write, MapValue object, WrittenForm form) {
    MapValue complete = kinds.asStored(object);
    MapValue read = admission.readAgain(write.kind(), complete);
    MapValue stored = store.put(write.key(), read);
    MapValue raw = form.of(complete);
    if (!raw.equals(read)) {
      store.writtenAs(write.key(), inVersionOf(stored, raw));
    }
    return stored;
  }

  private static MapValue inVersionOf(MapValue stored, MapValue raw) {
    String version = stored.textAt("metadata", "resourceVersion").orElse("");
    return Fields.set(raw, version, "metadata", "resourceVersion");
  }
}
