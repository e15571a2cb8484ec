package io.gitops4j.kube;

import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import java.util.Optional;

/** Reads the lines of a watch. */
final class WatchEvents {

  private WatchEvents() {}

  /** The event of a line; empty for bookmarks, which tell of no object. */
  static Optional<ClusterEvent> of(Purpose purpose, GroupVersionKind kind, String line) {
    MapValue event = Json.read(purpose, line);
    MapValue object = event.mapAt("object");
    String type = event.textAt("type").orElse("");
    return switch (type) {
      case "ADDED", "MODIFIED" ->
          Optional.of(new ClusterEvent.Changed(live(purpose, kind, object)));
      case "DELETED" -> Optional.of(new ClusterEvent.Deleted(live(purpose, kind, object)));
      case "BOOKMARK" -> Optional.empty();
      case "ERROR" -> Optional.of(ended(purpose, object));
      default -> throw Json.badAnswer(purpose, "has an event of unknown type '" + type + "'");
    };
  }

  private static LiveResource live(Purpose purpose, GroupVersionKind kind, MapValue object) {
    return LiveObjects.ofItem(purpose, kind, object);
  }

  private static ClusterEvent.Ended ended(Purpose purpose, MapValue status) {
    long code = status.integerAt("code").orElse(0L);
    ApiStatus words = ApiStatus.of(status);
    String why = purpose.secret() ? words.reason() : words.message();
    String what =
        code == 410
            ? "the cluster forgot the state that the watch began with"
            : "the cluster ended the watch";
    return new ClusterEvent.Ended("%s (%d): %s".formatted(what, code, why));
  }
}
