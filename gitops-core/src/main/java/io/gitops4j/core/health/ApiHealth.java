package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import java.util.Optional;

/** Kinds that add kinds to the API. */
final class ApiHealth {
  private ApiHealth() {}

  static Health definition(LiveResource definition) {
    Conditions conditions = Conditions.of(definition);
    for (Conditions.Condition condition : conditions.all()) {
      Optional<Health> verdict = definition(condition);
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return conditions
        .get("Established")
        .map(
            established ->
                established.isTrue() ? Health.HEALTHY : Health.degraded(established.words()))
        .orElse(Health.progressing("is not established yet"));
  }

  private static Optional<Health> definition(Conditions.Condition condition) {
    return switch (condition.type()) {
      case "Terminating" ->
          condition.isTrue()
              ? Optional.of(Health.progressing(condition.words()))
              : Optional.empty();
      case "NamesAccepted" ->
          condition.isFalse() ? Optional.of(Health.degraded(condition.words())) : Optional.empty();
      case "NonStructuralSchema" ->
          condition.isTrue() ? Optional.of(Health.degraded(condition.words())) : Optional.empty();
      case "Established" ->
          !condition.isTrue() && condition.reason().equals("Installing")
              ? Optional.of(Health.progressing(condition.words()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  static Health apiService(LiveResource service) {
    return Conditions.of(service)
        .get("Available")
        .map(
            available ->
                available.isTrue() ? Health.HEALTHY : Health.progressing(available.words()))
        .orElse(Health.progressing("has not been tried yet"));
  }
}
