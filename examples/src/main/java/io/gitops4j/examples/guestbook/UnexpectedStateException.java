package io.gitops4j.examples.guestbook;

/** The story came to a state that it should not have come to. */
final class UnexpectedStateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnexpectedStateException(String message) {
    super(message);
  }
}
