package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/**
 * What a client states by an apply, and on what condition.
 *
 * @param body all of it
 * @param content without what only the server sets
 * @param uid empty for no condition
 * @param resourceVersion empty for no condition
 */
record AppliedConfig(MapValue body, MapValue content, String uid, String resourceVersion) {
  private static final List<String> SERVER_FIELDS =
      List.of(
          "uid",
          "resourceVersion",
          "creationTimestamp",
          "selfLink",
          "clusterName",
          "managedFields");

  /** What is stated all the same: it must be readable, and may not be a change. */
  private static final List<String> STATED =
      List.of("uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds");

  static AppliedConfig of(Write write, MapValue config) {
    if (config.at("metadata", "managedFields").filter(value -> !value.isNull()).isPresent()) {
      throw StatusException.badRequest("metadata.managedFields must be nil");
    }
    String version = config.textAt("apiVersion").orElse("");
    if (!version.equals(write.kind().kind().apiVersion())) {
      throw StatusException.badRequest(
          "Incorrect version specified in apply patch. Specified patch version: %s, expected: %s"
              .formatted(version, write.kind().kind().apiVersion()));
    }
    return new AppliedConfig(
        config,
        withoutServerFields(config),
        ObjectStore.uid(config),
        config.textAt("metadata", "resourceVersion").orElse(""));
  }

  static MapValue withoutServerFields(MapValue object) {
    MapValue clean = object;
    for (String field : SERVER_FIELDS) {
      clean = Fields.remove(clean, "metadata", field);
    }
    return clean;
  }

  /** The merged object with what the client says of fields that it can't change. */
  MapValue claimed(MapValue merged) {
    MapValue claimed = merged;
    for (String field : STATED) {
      Value stated = body.at("metadata", field).orElse(Scalar.NULL);
      if (!stated.isNull()) {
        claimed = Fields.set(claimed, stated, "metadata", field);
      }
    }
    return resourceVersion.isEmpty()
        ? claimed
        : Fields.set(claimed, resourceVersion, "metadata", "resourceVersion");
  }

  /** A uid can't be that of an object which does not exist. */
  void checkCreating(Write write) {
    if (!uid.isEmpty()) {
      throw StatusException.conflict(
          write.kind(),
          write.key(),
          "uid mismatch: the provided object specified uid %s, and no existing object was found"
              .formatted(uid));
    }
  }
}
