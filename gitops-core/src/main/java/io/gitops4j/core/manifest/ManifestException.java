package io.gitops4j.core.manifest;

import io.gitops4j.core.kernel.GitOpsException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document that is no manifest: broken syntax, no Kubernetes object, or beyond a limit.
 *
 * @since 0.1.0
 */
public final class ManifestException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable SourcePosition position;

  private ManifestException(
      @Nullable SourcePosition position, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.position = position;
  }

  /** A failure at a place; the message is led by it. */
  public static ManifestException at(
      @Nullable SourcePosition position, String message, @Nullable Throwable cause) {
    return new ManifestException(
        position, position == null ? message : position + ": " + message, cause);
  }

  /** The same failure, told in a message that leads with whom it concerns; this is its cause. */
  public ManifestException saying(String message) {
    return new ManifestException(position, message, this);
  }

  /** Where the document is wrong, if it was read from somewhere. */
  public Optional<SourcePosition> position() {
    return Optional.ofNullable(position);
  }
}
