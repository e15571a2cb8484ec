package io.gitops4j.core.render;

import io.gitops4j.core.kernel.GitOpsException;
import org.jspecify.annotations.Nullable;

/**
 * A renderer that could not work for a reason that lies outside the files and settings, such as a
 * full disk. What lies in them is a {@link Rendered.Failed}.
 *
 * @since 0.1.0
 */
public final class RenderException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  /** Keeps message and cause. */
  public RenderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  @Override
  public boolean isTransient() {
    return true;
  }
}
