package io.gitops4j.kube;

import io.gitops4j.core.manifest.MapValue;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an API server answered. */
final class ApiAnswer {
  private final Purpose purpose;
  private final int code;
  private final @Nullable Duration retryAfter;
  private final String body;

  ApiAnswer(Purpose purpose, int code, @Nullable Duration retryAfter, String body) {
    this.purpose = purpose;
    this.code = code;
    this.retryAfter = retryAfter;
    this.body = body;
  }

  Purpose purpose() {
    return purpose;
  }

  int code() {
    return code;
  }

  boolean isSuccess() {
    return code >= 200 && code < 300;
  }

  boolean isNotFound() {
    return code == 404;
  }

  /**
   * Whether the server does not know the address, as opposed to an object that it does not have:
   * for these it answers a Status that names the object.
   */
  boolean isUnknownAddress() {
    return isNotFound() && status().subject().isEmpty();
  }

  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter).or(() -> status().retryAfter());
  }

  /** The answer as an object; what is none is an exception. */
  MapValue json() {
    return Json.read(purpose, body);
  }

  /** The answer as the API server's words about a failure; without any if it has none. */
  ApiStatus status() {
    return ApiStatus.of(body);
  }

  /** Never the body, which may be a Secret's. */
  @Override
  public String toString() {
    return purpose + ": " + code;
  }
}
