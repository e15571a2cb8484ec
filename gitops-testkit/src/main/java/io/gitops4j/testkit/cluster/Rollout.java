package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides the next sizes of a Deployment's ReplicaSets. Pure. */
final class Rollout {
  private final MapValue deployment;
  private final MapValue current;
  private final List<MapValue> old;
  private final Map<ResourceKey, Long> sizes = new LinkedHashMap<>();

  private Rollout(MapValue deployment, MapValue current, List<MapValue> old) {
    this.deployment = deployment;
    this.current = current;
    this.old = old;
  }

  /** The sizes that are to change now. */
  static Map<ResourceKey, Long> next(MapValue deployment, MapValue current, List<MapValue> old) {
    Rollout rollout = new Rollout(deployment, current, old);
    if (deployment.at("spec", "paused").flatMap(Value::asBoolean).orElse(false)) {
      rollout.resizePaused();
    } else if (isRecreate(deployment)) {
      rollout.recreate();
    } else {
      rollout.roll();
    }
    return rollout.sizes;
  }

  private static boolean isRecreate(MapValue deployment) {
    return deployment.textAt("spec", "strategy", "type").equals(Optional.of("Recreate"));
  }

  private void resize(MapValue set, long size) {
    if (ReplicaSets.size(set) != size) {
      sizes.put(ReplicaSets.key(set), size);
    }
  }

  private long wanted() {
    return Owned.number(deployment, "spec", "replicas");
  }

  /** Nothing is rolled out, but a change of the number of replicas has its effect. */
  private void resizePaused() {
    List<MapValue> active = old.stream().filter(set -> ReplicaSets.size(set) > 0).toList();
    if (active.isEmpty()) {
      resize(current, wanted());
    } else if (active.size() == 1 && ReplicaSets.size(current) == 0) {
      resize(active.get(0), wanted());
    }
  }

  private void recreate() {
    old.forEach(set -> resize(set, 0));
    if (ReplicaSets.sum(old, "status", "replicas") == 0) {
      resize(current, wanted());
    }
  }

  private void roll() {
    long all = ReplicaSets.sum(old, "spec", "replicas") + ReplicaSets.size(current);
    long room = wanted() + maxSurge(deployment) - all;
    long size = ReplicaSets.size(current);
    if (size > wanted()) {
      resize(current, wanted());
    } else if (room > 0) {
      resize(current, Math.min(wanted(), size + room));
    }
    shrinkOld(all);
  }

  /** Takes down old pods as far as enough pods stay available; unavailable ones go first. */
  private void shrinkOld(long all) {
    long least = wanted() - maxUnavailable(deployment);
    long unavailable = ReplicaSets.size(current) - ReplicaSets.available(current);
    long budget = all - least - Math.max(0, unavailable);
    Map<ResourceKey, Long> left = new LinkedHashMap<>();
    for (MapValue set : old) {
      long useless = Math.max(0, ReplicaSets.size(set) - ReplicaSets.available(set));
      long gone = Math.max(0, Math.min(useless, budget));
      budget -= gone;
      left.put(ReplicaSets.key(set), ReplicaSets.size(set) - gone);
    }
    long available =
        ReplicaSets.sum(old, "status", "availableReplicas") + ReplicaSets.available(current);
    long spare = Math.min(budget, available - least);
    for (MapValue set : old) {
      long size = left.getOrDefault(ReplicaSets.key(set), 0L);
      long gone = Math.max(0, Math.min(size, spare));
      spare -= gone;
      resize(set, size - gone);
    }
  }

  static long maxSurge(MapValue deployment) {
    return share(deployment, "maxSurge", true);
  }

  /** How many pods may be missing; one at least if no pod may be surplus. */
  static long maxUnavailable(MapValue deployment) {
    if (isRecreate(deployment)) {
      return 0;
    }
    long missing = share(deployment, "maxUnavailable", false);
    return missing == 0 && maxSurge(deployment) == 0 ? 1 : missing;
  }

  private static long share(MapValue deployment, String field, boolean roundUp) {
    Optional<Value> value = deployment.at("spec", "strategy", "rollingUpdate", field);
    String text = value.flatMap(Value::asText).orElse("");
    if (!text.matches("[0-9]{1,9}%")) {
      return value.flatMap(Value::asInteger).orElse(0L);
    }
    double exact =
        Owned.number(deployment, "spec", "replicas")
            * Long.parseLong(text.substring(0, text.length() - 1))
            / 100.0;
    return (long) (roundUp ? Math.ceil(exact) : Math.floor(exact));
  }
}
