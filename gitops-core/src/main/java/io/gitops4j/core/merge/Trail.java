package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import java.util.ArrayList;
import java.util.List;

/** Where a walk through an object stands. Not thread-safe. */
final class Trail {
  /** Elements, and plain names of fields: most walks meet thousands and name none. */
  private final List<Object> steps = new ArrayList<>();

  void enter(Element element) {
    steps.add(element);
  }

  void enterField(String name) {
    steps.add(name);
  }

  void leave() {
    steps.remove(steps.size() - 1);
  }

  /** From the root to here. */
  List<Element> elements() {
    List<Element> elements = new ArrayList<>(steps.size());
    for (Object step : steps) {
      elements.add(step instanceof Element element ? element : new Field((String) step));
    }
    return elements;
  }

  FieldPath path() {
    return new FieldPath(elements());
  }

  MergeException wrong(String message) {
    return new MergeException(path(), message);
  }
}
