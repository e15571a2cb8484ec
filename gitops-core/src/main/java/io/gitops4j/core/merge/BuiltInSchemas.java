package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.GroupVersionKind;
import java.util.Optional;

/**
 * Schemas of kinds that belong to Kubernetes itself.
 *
 * @since 0.1.0
 */
public final class BuiltInSchemas {

  private BuiltInSchemas() {}

  /** The schema of a kind, empty if the kind is not built in or not known here. */
  public static Optional<Schema> of(GroupVersionKind kind) {
    return Optional.ofNullable(SchemaReader.BUILT_IN.get(kind));
  }
}
