package io.gitops4j.core.render;

import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.SourcePosition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files or settings that can't be rendered: how the inside of a renderer gives up. It never leaves
 * {@link Renderer#render}, which answers {@link Rendered.Failed} instead.
 *
 * @since 0.1.0
 */
public final class UnrenderableException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable SourcePosition position;

  /**
   * Gives up because of something at a place.
   *
   * @param position where, null if it is unknown
   * @param reason what is wrong and what would be right, without the position
   */
  public UnrenderableException(
      @Nullable SourcePosition position, String reason, @Nullable Throwable cause) {
    super(reason, cause);
    this.position = position;
  }

  /** Gives up for a reason that has no place in a file. */
  public UnrenderableException(String reason) {
    this(null, reason, null);
  }

  /** Gives up because of a document that can't be read. */
  public static UnrenderableException of(ManifestException broken) {
    String message = String.valueOf(broken.getMessage());
    SourcePosition position = broken.position().orElse(null);
    String led = position + ": ";
    String reason = message.startsWith(led) ? message.substring(led.length()) : message;
    return new UnrenderableException(position, reason, broken);
  }

  /** Where, if it is known. */
  public Optional<SourcePosition> position() {
    return Optional.ofNullable(position);
  }

  /** The outcome that a caller of the renderer sees. */
  public Rendered.Failed toFailed(ApplicationName application) {
    return new Rendered.Failed(application, String.valueOf(getMessage()), position());
  }
}
