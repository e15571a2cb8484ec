package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.Locale;
import java.util.Optional;

/** What an object inside a custom resource must say of itself. */
final class EmbeddedIdentity {
  private final Problems problems;
  private final String prefix;

  /** The prefix is that of the fields of the object. */
  EmbeddedIdentity(Problems problems, String prefix) {
    this.problems = problems;
    this.prefix = prefix;
  }

  void check(MapValue embedded) {
    Optional<String> version = text(embedded, "apiVersion");
    version
        .filter(text -> text.chars().filter(c -> c == '/').count() > 1)
        .ifPresent(text -> wrong("apiVersion", text, "unexpected GroupVersion string: " + text));
    text(embedded, "kind")
        .ifPresent(
            kind ->
                NameRules.ofService(kind.toLowerCase(Locale.ROOT))
                    .forEach(
                        why ->
                            wrong(
                                "kind",
                                kind,
                                "may have mixed case, but should otherwise match: " + why)));
  }

  private Optional<String> text(MapValue embedded, String name) {
    Optional<Value> value = embedded.get(name);
    if (value.isEmpty()) {
      problems.required(prefix + name, "must not be empty");
      return Optional.empty();
    }
    Optional<String> text = value.get().asText();
    if (text.isEmpty()) {
      problems.invalid(prefix + name, GoText.any(value.get()), "must be a string");
    } else if (text.get().isEmpty()) {
      wrong(name, "", "must not be empty");
    }
    return text.filter(t -> !t.isEmpty());
  }

  private void wrong(String name, String shown, String why) {
    problems.invalid(prefix + name, GoText.quoted(shown), why);
  }
}
