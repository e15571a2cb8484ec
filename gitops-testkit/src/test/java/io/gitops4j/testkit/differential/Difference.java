package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where two answers part.
 *
 * @param step which step, from 0
 * @param path in what was seen after the step
 * @param real what the server has there, empty if nothing
 * @param ours what the in-memory cluster has there
 * @param seenReal all that was seen on the server after the step
 * @param seenOurs the same of the in-memory cluster
 */
record Difference(
    int step,
    String path,
    Optional<Value> real,
    Optional<Value> ours,
    MapValue seenReal,
    MapValue seenOurs) {

  private record Found(String path, Optional<Value> real, Optional<Value> ours) {}

  static Optional<Difference> first(List<MapValue> real, List<MapValue> ours) {
    for (int i = 0; i < real.size(); i++) {
      MapValue there = real.get(i);
      MapValue here = KeptDifferences.adapted(there, ours.get(i));
      int step = i;
      Optional<Found> found = find("", Optional.of(there), Optional.of(here));
      if (found.isPresent()) {
        return found.map(f -> new Difference(step, f.path, f.real, f.ours, there, here));
      }
    }
    return Optional.empty();
  }

  private static Optional<Found> find(String path, Optional<Value> real, Optional<Value> ours) {
    if (real.equals(ours)) {
      return Optional.empty();
    }
    if (real.isPresent() && ours.isPresent()) {
      if (real.get() instanceof MapValue there && ours.get() instanceof MapValue here) {
        TreeSet<String> keys = new TreeSet<>(there.keys());
        keys.addAll(here.keys());
        return keys.stream()
            .flatMap(key -> find(path + "." + key, there.get(key), here.get(key)).stream())
            .findFirst();
      }
      if (real.get() instanceof ListValue there
          && ours.get() instanceof ListValue here
          && there.items().size() == here.items().size()) {
        for (int i = 0; i < there.items().size(); i++) {
          Optional<Found> found =
              find(
                  path + "[" + i + "]",
                  Optional.of(there.items().get(i)),
                  Optional.of(here.items().get(i)));
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.of(new Found(path, real, ours));
  }

  /** What differences of one cause mostly share. */
  String kind(Sequence sequence) {
    Step at = sequence.steps().get(step);
    String where = path.replaceAll("\\[\\d+]", "[]");
    String what = where.equals(".code") ? " " + plain(real) + " not " + plain(ours) : "";
    return at.call().kind().kind() + " " + at.call().verb() + " " + where + what;
  }

  String text() {
    return "step %d, %s: the server has %s, the in-memory cluster %s"
        .formatted(step + 1, path, plain(real), plain(ours));
  }

  private static String plain(Optional<Value> value) {
    return value.map(v -> String.valueOf(v.toPlain())).orElse("nothing");
  }
}
