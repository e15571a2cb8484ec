package io.gitops4j.jgit;

import io.gitops4j.core.kernel.Sensitive;
import io.gitops4j.core.source.Credentials;
import io.gitops4j.core.source.Credentials.SshKey;
import io.gitops4j.core.source.Credentials.UserToken;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Optional;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** Where repositories lie, and how JGit is to reach them there. */
interface Place extends AutoCloseable {
  /** The folder of the bare repositories. */
  Path folder();

  /** The address of the bare repository of that name. */
  String address(String name);

  default Credentials credentials() {
    return Credentials.anonymous();
  }

  @Override
  default void close() throws IOException {
    // Most places hold nothing open.
  }

  default RepositoryUrl publish(InMemoryRepository repository) {
    String name = repository.url().path().replaceFirst("^/", "");
    repository.exportTo(folder().resolve(name));
    return RepositoryUrl.of(address(name));
  }

  /** How a place is set up in a folder. */
  @FunctionalInterface
  interface Setup {
    Place in(Path folder) throws IOException;
  }

  static Place path(Path folder) {
    return new Simple(folder, folder + "/", Credentials.anonymous(), () -> {});
  }

  static Place file(Path folder) {
    return new Simple(folder, "file://" + folder + "/", Credentials.anonymous(), () -> {});
  }

  static Place http(Path folder) throws IOException {
    HttpGitServer server = new HttpGitServer(folder);
    return new Simple(folder, server.address() + "/", Credentials.anonymous(), server::close);
  }

  static Place protectedHttp(Path folder) throws IOException {
    HttpGitServer server = new HttpGitServer(folder);
    server.protect("ada", "s3cret");
    Credentials credentials =
        Credentials.forHost("127.0.0.1", new UserToken("ada", Sensitive.of("s3cret")));
    return new Simple(folder, server.address() + "/", credentials, server::close);
  }

  static Place ssh(Path folder) throws IOException {
    KeyPair key = SshGitServer.newKey();
    SshGitServer server = new SshGitServer(folder, key.getPublic());
    Credentials credentials = Credentials.forHost("127.0.0.1", sshKey(key, server.knownHostLine()));
    return new Simple(
        folder, "ssh://git@127.0.0.1:" + server.port() + "/", credentials, server::close);
  }

  static SshKey sshKey(KeyPair key, String knownHosts) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, text);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
    return new SshKey(
        Sensitive.of(text.toString(StandardCharsets.UTF_8)), Optional.empty(), knownHosts);
  }

  /** Closes a server. */
  @FunctionalInterface
  interface Closing {
    void close() throws IOException;
  }

  /** A place that is these values. */
  record Simple(Path folder, String prefix, Credentials credentials, Closing closing)
      implements Place {
    @Override
    public String address(String name) {
      return prefix + name;
    }

    @Override
    public void close() throws IOException {
      closing.close();
    }
  }
}
