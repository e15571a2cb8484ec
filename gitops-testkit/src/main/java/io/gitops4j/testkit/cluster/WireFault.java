package io.gitops4j.testkit.cluster;

/** A value that the types of the API server can't hold. */
final class WireFault extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  WireFault(String message) {
    super(message);
  }

  WireFault(String message, Throwable cause) {
    super(message, cause);
  }
}
