package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import org.jspecify.annotations.Nullable;

/** What is told about a write besides who makes it and when. */
record Circumstances(
    String subresource,
    FieldSet ignored,
    ServerProfile profile,
    VersionConverter converter,
    @Nullable ManagedFields owners) {
  static final Circumstances USUAL =
      new Circumstances(
          "", FieldSet.EMPTY, ServerProfile.CURRENT, VersionConverter.sameFields(), null);

  Circumstances onSubresource(String name) {
    return new Circumstances(name, ignored, profile, converter, owners);
  }

  Circumstances ignoring(FieldSet fields) {
    return new Circumstances(subresource, fields, profile, converter, owners);
  }

  Circumstances on(ServerProfile server) {
    return new Circumstances(subresource, ignored, server, converter, owners);
  }

  Circumstances converting(VersionConverter changed) {
    return new Circumstances(subresource, ignored, profile, changed, owners);
  }

  Circumstances knowingOwners(ManagedFields known) {
    return new Circumstances(subresource, ignored, profile, converter, known);
  }

  /** Of the object before. */
  ManagedFields ownersOf(MapValue object) {
    return owners == null ? ManagedFields.of(object) : owners;
  }

  /** The sub-resource that entries of managers name on this server. */
  String entrySubresource() {
    return profile.has(Deviation.NO_SUBRESOURCES) ? "" : subresource;
  }

  /** The fields that this server leaves out of account. */
  FieldSet outOfAccount() {
    return profile.has(Deviation.STATUS_IS_OWNED) ? FieldSet.EMPTY : ignored;
  }
}
