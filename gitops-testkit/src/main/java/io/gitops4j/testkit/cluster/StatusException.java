package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.List;
import java.util.stream.Collectors;

/** What the API server refuses, in the parts of its {@code Status}. */
final class StatusException extends IllegalStateException {
  private static final long serialVersionUID = 1L;
  private static final String CONFLICT = "Conflict";

  private final String reason;
  private final transient List<Cause> causes;

  private StatusException(String reason, String message, List<Cause> causes) {
    super(message);
    this.reason = reason;
    this.causes = List.copyOf(causes);
  }

  static StatusException of(String reason, String message) {
    return new StatusException(reason, message, List.of());
  }

  static StatusException notFound(String named) {
    return of("NotFound", named + " not found");
  }

  static StatusException alreadyExists(String named) {
    return of("AlreadyExists", named + " already exists");
  }

  static StatusException conflict(String named, String why) {
    return of(CONFLICT, "Operation cannot be fulfilled on %s: %s".formatted(named, why));
  }

  static StatusException modified(String named) {
    return conflict(
        named,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  static StatusException forbidden(String named, String why, Cause cause) {
    return new StatusException(
        "Forbidden", "%s is forbidden: %s".formatted(named, why), List.of(cause));
  }

  static StatusException invalid(ResourceKey key, List<Cause> causes) {
    String group = key.group().isEmpty() ? "" : "." + key.group();
    String list =
        causes.stream()
            .map(cause -> cause.field() + ": " + cause.message())
            .collect(Collectors.joining(", "));
    String message =
        "%s%s \"%s\" is invalid: %s"
            .formatted(key.kind(), group, key.name(), causes.size() == 1 ? list : "[" + list + "]");
    return new StatusException("Invalid", message, causes);
  }

  String reason() {
    return reason;
  }

  ApplyOutcome asOutcome() {
    String message = String.valueOf(getMessage());
    return reason.equals(CONFLICT)
        ? new ApplyOutcome.Conflicted(List.of(), message)
        : new ApplyOutcome.Rejected(reason, message, causes);
  }
}
