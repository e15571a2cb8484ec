package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "clusterName",
          "managedFields");

  /** What is stated once the server has set the rest; an apply may not change it. */
  private static final List<String> CONDITIONS =
      List.of("uid", "deletionTimestamp", "deletionGracePeriodSeconds");

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

  /** The merged object with what the client says of fields that can't be changed. */
  MapValue withConditions(MapValue merged) {
    MapValue claimed = merged;
    for (String field : CONDITIONS) {
      Value stated = body.at("metadata", field).orElse(Scalar.NULL);
      if (!stated.isNull()) {
        claimed = Fields.set(claimed, stated, "metadata", field);
      }
    }
    return claimed;
  }

  /**
   * What is created of it; the version that the client stated is left for services, and for
   * rehearsals, which answer it.
   */
  MapValue withVersion(Write write, MapValue merged) {
    return (write.looksFirst() || write.dryRun()) && !resourceVersion.isEmpty()
        ? Fields.set(merged, resourceVersion, "metadata", "resourceVersion")
        : merged;
  }

  void checkAgainst(Write write, @Nullable MapValue live) {
    if (live == null) {
      if (!uid.isEmpty()) {
        throw StatusException.conflict(
            write.kind(),
            write.key(),
            "uid mismatch: the provided object specified uid %s, and no existing object was found"
                .formatted(uid));
      }
      return;
    }
    String liveVersion = live.textAt("metadata", "resourceVersion").orElse("");
    if (!resourceVersion.isEmpty() && !resourceVersion.equals(liveVersion)) {
      throw StatusException.modified(write.kind(), write.key());
    }
  }
}
