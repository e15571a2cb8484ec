package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import java.util.ArrayList;
import java.util.List;

/** Where a walk through an object stands. Not thread-safe. */
final class Trail {
  private final List<Element> elements = new ArrayList<>();

  void enter(Element element) {
    elements.add(element);
  }

  void leave() {
    elements.remove(elements.size() - 1);
  }

  /** A view that moves with the walk. */
  List<Element> elements() {
    return elements;
  }

  FieldPath path() {
    return new FieldPath(elements);
  }

  MergeException wrong(String message) {
    return new MergeException(path(), message);
  }
}
