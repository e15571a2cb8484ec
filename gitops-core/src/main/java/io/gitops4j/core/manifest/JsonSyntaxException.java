package io.gitops4j.core.manifest;

/** The text is no JSON, though it may be YAML. */
final class JsonSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient SourcePosition position;

  JsonSyntaxException(SourcePosition position, String message) {
    super(message);
    this.position = position;
  }

  SourcePosition position() {
    return position;
  }
}
