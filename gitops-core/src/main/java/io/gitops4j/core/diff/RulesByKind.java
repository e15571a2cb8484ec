package io.gitops4j.core.diff;

import io.gitops4j.core.application.FieldRule;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the given rules about an object. An application has many names and few kinds, so that the
 * patterns of kinds are matched once. Thread-safe.
 */
final class RulesByKind {
  private final List<FieldRule> rules;
  private final Map<Kind, List<FieldRule>> byKind = new ConcurrentHashMap<>(0);

  RulesByKind(List<FieldRule> rules) {
    this.rules = rules;
  }

  private record Kind(String group, String kind) {}

  /** In the order in which they were given. */
  List<FieldRule> about(ResourceKey key) {
    if (rules.isEmpty()) {
      return List.of();
    }
    List<FieldRule> about = new ArrayList<>();
    for (FieldRule rule : byKind.computeIfAbsent(new Kind(key.group(), key.kind()), this::ofKind)) {
      if (rule.matches(key)) {
        about.add(rule);
      }
    }
    return about;
  }

  private List<FieldRule> ofKind(Kind kind) {
    return rules.stream().filter(rule -> rule.matchesKind(kind.group(), kind.kind())).toList();
  }
}
