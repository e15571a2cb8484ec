package io.gitops4j.testkit.api;

import io.gitops4j.core.manifest.MapValue;

/**
 * What the API server answers.
 *
 * @param code of HTTP: 200, 201 for a creation, 404, 409, 422 …
 * @param body the object, the list, or a {@code Status}
 * @since 0.1.0
 */
public record ApiAnswer(int code, MapValue body) {

  /** Whether the call was taken. */
  public boolean isSuccess() {
    return code >= 200 && code < 300;
  }

  /** The server's word for what is wrong, such as {@code Invalid}; empty if nothing is. */
  public String reason() {
    return isSuccess() ? "" : body.textAt("reason").orElse("Unknown");
  }

  /** The server's words for what is wrong; empty if nothing is. */
  public String message() {
    return isSuccess() ? "" : body.textAt("message").orElse("");
  }
}
