package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client states, and on what condition.
 *
 * @param content without what only the server sets
 * @param uid empty for no condition
 * @param resourceVersion empty for no condition
 */
record AppliedConfig(MapValue content, String uid, String resourceVersion) {
  private static final List<String> SERVER_FIELDS =
      List.of(
          "uid",
          "resourceVersion",
          "creationTimestamp",
          "generation",
          "selfLink",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "managedFields");

  static AppliedConfig of(MapValue config) {
    if (!config.itemsAt("metadata", "managedFields").isEmpty()) {
      throw StatusException.of("BadRequest", "metadata.managedFields must be nil");
    }
    return new AppliedConfig(
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

  void checkAgainst(@Nullable MapValue live, String named) {
    if (live == null) {
      if (!uid.isEmpty()) {
        throw StatusException.conflict(
            named,
            "uid mismatch: the provided object specified uid %s, and no existing object was found"
                .formatted(uid));
      }
      return;
    }
    String liveUid = ObjectStore.uid(live);
    if (!uid.isEmpty() && !uid.equals(liveUid)) {
      throw StatusException.conflict(
          named,
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(uid, liveUid));
    }
    String liveVersion = live.textAt("metadata", "resourceVersion").orElse("");
    if (!resourceVersion.isEmpty() && !resourceVersion.equals(liveVersion)) {
      throw StatusException.modified(named);
    }
  }
}
