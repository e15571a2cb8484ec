package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ApplyOptions;
import io.gitops4j.core.merge.ApplyResult;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.core.merge.MergeException;
import io.gitops4j.core.merge.ServerProfile;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import io.gitops4j.core.merge.ServerSideApply;
import io.gitops4j.core.merge.UpdateOptions;
import io.gitops4j.core.merge.VersionConverter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who owns what after a write, as the server's profile has it. */
final class FieldManagers {
  private static final ManagedFields NOBODY =
      new ManagedFields(
          List.of(ManagedFieldsEntry.updated("nobody-yet", "v1", FieldSet.of(FieldPath.of("-")))));

  private static final String BEFORE_FIRST_APPLY = "before-first-apply";

  private final ServerProfile profile;
  private final Supplier<Instant> clock;
  private final ServedKinds kinds;

  FieldManagers(ServerProfile profile, Supplier<Instant> clock, ServedKinds kinds) {
    this.profile = profile;
    this.clock = clock;
    this.kinds = kinds;
  }

  /**
   * An apply.
   *
   * @throws MergeException if what is stated, also of fields that only the server sets, does not
   *     fit the schema
   */
  ApplyResult applied(Write write, @Nullable MapValue live, AppliedConfig config, boolean force) {
    ServerSideApply.validate(checked(write, config.body()), write.kind().schema(), profile);
    ApplyOptions options =
        ApplyOptions.by(write.manager(), clock.get())
            .on(profile)
            .onSubresource(write.subresource())
            .ignoring(ignored(write))
            .converting(converter(write.kind()));
    ServedKind kind = write.kind();
    MapValue stated =
        resets() && kind.hasStatus() ? reset(write, config.content()) : config.content();
    MapValue owned = live == null || !kind.isBuiltIn() ? live : withOwners(kind, live);
    ApplyResult result =
        ServerSideApply.apply(owned, stated, force ? options.forced() : options, kind.schema());
    return result instanceof ApplyResult.Applied applied
        ? new ApplyResult.Applied(withoutNobody(applied.object()), applied.change())
        : result;
  }

  /** Whether an apply came to what was there, but for owners and maps without content. */
  boolean isSame(ServedKind kind, MapValue live, ApplyResult.Applied result) {
    return result.change() != ApplyResult.Change.CONTENT
        || ServerSideApply.compare(live, result.object(), kind.schema()).isEmpty();
  }

  /** The schemas of custom resources do not say what times are. */
  private static MapValue checked(Write write, MapValue stated) {
    return write.kind().isBuiltIn()
        ? stated
        : Fields.remove(
            Fields.remove(stated, "metadata", "creationTimestamp"),
            "metadata",
            "deletionTimestamp");
  }

  /** What is in a blank object too counts as written by nobody, also if nobody owns anything. */
  private MapValue withOwners(ServedKind kind, MapValue live) {
    if (!ManagedFields.of(live).isEmpty()) {
      return live;
    }
    if (profile.has(Deviation.DUPLICATE_ITEMS_FAIL)) {
      requireAccountable(kind, live);
    }
    MapValue blank = NOBODY.writtenTo(BlankObjects.of(kind.groupKind(), live));
    UpdateOptions options = UpdateOptions.by(BEFORE_FIRST_APPLY, clock.get()).on(profile);
    MapValue owned = ServerSideApply.update(blank, live, options, kind.schema());
    return ManagedFields.of(owned).isEmpty() ? NOBODY.writtenTo(owned) : owned;
  }

  /** What was written without anybody to own it may be such that nobody can. */
  private void requireAccountable(ServedKind kind, MapValue live) {
    try {
      ServerSideApply.validate(withoutManagers(live), kind.schema(), profile);
    } catch (MergeException e) {
      throw StatusException.internal(
          "failed to create manager for existing fields: failed to convert new object (%s/%s, Kind=%s) to smd typed: %s"
              .formatted(
                  kind.kind().group(), kind.kind().version(), kind.kind().kind(), e.getMessage()));
    }
  }

  private static MapValue withoutNobody(MapValue object) {
    List<ManagedFieldsEntry> owners = new ArrayList<>(ManagedFields.of(object).entries());
    boolean isOfNobody =
        owners.removeIf(entry -> entry.manager().equals(NOBODY.entries().get(0).manager()));
    return isOfNobody ? new ManagedFields(owners).writtenTo(object) : object;
  }

  /** What is ignored counts as not said. */
  private static MapValue reset(Write write, MapValue config) {
    if (write.subresource().isEmpty()) {
      return config.without("status");
    }
    return write.isOfStatus() ? config.without("spec") : config;
  }

  /**
   * A creation is an update of a blank object. As an object without owners would get none, the
   * blank has one for that moment, which owns a field that does not exist.
   */
  MapValue created(Write write, MapValue object) {
    MapValue blank = NOBODY.writtenTo(BlankObjects.of(write.kind().groupKind(), object));
    return withoutNobody(
        ServerSideApply.update(blank, object, options(write), write.kind().schema()));
  }

  MapValue updated(Write write, MapValue live, MapValue object) {
    if (write.subresource().equals("scale") && profile.has(Deviation.NO_SUBRESOURCES)) {
      return ManagedFields.of(live).writtenTo(object);
    }
    return ServerSideApply.update(live, object, options(write), write.kind().schema());
  }

  private UpdateOptions options(Write write) {
    return UpdateOptions.by(write.manager(), clock.get())
        .on(profile)
        .onSubresource(write.subresource())
        .ignoring(ignored(write))
        .converting(converter(write.kind()));
  }

  private VersionConverter converter(ServedKind kind) {
    return Conversion.of(kind.groupKind()).isPresent()
        ? new ServedVersions(kinds, kind.groupKind())
        : VersionConverter.sameFields();
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
