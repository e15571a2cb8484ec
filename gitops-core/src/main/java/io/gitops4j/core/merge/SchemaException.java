package io.gitops4j.core.merge;

import io.gitops4j.core.kernel.GitOpsException;
import org.jspecify.annotations.Nullable;

/**
 * A description of types that makes no sense: an OpenAPI document or a CustomResourceDefinition.
 * The message names the definition and the place in it.
 *
 * @since 0.1.0
 */
public final class SchemaException extends GitOpsException {
  private static final long serialVersionUID = 1L;

  SchemaException(String definition, String problem, @Nullable Throwable cause) {
    super(definition + ": " + problem, cause);
  }
}
