package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code details} of a {@code Status}: whom it is about. What is empty, or 0, is left out.
 *
 * @param kind the plural name of the resource, or the kind where the server says that
 */
record StatusDetails(
    String name, String group, String kind, String uid, List<Cause> causes, int retryAfterSeconds) {
  static final StatusDetails NONE = new StatusDetails("", "", "", "", List.of(), 0);

  static StatusDetails of(ServedKind kind, ResourceKey key) {
    return new StatusDetails(key.name(), key.group(), kind.resource().plural(), "", List.of(), 0);
  }

  static StatusDetails ofKind(ResourceKey key) {
    return new StatusDetails(key.name(), key.group(), key.kind(), "", List.of(), 0);
  }

  StatusDetails about(String name, String kind) {
    return new StatusDetails(name, group, kind, uid, causes, retryAfterSeconds);
  }

  StatusDetails withUid(String known) {
    return new StatusDetails(name, group, kind, known, causes, retryAfterSeconds);
  }

  StatusDetails because(List<Cause> known) {
    return new StatusDetails(name, group, kind, uid, List.copyOf(known), retryAfterSeconds);
  }

  StatusDetails retryAfter(int seconds) {
    return new StatusDetails(name, group, kind, uid, causes, seconds);
  }

  /** The answer to a deletion that is done. */
  MapValue success() {
    return status("Success", Map.of("details", value()));
  }

  static MapValue failure(
      int code, String reason, String message, @Nullable StatusDetails details) {
    Map<String, Object> rest = new LinkedHashMap<>();
    rest.put("message", message);
    putText(rest, "reason", reason);
    if (details != null) {
      rest.put("details", details.value());
    }
    rest.put("code", code);
    return status("Failure", rest);
  }

  private static MapValue status(String status, Map<String, Object> rest) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("kind", "Status");
    body.put("apiVersion", "v1");
    body.put("metadata", Map.of());
    body.put("status", status);
    body.putAll(rest);
    return Value.of(body).mapAt();
  }

  private Map<String, Object> value() {
    Map<String, Object> value = new LinkedHashMap<>();
    putText(value, "name", name);
    putText(value, "group", group);
    putText(value, "kind", kind);
    putText(value, "uid", uid);
    if (!causes.isEmpty()) {
      value.put("causes", causes.stream().map(StatusDetails::cause).toList());
    }
    if (retryAfterSeconds != 0) {
      value.put("retryAfterSeconds", retryAfterSeconds);
    }
    return value;
  }

  private static Map<String, Object> cause(Cause cause) {
    Map<String, Object> value = new LinkedHashMap<>();
    putText(value, "reason", cause.reason());
    putText(value, "message", cause.message());
    putText(value, "field", cause.field());
    return value;
  }

  private static void putText(Map<String, Object> map, String key, String text) {
    if (!text.isEmpty()) {
      map.put(key, text);
    }
  }
}
