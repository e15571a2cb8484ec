package io.gitops4j.core.health;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Optional;

/** {@code status.conditions}, in the order of the object. */
record Conditions(List<Condition> all) {

  static Conditions of(LiveResource resource) {
    return of(resource.content().itemsAt("status", "conditions"));
  }

  static Conditions of(List<Value> entries) {
    return new Conditions(entries.stream().map(Condition::of).toList());
  }

  Optional<Condition> get(String type) {
    return all.stream().filter(condition -> condition.type().equalsIgnoreCase(type)).findFirst();
  }

  /** The condition if it says yes. */
  Optional<Condition> whenTrue(String type) {
    return get(type).filter(Condition::isTrue);
  }

  /** Some are about an older generation than the object has. */
  boolean lagBehind(long generation) {
    return all.stream()
        .anyMatch(
            condition ->
                condition.observedGeneration().filter(seen -> seen < generation).isPresent());
  }

  /** One entry; what it leaves out is empty. */
  record Condition(
      String type,
      String status,
      String reason,
      String message,
      Optional<Long> observedGeneration) {

    static Condition of(Value entry) {
      return new Condition(
          entry.textAt("type").orElse(""),
          entry.textAt("status").orElse(""),
          entry.textAt("reason").orElse(""),
          entry.textAt("message").orElse(""),
          entry.integerAt("observedGeneration"));
    }

    boolean isTrue() {
      return status.equalsIgnoreCase("True");
    }

    boolean isFalse() {
      return status.equalsIgnoreCase("False");
    }

    /** What it says in words: the message, else the reason, else the type and status. */
    String words() {
      if (!message.isEmpty()) {
        return message;
      }
      return reason.isEmpty() ? type + " is " + status : type + ": " + reason;
    }
  }
}
