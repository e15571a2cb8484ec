package io.gitops4j.jgit;

import io.gitops4j.core.source.Credentials.Credential;
import io.gitops4j.core.source.Credentials.SshKey;
import io.gitops4j.core.source.Credentials.UserToken;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/** The other end: one repository at its address. Knows nothing of our copy. Thread-safe. */
final class Remote {
  private static final List<RefSpec> FOLLOWED =
      List.of(new RefSpec("+refs/heads/*:refs/heads/*"), new RefSpec("+refs/tags/*:refs/tags/*"));
  private static final List<RefSpec> ADVERTISED =
      List.of(
          new RefSpec("HEAD"),
          new RefSpec("refs/heads/*:refs/heads/*"),
          new RefSpec("refs/tags/*:refs/tags/*"));

  private final RepositoryUrl url;
  private final JGitOptions options;
  private final Path nowhere;

  /**
   * Reaches nothing yet.
   *
   * @param nowhere a folder that holds no SSH configuration
   */
  Remote(RepositoryUrl url, JGitOptions options, Path nowhere) {
    this.url = url;
    this.options = options;
    this.nowhere = nowhere;
  }

  RepositoryUrl url() {
    return url;
  }

  /** Branches and tags as they are now. */
  RemoteRefs refs(Repository local) {
    return call(
        "list the branches and tags of",
        local,
        (transport, limit) -> {
          try (FetchConnection connection = transport.openFetch(ADVERTISED)) {
            return refs(connection.getRefs());
          }
        });
  }

  private static RemoteRefs refs(Collection<Ref> advertised) {
    Map<String, Revision> branches = new TreeMap<>();
    Map<String, Revision> tags = new TreeMap<>();
    Optional<Revision> head = Optional.empty();
    for (Ref ref : advertised) {
      ObjectId id = ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
      String name = ref.getName();
      if (id == null) {
        continue;
      }
      Revision revision = new Revision(id.name());
      if (name.startsWith(Constants.R_HEADS)) {
        branches.put(name.substring(Constants.R_HEADS.length()), revision);
      } else if (name.startsWith(Constants.R_TAGS)) {
        tags.put(name.substring(Constants.R_TAGS.length()), revision);
      } else if (name.equals(Constants.HEAD)) {
        head = Optional.of(revision);
      }
    }
    return new RemoteRefs(head, branches, tags);
  }

  /** Brings all branches and tags, with all that they lead to. */
  void fetch(Repository local) {
    call("fetch from", local, (transport, limit) -> transport.fetch(limit, FOLLOWED));
  }

  /** Brings one commit that no branch or tag leads to; not every server gives it. */
  void fetch(Repository local, Revision revision) {
    RefSpec pinned = new RefSpec(revision.sha() + ":refs/gitops4j/pinned/" + revision.sha());
    call("fetch from", local, (transport, limit) -> transport.fetch(limit, List.of(pinned)));
  }

  /** Pushes; the update tells what became of it. */
  void push(Repository local, RemoteRefUpdate update) {
    call("push to", local, (transport, limit) -> transport.push(limit, List.of(update)));
  }

  private <T> T call(String what, Repository local, Exchange<T> exchange) {
    Optional<Credential> credential = options.credentials().forRepository(url);
    Session session = new Session(url, credential);
    ObjectFormat.requireSupported(url);
    try (Transport transport = Transport.open(local, address())) {
      transport.setTimeout(options.silenceInSeconds());
      transport.setTagOpt(TagOpt.NO_TAGS);
      transport.setRemoveDeletedRefs(true);
      prepare(transport, session);
      return exchange.with(transport, new Deadline(options.deadline()));
    } catch (IOException | URISyntaxException | RuntimeException e) {
      throw session.failure(what, e);
    } finally {
      session.close();
    }
  }

  private URIish address() throws URISyntaxException {
    URIish address = new URIish(url.text());
    // Without a name, JGit would take that of the account that runs this process.
    return url.scheme().equals("ssh") && address.getUser() == null
        ? address.setUser("git")
        : address;
  }

  private void prepare(Transport transport, Session session) throws IOException {
    transport.setCredentialsProvider(
        new BoundCredentials(url, session.credential(UserToken.class)));
    if (transport instanceof TransportHttp http) {
      BoundHttp connections = new BoundHttp(url.text());
      session.http = connections;
      http.setHttpConnectionFactory(connections);
    }
    if (transport instanceof SshTransport ssh) {
      ssh.setSshSessionFactory(keyedSsh(session));
    }
  }

  private KeyedSsh keyedSsh(Session session) throws IOException {
    SshKey key =
        session
            .credential(SshKey.class)
            .orElseThrow(
                () ->
                    new SourceException(
                        Reason.UNAUTHORIZED,
                        "there is no SSH key for repository '%s': hand one over as Credentials"
                            .formatted(url)));
    KeyedSsh ssh = new KeyedSsh(key, nowhere);
    session.ssh = ssh;
    try {
      ssh.keys();
      return ssh;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      String hint =
          SecurityUtils.isEDDSACurveSupported()
              ? ""
              : "; for an Ed25519 key, Bouncy Castle must be on the class path";
      throw new SourceException(
          Reason.UNAUTHORIZED,
          "the SSH key for repository '%s' can't be read: it must be a private key in OpenSSH or PEM form, with its passphrase if it has one%s"
              .formatted(url, hint),
          Scrubbed.of(e));
    }
  }

  /** What is said over an open connection. */
  @FunctionalInterface
  private interface Exchange<T> {
    T with(Transport transport, Deadline limit) throws IOException, URISyntaxException;
  }
}
