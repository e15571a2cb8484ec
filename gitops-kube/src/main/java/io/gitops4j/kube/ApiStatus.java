package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A {@code Status}: how an API server tells of a failure.
 *
 * @param reason the server's word, such as {@code Conflict}; may be empty
 * @param message the server's words; may be empty
 * @param details which object, which fields
 */
record ApiStatus(String reason, String message, MapValue details) {
  private static final int LONGEST_MESSAGE = 2000;

  /** Takes a body that may be none: proxies answer pages, and old addresses plain text. */
  static ApiStatus of(String body) {
    return Json.tryRead(body)
        .filter(json -> json.textAt("kind").filter("Status"::equals).isPresent())
        .map(ApiStatus::of)
        .orElseGet(() -> new ApiStatus("", plain(body), MapValue.EMPTY));
  }

  static ApiStatus of(MapValue status) {
    return new ApiStatus(
        status.textAt("reason").orElse(""),
        cut(status.textAt("message").orElse("")),
        status.mapAt("details"));
  }

  private static String plain(String body) {
    String text = body.strip();
    boolean readable = !text.startsWith("<") && !text.startsWith("{");
    return readable ? cut(text) : "";
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE) + "…";
  }

  /** The resource that the failure is about, such as {@code namespaces}; may be empty. */
  String subject() {
    return details.textAt("kind").orElse("");
  }

  Optional<Duration> retryAfter() {
    return details.integerAt("retryAfterSeconds").filter(s -> s > 0).map(Duration::ofSeconds);
  }

  List<Cause> causes() {
    return details.itemsAt("causes").stream().map(ApiStatus::cause).toList();
  }

  private static Cause cause(Value cause) {
    return new Cause(
        cause.textAt("field").orElse(""),
        cause.textAt("reason").orElse(""),
        cut(cause.textAt("message").orElse("")));
  }

  /** Reason and message are the server's and may quote a Secret. */
  @Override
  public String toString() {
    return reason;
  }
}
