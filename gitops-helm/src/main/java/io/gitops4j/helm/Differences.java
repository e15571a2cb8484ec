package io.gitops4j.helm;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.helm.Stability.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The fields in which two renderings of one chart differ. */
final class Differences {
  private final List<Difference> found = new ArrayList<>();

  private Differences() {}

  static List<Difference> between(List<Manifest> first, List<Manifest> second) {
    Differences differences = new Differences();
    for (int i = 0; i < first.size(); i++) {
      Manifest one = first.get(i);
      Optional<Manifest> other = counterpart(one, i, first.size(), second);
      if (other.isPresent()) {
        differences.compare(one, FieldPath.ROOT, one.content(), other.get().content());
      } else {
        differences.found.add(new Difference(one.key(), FieldPath.ROOT));
      }
    }
    second.stream()
        .filter(other -> first.size() != second.size() && !isIn(other, first))
        .forEach(other -> differences.found.add(new Difference(other.key(), FieldPath.ROOT)));
    return differences.found;
  }

  // By its place where all have one, since a name may be random too.
  private static Optional<Manifest> counterpart(
      Manifest one, int place, int count, List<Manifest> second) {
    if (second.size() == count && second.get(place).kind().equals(one.kind())) {
      return Optional.of(second.get(place));
    }
    return second.stream().filter(other -> other.key().equals(one.key())).findFirst();
  }

  private static boolean isIn(Manifest one, List<Manifest> others) {
    return others.stream().anyMatch(other -> other.key().equals(one.key()));
  }

  private void compare(Manifest object, FieldPath path, Value one, Value other) {
    if (one.equals(other)) {
      return;
    }
    if (one.asMap().isPresent() && other.asMap().isPresent()) {
      TreeSet<String> keys = new TreeSet<>(one.asMap().get().keys());
      keys.addAll(other.asMap().get().keys());
      for (String key : keys) {
        compare(object, path.field(key), one.at(key), other.at(key));
      }
      return;
    }
    List<Value> items = one.asList().map(list -> list.items()).orElse(List.of());
    List<Value> others = other.asList().map(list -> list.items()).orElse(List.of());
    if (items.isEmpty() || items.size() != others.size()) {
      found.add(new Difference(object.key(), path));
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      compare(object, path.then(new FieldPath.Index(i)), items.get(i), others.get(i));
    }
  }

  private void compare(
      Manifest object, FieldPath path, Optional<Value> one, Optional<Value> other) {
    if (one.isPresent() && other.isPresent()) {
      compare(object, path, one.get(), other.get());
    } else {
      found.add(new Difference(object.key(), path));
    }
  }
}
