package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.merge.FieldSet.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A growing field set. Not thread-safe. */
final class FieldCollector {
  private final Map<Element, FieldCollector> below = new HashMap<>();
  private boolean member;

  void add(List<Element> path) {
    if (path.isEmpty()) {
      return;
    }
    FieldCollector place = this;
    for (Element element : path) {
      place = place.at(element);
    }
    place.member = true;
  }

  FieldCollector at(Element element) {
    return below.computeIfAbsent(element, key -> new FieldCollector());
  }

  void markMember() {
    member = true;
  }

  FieldSet toSet() {
    if (below.isEmpty()) {
      return FieldSet.EMPTY;
    }
    List<Node> nodes = new ArrayList<>(below.size());
    below.forEach(
        (element, place) -> {
          FieldSet set = place.toSet();
          if (place.member || !set.isEmpty()) {
            nodes.add(new Node(element, place.member, set));
          }
        });
    nodes.sort((a, b) -> ElementOrder.INSTANCE.compare(a.element(), b.element()));
    return FieldSet.ofSorted(nodes);
  }
}
