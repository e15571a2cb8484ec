package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The conditions of a status, with the times at which they changed. */
final class Conditions {

  private Conditions() {}

  static Optional<MapValue> find(MapValue status, String type) {
    return status.itemsAt("conditions").stream()
        .filter(condition -> condition.textAt("type").equals(Optional.of(type)))
        .flatMap(condition -> condition.asMap().stream())
        .findFirst();
  }

  static boolean isTrue(MapValue status, String type) {
    return find(status, type).flatMap(c -> c.textAt("status")).filter("True"::equals).isPresent();
  }

  /** A condition without its times. */
  static MapValue condition(String type, String value, String reason, String message) {
    MapValue condition = MapValue.of("type", Scalar.of(type)).with("status", Scalar.of(value));
    condition = reason.isEmpty() ? condition : condition.with("reason", Scalar.of(reason));
    return message.isEmpty() ? condition : condition.with("message", Scalar.of(message));
  }

  /** With a condition that knows since when it is as it is, in the place of its predecessor. */
  static MapValue with(MapValue status, MapValue condition, String time) {
    String type = condition.textAt("type").orElse("");
    Optional<Value> since =
        find(status, type)
            .filter(was -> was.get("status").equals(condition.get("status")))
            .flatMap(was -> was.get("lastTransitionTime"));
    MapValue timed = condition.with("lastTransitionTime", since.orElse(Scalar.of(time)));
    List<Value> conditions = new ArrayList<>(status.itemsAt("conditions"));
    conditions.removeIf(other -> other.textAt("type").equals(Optional.of(type)));
    conditions.add(timed);
    return status.with("conditions", new ListValue(conditions));
  }
}
