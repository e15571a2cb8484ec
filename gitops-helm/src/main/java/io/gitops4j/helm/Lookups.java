package io.gitops4j.helm;

import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.helm.template.Evaluation;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the templates of one rendering look up: nothing outside the namespace of the release. */
final class Lookups {
  private final Lookup lookup;
  private final String namespace;
  private final Set<String> asked = new LinkedHashSet<>();

  Lookups(Lookup lookup, String namespace) {
    this.lookup = lookup;
    this.namespace = namespace;
  }

  /** An object, a list of them if no name is given, or an empty map. */
  GoMap answer(Evaluation.Lookup question) {
    asked.add(
        "%s %s %s"
            .formatted(
                question.apiVersion(),
                question.kind(),
                question.namespace().isEmpty()
                    ? question.name()
                    : question.namespace() + "/" + question.name()));
    if (!question.namespace().equals(namespace)) {
      return new GoMap();
    }
    List<Manifest> found =
        lookup.find(
            new Lookup.Question(
                question.apiVersion(), question.kind(), namespace, question.name()));
    if (!question.name().isEmpty()) {
      return found.isEmpty() ? new GoMap() : values(found.get(0).content().toPlain());
    }
    return found.isEmpty() ? new GoMap() : list(question, found);
  }

  private static GoMap list(Evaluation.Lookup question, List<Manifest> found) {
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    list.put("apiVersion", question.apiVersion());
    list.put("kind", question.kind() + "List");
    list.put("items", found.stream().map(one -> one.content().toPlain()).toList());
    return values(list);
  }

  private static GoMap values(Object plain) {
    return (GoMap) java.util.Objects.requireNonNull(GoValues.of(plain));
  }

  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!asked.isEmpty()) {
      warnings.add(
          lookup == Lookup.nothing()
              ? "the chart calls lookup, which finds nothing here, as with 'helm template': "
                  + String.join(", ", asked)
              : "the chart calls lookup, and what it renders to depends on the cluster: "
                  + String.join(", ", asked));
    }
    return warnings;
  }
}
