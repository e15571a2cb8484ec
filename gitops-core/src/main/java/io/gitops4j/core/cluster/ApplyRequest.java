package io.gitops4j.core.cluster;

import io.gitops4j.core.manifest.Manifest;

/**
 * One server-side apply. A {@code metadata.resourceVersion} in the manifest is a precondition, as
 * the API server has it.
 *
 * @param manifest the whole intent
 * @param fieldManager in whose name
 * @param force whether to take fields away from other managers; else their claims are conflicts
 * @param dryRun whether to answer what would happen and store nothing
 * @since 0.1.0
 */
public record ApplyRequest(Manifest manifest, String fieldManager, boolean force, boolean dryRun) {
  /** A real, forced apply: what Git states wins. */
  public static ApplyRequest forced(Manifest manifest, String fieldManager) {
    return new ApplyRequest(manifest, fieldManager, true, false);
  }

  /** The same as a question. */
  public ApplyRequest asDryRun() {
    return new ApplyRequest(manifest, fieldManager, force, true);
  }

  /** The same without taking fields away from others. */
  public ApplyRequest unforced() {
    return new ApplyRequest(manifest, fieldManager, false, dryRun);
  }
}
