package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ApplyResult;
import io.gitops4j.core.merge.MergeException;
import org.jspecify.annotations.Nullable;

/** Makes of an applied configuration what is to be written. */
final class Applying {
  private final FieldManagers managers;
  private final Admission admission;

  Applying(FieldManagers managers, Admission admission) {
    this.managers = managers;
    this.admission = admission;
  }

  /** What is to be written, and how the server writes it. */
  record Applied(Body body, WrittenForm form) {}

  /** Merges a configuration; {@code live} is null if nothing is there. */
  Applied on(Write write, @Nullable MapValue live, MapValue config, boolean force) {
    AppliedConfig applied = AppliedConfig.of(write, config);
    ApplyResult.Applied result = merged(write, live, config, force);
    Identity.checkAddress(write, result.object());
    boolean isSame = live != null && managers.isSame(write.kind(), live, result);
    WrittenForm form =
        isSame ? WrittenForm.AS_IT_IS : WrittenForm.ofApplied(write.kind(), result.object());
    MapValue claimed = applied.claimed(result.object(), config);
    MapValue stated = live != null && isSame ? live : form.of(claimed);
    return new Applied(new Body(stated, read(write.kind(), claimed)), form);
  }

  private ApplyResult.Applied merged(
      Write write, @Nullable MapValue live, MapValue config, boolean force) {
    ApplyResult result;
    try {
      managers.checkServerFields(write.kind(), config);
      result = managers.applied(write, live, AppliedConfig.of(write, config).content(), force);
    } catch (MergeException e) {
      throw StatusException.internal("failed to create typed patch object: " + e.getMessage());
    }
    if (result instanceof ApplyResult.Conflicted conflicted) {
      throw StatusException.conflicts(conflicted);
    }
    return (ApplyResult.Applied) result;
  }

  /** What fits a schema may still not fit the type that the server has of it. */
  private MapValue read(ServedKind kind, MapValue merged) {
    try {
      return admission.applied(kind, merged);
    } catch (StatusException e) {
      throw kind.isBuiltIn() && e.code() == 400
          ? StatusException.internal(
              "failed to convert new object to proper version: unable to convert unstructured object to %s/%s, Kind=%s: %s"
                  .formatted(
                      kind.kind().group(),
                      kind.kind().version(),
                      kind.kind().kind(),
                      String.valueOf(e.getMessage())
                          .replaceFirst("^.*? cannot be handled as a \\w+: ", "")))
          : e;
    }
  }
}
