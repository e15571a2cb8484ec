package io.gitops4j.jgit;

import io.gitops4j.core.source.Credentials.UserToken;
import io.gitops4j.core.source.RepositoryUrl;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;

/** Hands a user and token to the repository that they are for, and to no other host. */
final class BoundCredentials extends CredentialsProvider {
  private final RepositoryUrl url;
  private final Optional<UserToken> credential;

  BoundCredentials(RepositoryUrl url, Optional<UserToken> credential) {
    this.url = url;
    this.credential = credential;
  }

  @Override
  public boolean isInteractive() {
    return false;
  }

  @Override
  public boolean supports(CredentialItem... items) {
    for (CredentialItem item : items) {
      if (!(item instanceof CredentialItem.Username || item instanceof CredentialItem.Password)) {
        return false;
      }
    }
    return credential.isPresent();
  }

  @Override
  public boolean get(URIish address, CredentialItem... items) {
    boolean meant = url.host().filter(host -> host.equalsIgnoreCase(address.getHost())).isPresent();
    if (!meant || !supports(items)) {
      return false;
    }
    UserToken token = credential.orElseThrow();
    for (CredentialItem item : items) {
      if (item instanceof CredentialItem.Username user) {
        user.setValue(token.user());
      } else if (item instanceof CredentialItem.Password password) {
        password.setValueNoCopy(token.token().reveal().toCharArray());
      }
    }
    return true;
  }
}
