package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Value;
import java.util.Optional;

/**
 * A field that others own and Git does not state. It never counts as drift, except under a strict
 * rule. Values of Secrets are masks here already.
 *
 * @param path the field
 * @param value what it is
 * @param owner whose it is; several comma separated
 * @since 0.1.0
 */
public record ForeignField(FieldPath path, Optional<Value> value, String owner) {
  /** Path and owner; never the value. */
  @Override
  public String toString() {
    return path + ", owned by " + owner;
  }
}
