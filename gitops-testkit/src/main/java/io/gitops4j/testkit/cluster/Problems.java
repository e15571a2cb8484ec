package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what is wrong with an object, in the words of the API server. */
final class Problems {
  private final List<Cause> causes = new ArrayList<>();

  void required(String field) {
    causes.add(new Cause(field, "FieldValueRequired", "Required value"));
  }

  void required(String field, String detail) {
    causes.add(new Cause(field, "FieldValueRequired", "Required value: " + detail));
  }

  /** What is null, the server quotes. */
  void invalid(String field, Value value, String detail) {
    invalid(field, CanonicalJson.write(value.isNull() ? Scalar.of("null") : value), detail);
  }

  /** A value in the server's own spelling; of some the server says no more than that. */
  void invalid(String field, String shown, String detail) {
    String end = detail.isEmpty() ? "" : ": " + detail;
    causes.add(new Cause(field, "FieldValueInvalid", "Invalid value: " + shown + end));
  }

  void add(Cause cause) {
    causes.add(cause);
  }

  void duplicate(String field, Value value) {
    duplicate(field, CanonicalJson.write(value));
  }

  void notFound(String field, Value value) {
    causes.add(new Cause(field, "FieldValueNotFound", "Not found: " + CanonicalJson.write(value)));
  }

  /** Checks that a text is one of some; {@code names} is in the order in which they are shown. */
  void oneOf(String field, Value value, String... names) {
    if (!List.of(names).contains(value.asText().orElse(""))) {
      unsupported(field, value, "\"" + String.join("\", \"", names) + "\"");
    }
  }

  /** Checks a number that may be missing. */
  void notNegative(String field, Optional<Value> number) {
    number
        .filter(value -> value.asInteger().orElse(0L) < 0)
        .ifPresent(value -> invalid(field, value, "must be greater than or equal to 0"));
  }

  void tooLong(String field, int longest) {
    String message = "Too long: must have at most %d bytes".formatted(longest);
    causes.add(new Cause(field, "FieldValueTooLong", message));
  }

  void unsupported(String field, Value value, String supported) {
    unsupported(field, CanonicalJson.write(value), supported);
  }

  void unsupported(String field, String shown, String supported) {
    String message = "Unsupported value: %s: supported values: %s".formatted(shown, supported);
    causes.add(new Cause(field, "FieldValueNotSupported", message));
  }

  void forbidden(String field, String detail) {
    causes.add(new Cause(field, "FieldValueForbidden", "Forbidden: " + detail));
  }

  /** A value in the server's own spelling. */
  void duplicate(String field, String shown) {
    causes.add(new Cause(field, "FieldValueDuplicate", "Duplicate value: " + shown));
  }

  void addAll(List<Cause> others) {
    causes.addAll(others);
  }

  List<Cause> causes() {
    return List.copyOf(causes);
  }
}
