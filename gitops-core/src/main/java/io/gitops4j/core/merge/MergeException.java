package io.gitops4j.core.merge;

import io.gitops4j.core.kernel.GitOpsException;
import io.gitops4j.core.manifest.FieldPath;
import org.jspecify.annotations.Nullable;

/**
 * An object that its schema or the rules of server-side apply refuse. The message names the place
 * and never holds a value that could be a secret's.
 *
 * @since 0.1.0
 */
public final class MergeException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  private final transient FieldPath path;

  MergeException(FieldPath path, String message) {
    this(path, message, null);
  }

  MergeException(FieldPath path, String message, @Nullable Throwable cause) {
    super(path.elements().isEmpty() ? message : path + ": " + message, cause);
    this.path = path;
  }

  /** Where the object is wrong; the root if no single place is. */
  public FieldPath path() {
    return path;
  }
}
