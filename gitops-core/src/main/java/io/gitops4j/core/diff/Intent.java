package io.gitops4j.core.diff;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * The exact document that is applied for one object. Immutable; equal if the documents are.
 *
 * @since 0.1.0
 */
public final class Intent {
  private final Manifest manifest;
  private final Digest digest;

  private Intent(Manifest manifest, Digest digest) {
    this.manifest = manifest;
    this.digest = digest;
  }

  static Intent of(Manifest manifest) {
    return new Intent(manifest, Digest.of(CanonicalJson.bytes(manifest.content())));
  }

  /** Identity; the name is empty if the server gives it. */
  public ResourceKey key() {
    return manifest.key();
  }

  /** The document, which knows where it was read. */
  public Manifest manifest() {
    return manifest;
  }

  /** Of the document, whatever the order of its fields. */
  public Digest digest() {
    return digest;
  }

  /** Whether the server names the object, so that every apply makes a new one. */
  boolean isNamedByServer() {
    return manifest.name().isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Intent that && manifest.equals(that.manifest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  /** Identity and digest; never the content. */
  @Override
  public String toString() {
    return key() + " " + digest.abbreviated();
  }
}
