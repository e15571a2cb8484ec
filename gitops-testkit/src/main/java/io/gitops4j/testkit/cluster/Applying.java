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
  Applied on(Write write, @Nullable MapValue live, AppliedConfig config, boolean force) {
    ApplyResult.Applied result = merged(write, live, config, force);
    Identity.checkAddress(write, result.object());
    MapValue claimed = config.claimed(result.object());
    MapValue read = admission.applied(write.kind(), claimed);
    if (live != null && managers.isSame(write.kind(), live, result)) {
      return new Applied(new Body(live, read), WrittenForm.AS_IT_IS);
    }
    WrittenForm form = WrittenForm.ofApplied(write.kind(), result.object());
    return new Applied(new Body(form.of(claimed), read), form);
  }

  private ApplyResult.Applied merged(
      Write write, @Nullable MapValue live, AppliedConfig config, boolean force) {
    ApplyResult result;
    try {
      result = managers.applied(write, live, config, force);
    } catch (MergeException e) {
      throw StatusException.internal("failed to create typed patch object: " + e.getMessage());
    }
    if (result instanceof ApplyResult.Conflicted conflicted) {
      throw StatusException.conflicts(conflicted);
    }
    return (ApplyResult.Applied) result;
  }
}
