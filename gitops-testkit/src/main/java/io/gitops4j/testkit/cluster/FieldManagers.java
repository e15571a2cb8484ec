package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ApplyOptions;
import io.gitops4j.core.merge.ApplyResult;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ServerProfile;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.merge.UpdateOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who owns what after a write, as the server's profile has it. */
final class FieldManagers {
  private final ServerProfile profile;
  private final Supplier<Instant> clock;

  FieldManagers(ServerProfile profile, Supplier<Instant> clock) {
    this.profile = profile;
    this.clock = clock;
  }

  ApplyResult applied(Write write, @Nullable MapValue live, MapValue config, boolean force) {
    ApplyOptions options =
        ApplyOptions.by(write.manager(), clock.get())
            .onSubresource(subresource(write))
            .ignoring(ignored(write));
    ServedKind kind = write.kind();
    MapValue stated = resets() && kind.hasStatus() ? reset(write, config) : config;
    return ServerSideApply.apply(live, stated, force ? options.forced() : options, kind.schema());
  }

  /** What is ignored counts as not said. */
  private static MapValue reset(Write write, MapValue config) {
    if (write.subresource().isEmpty()) {
      return config.without("status");
    }
    return write.isOfStatus() ? config.without("spec") : config;
  }

  MapValue created(Write write, MapValue object) {
    return ServerSideApply.update(null, object, options(write), write.kind().schema());
  }

  MapValue updated(Write write, MapValue live, MapValue object) {
    return ServerSideApply.update(live, object, options(write), write.kind().schema());
  }

  private UpdateOptions options(Write write) {
    return UpdateOptions.by(write.manager(), clock.get())
        .onSubresource(subresource(write))
        .ignoring(ignored(write));
  }

  private String subresource(Write write) {
    return profile.has(Deviation.NO_SUBRESOURCES) ? "" : write.subresource();
  }

  private boolean resets() {
    return !profile.has(Deviation.STATUS_IS_OWNED);
  }

  /** The fields that an endpoint does not change, and that its writers therefore do not own. */
  private FieldSet ignored(Write write) {
    if (!resets() || !write.kind().hasStatus()) {
      return FieldSet.EMPTY;
    }
    if (!write.isOfStatus()) {
      return write.subresource().isEmpty() ? FieldSet.of(FieldPath.of("status")) : FieldSet.EMPTY;
    }
    List<FieldPath> paths = new ArrayList<>(List.of(FieldPath.of("spec")));
    write.kind().keptByStatus().forEach(field -> paths.add(FieldPath.of("metadata", field)));
    return FieldSet.of(paths);
  }

  /** Whether a write would store what is there. */
  boolean isNoWrite(MapValue live, MapValue changed) {
    if (profile.has(Deviation.OTHER_SPELLING_IS_A_WRITE)) {
      return live.equals(changed);
    }
    return withoutManagers(live).equals(withoutManagers(changed))
        && ManagedFields.of(live).equalsIgnoringTimes(ManagedFields.of(changed));
  }

  private static MapValue withoutManagers(MapValue object) {
    return Fields.remove(object, "metadata", "managedFields");
  }
}
