package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.ResourceKey;
import java.util.Optional;

/**
 * One call that a cluster was asked.
 *
 * @param verb which one
 * @param key of the object that it was about, if it was about one
 * @param subject what it was about, for people
 * @since 0.1.0
 */
public record Call(Verb verb, Optional<ResourceKey> key, String subject) {
  static Call of(Verb verb, ResourceKey key) {
    return new Call(verb, Optional.of(key), key.toString());
  }

  static Call of(Verb verb, String subject) {
    return new Call(verb, Optional.empty(), subject);
  }

  /** Verb and subject. */
  @Override
  public String toString() {
    return verb + " " + subject;
  }
}
