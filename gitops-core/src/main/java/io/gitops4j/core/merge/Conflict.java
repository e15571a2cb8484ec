package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Value;
import java.util.Optional;

/**
 * A field that an apply would change although another manager owns it.
 *
 * @param path the field
 * @param owner the other manager's entry, as it was
 * @param live the value now, empty if the field is missing
 * @param desired the value that the apply asks for, empty if it would be missing
 * @since 0.1.0
 */
public record Conflict(
    FieldPath path, ManagedFieldsEntry owner, Optional<Value> live, Optional<Value> desired) {

  /**
   * The other manager in the words of the API server: {@code conflict with "kubectl-edit" using
   * apps/v1}.
   */
  public String message() {
    return "conflict with " + ownerText();
  }

  String ownerText() {
    String subresource =
        owner.subresource().isEmpty() ? "" : " with subresource \"" + owner.subresource() + "\"";
    String version =
        owner.operation() == ManagedFieldsEntry.Operation.UPDATE
            ? " using " + owner.apiVersion()
            : "";
    return '"' + owner.manager() + '"' + subresource + version;
  }

  /** Path and owner; never the values, which may be a Secret's. */
  @Override
  public String toString() {
    return message() + ": " + path;
  }
}
