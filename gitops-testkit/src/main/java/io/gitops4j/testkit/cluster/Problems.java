package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with an object, in the words of the API server. */
final class Problems {
  private final List<Cause> causes = new ArrayList<>();

  void required(String field) {
    causes.add(new Cause(field, "FieldValueRequired", "Required value"));
  }

  void required(String field, String detail) {
    causes.add(new Cause(field, "FieldValueRequired", "Required value: " + detail));
  }

  void invalid(String field, Value value, String detail) {
    String shown = CanonicalJson.of(value);
    causes.add(
        new Cause(field, "FieldValueInvalid", "Invalid value: %s: %s".formatted(shown, detail)));
  }

  void tooLong(String field, int longest) {
    String message = "Too long: must have at most %d bytes".formatted(longest);
    causes.add(new Cause(field, "FieldValueTooLong", message));
  }

  void unsupported(String field, Value value, String supported) {
    unsupported(field, CanonicalJson.of(value), supported);
  }

  void unsupported(String field, String shown, String supported) {
    String message = "Unsupported value: %s: supported values: %s".formatted(shown, supported);
    causes.add(new Cause(field, "FieldValueNotSupported", message));
  }

  void forbidden(String field, String detail) {
    causes.add(new Cause(field, "FieldValueForbidden", "Forbidden: " + detail));
  }

  List<Cause> causes() {
    return List.copyOf(causes);
  }
}
