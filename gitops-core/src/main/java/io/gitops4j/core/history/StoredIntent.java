package io.gitops4j.core.history;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.Optional;

/**
 * One object that a deployment applied, as the history keeps it.
 *
 * @since 0.1.0
 */
public sealed interface StoredIntent {

  /** The object. */
  ResourceKey key();

  /** The digest of its intent. */
  Digest digest();

  /** Where the content is, empty if it was withheld. */
  default Optional<Digest> content() {
    return Optional.empty();
  }

  /**
   * An object whose content is in the archive.
   *
   * @param key the object
   * @param digest of its intent
   * @param blob the digest of the bytes that hold it: compressed, of a Secret also sealed
   * @since 0.1.0
   */
  record Archived(ResourceKey key, Digest digest, Digest blob) implements StoredIntent {
    @Override
    public Optional<Digest> content() {
      return Optional.of(blob);
    }
  }

  /**
   * A Secret whose content was not kept, because there was no key to seal it with. It counts as
   * applied; only its content can't be had back from here.
   *
   * @param key the object
   * @param digest of its intent
   * @since 0.1.0
   */
  record Withheld(ResourceKey key, Digest digest) implements StoredIntent {}
}
