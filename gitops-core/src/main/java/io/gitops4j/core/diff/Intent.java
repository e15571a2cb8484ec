package io.gitops4j.core.diff;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.Schema;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The exact document that is applied for one object. Immutable; equal if the documents are.
 *
 * @since 0.1.0
 */
public final class Intent {
  private final Manifest manifest;
  private final Redactor redactor;
  private final Digest digest;

  /** Of the last schema that was asked about; a race only computes it twice. */
  private @Nullable Fields fields;

  private Intent(Manifest manifest, Redactor redactor, Digest digest) {
    this.manifest = manifest;
    this.redactor = redactor;
    this.digest = digest;
  }

  static Intent of(Manifest manifest, Redactor redactor) {
    return new Intent(manifest, redactor, redactor.digestOf(manifest.key(), manifest.content()));
  }

  /** The same under the digest by which receipts know it. */
  Intent knownAs(Digest subject) {
    if (subject.equals(digest)) {
      return this;
    }
    Intent known = new Intent(manifest, redactor, subject);
    known.fields = fields;
    return known;
  }

  private record Fields(Schema schema, FieldSet set) {}

  /** What the document says, computed once. */
  @SuppressWarnings("ReferenceEquality") // another instance only costs time
  FieldSet fields(Schema schema, BiFunction<MapValue, Schema, FieldSet> computation) {
    Fields known = fields;
    if (known == null || known.schema != schema) {
      known = new Fields(schema, computation.apply(manifest.content(), schema));
      fields = known;
    }
    return known.set;
  }

  /** What is sent in its place; still known by the same digest. */
  Intent settledAs(MapValue document) {
    return new Intent(manifest.withContent(document), redactor, digest);
  }

  /** Identity; the name is empty if the server gives it. */
  public ResourceKey key() {
    return manifest.key();
  }

  /** The document, which knows where it was read. */
  public Manifest manifest() {
    return manifest;
  }

  /** Of the document, whatever the order of its fields; of a Secret, keyed by {@link Redactor}. */
  public Digest digest() {
    return digest;
  }

  /** A digest of what the cluster has of this object, keyed like the intent's own. */
  Digest digestOf(MapValue live) {
    return redactor.digestOf(key(), live);
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
