package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Locale;

/** How a definition calls its kind. */
final class DefinitionNames {
  private final Problems problems;
  private final MapValue names;

  DefinitionNames(Problems problems, MapValue spec) {
    this.problems = problems;
    this.names = spec.mapAt("names");
  }

  void check() {
    checkLabel("plural");
    checkLabel("singular");
    checkMixedLabel("kind");
    checkMixedLabel("listKind");
    String kind = text("kind");
    if (!kind.isEmpty() && kind.equals(text("listKind"))) {
      problems.invalid(
          "spec.names.listKind", GoText.quoted(kind), "kind and listKind may not be the same");
    }
    for (String list : List.of("shortNames", "categories")) {
      int index = 0;
      for (Value item : names.itemsAt(list)) {
        String name = item.asText().orElse("");
        String field = "spec.names.%s[%d]".formatted(list, index++);
        NameRules.ofService(name)
            .forEach(wrong -> problems.invalid(field, GoText.quoted(name), wrong));
      }
    }
  }

  private void checkLabel(String part) {
    checkLabel(part, text(part), "");
  }

  private void checkMixedLabel(String part) {
    String lower = text(part).toLowerCase(Locale.ROOT);
    checkLabel(part, lower, "may have mixed case, but should otherwise match: ");
  }

  private void checkLabel(String part, String label, String prefix) {
    String field = "spec.names." + part;
    if (label.isEmpty()) {
      problems.required(field);
      return;
    }
    NameRules.ofService(label)
        .forEach(wrong -> problems.invalid(field, GoText.quoted(text(part)), prefix + wrong));
  }

  private String text(String part) {
    return names.textAt(part).orElse("");
  }
}
