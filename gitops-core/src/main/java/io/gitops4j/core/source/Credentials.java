package io.gitops4j.core.source;

import io.gitops4j.core.kernel.Sensitive;
import java.util.Optional;

/**
 * What to present to repositories: asked per repository, so that a secret is bound to the host it
 * is for. Thread-safe. No implementation shows a secret in {@code toString}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Credentials {

  /** What to present to a repository; empty for nothing. */
  Optional<Credential> forRepository(RepositoryUrl repository);

  /** Nothing for anybody. */
  static Credentials anonymous() {
    return repository -> Optional.empty();
  }

  /** One credential for one host, nothing for others. */
  static Credentials forHost(String host, Credential credential) {
    return repository -> repository.host().filter(host::equalsIgnoreCase).map(match -> credential);
  }

  /** Asks this first, then another. */
  default Credentials orElse(Credentials other) {
    return repository -> forRepository(repository).or(() -> other.forRepository(repository));
  }

  /**
   * One way to prove who one is.
   *
   * @since 0.1.0
   */
  sealed interface Credential {}

  /**
   * A user with a password or token, over HTTP.
   *
   * @param user the name; with tokens often a fixed word
   * @param token the secret
   * @since 0.1.0
   */
  record UserToken(String user, Sensitive<String> token) implements Credential {}

  /**
   * A private key, over SSH.
   *
   * @param privateKey in OpenSSH or PEM form
   * @param passphrase if the key has one
   * @param knownHosts lines in the form of {@code known_hosts}; a host that is not among them is
   *     refused
   * @since 0.1.0
   */
  record SshKey(
      Sensitive<String> privateKey, Optional<Sensitive<String>> passphrase, String knownHosts)
      implements Credential {}
}
