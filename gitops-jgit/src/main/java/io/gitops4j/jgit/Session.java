package io.gitops4j.jgit;

import io.gitops4j.core.source.Credentials.Credential;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.TooLargePackException;
import org.eclipse.jgit.internal.JGitText;
import org.jspecify.annotations.Nullable;

/** One operation with a remote: what it used, and in our words what went wrong. */
final class Session {
  private final RepositoryUrl url;
  private final Optional<Credential> credential;
  @Nullable BoundHttp http;
  @Nullable KeyedSsh ssh;

  Session(RepositoryUrl url, Optional<Credential> credential) {
    this.url = url;
    this.credential = credential;
  }

  <C extends Credential> Optional<C> credential(Class<C> type) {
    return credential.filter(type::isInstance).map(type::cast);
  }

  void close() {
    if (ssh != null) {
      ssh.close();
    }
  }

  /** The translation of every failure, once. */
  SourceException failure(String what, Exception e) {
    if (e instanceof SourceException translated) {
      return translated;
    }
    Reason reason = reason(e);
    return new SourceException(
        reason,
        "cannot %s repository '%s': %s".formatted(what, url, advice(reason, e)),
        Scrubbed.of(e));
  }

  private Reason reason(Exception e) {
    int status = http == null ? 0 : http.lastStatus();
    if (status == 401 || status == 403 || refusedHost().isPresent() || isSshRefusal(e)) {
      return Reason.UNAUTHORIZED;
    }
    if (isMissing(e)) {
      return Reason.UNREACHABLE;
    }
    boolean corrupt = Causes.of(e, RemoteRepositoryException.class, TooLargePackException.class);
    // A local repository is served by JGit in this process, which tells its damage in these words.
    boolean local = url.isLocal() && Causes.message(e).contains(JGitText.get().internalServerError);
    return corrupt || local || Damage.isIn(e) ? Reason.CORRUPT : Reason.UNREACHABLE;
  }

  private String advice(Reason reason, Exception e) {
    String said = Scrubbed.text(Causes.message(e));
    if (refusedHost().isPresent()) {
      return "the key of host '%s' is not among the known hosts of the credentials"
          .formatted(refusedHost().get());
    }
    if (Causes.of(e, UnknownHostException.class, UnresolvedAddressException.class)) {
      return "host '%s' can't be resolved: check the address, and the name service of this machine"
          .formatted(url.host().orElse(""));
    }
    if (reason == Reason.UNREACHABLE && isMissing(e)) {
      return url.isLocal()
          ? "there is no Git repository; name its working folder, or the folder of a bare one"
          : "the server has no repository there, or hides it from these credentials; check the address (%s)"
              .formatted(said);
    }
    return switch (reason) {
      case UNAUTHORIZED ->
          (credential.isPresent()
                  ? "it refuses the credentials it was given"
                  : "it asks for credentials and there are none for it")
              + " ("
              + said
              + ")";
      case CORRUPT -> "it, or what it sent, is damaged (" + said + ")";
      default -> said;
    };
  }

  private static boolean isMissing(Exception e) {
    return Causes.of(e, NoRemoteRepositoryException.class, RepositoryNotFoundException.class);
  }

  private Optional<String> refusedHost() {
    return ssh == null ? Optional.empty() : ssh.refusedHost();
  }

  private static boolean isSshRefusal(Throwable e) {
    for (Throwable each : Causes.chain(e)) {
      if (each instanceof SshException ssh
          && ssh.getDisconnectCode()
              == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
        return true;
      }
    }
    return false;
  }
}
