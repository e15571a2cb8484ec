package io.gitops4j.jgit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.gitops4j.core.kernel.Sensitive;
import io.gitops4j.core.source.Credentials;
import io.gitops4j.core.source.Credentials.Credential;
import io.gitops4j.core.source.Credentials.SshKey;
import io.gitops4j.core.source.Credentials.UserToken;
import io.gitops4j.core.source.GitWriter.CommitRequest;
import io.gitops4j.core.source.GitWriter.FileContent;
import io.gitops4j.core.source.GitWriter.Signature;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.testkit.git.InMemoryGit;
import io.gitops4j.testkit.git.InMemoryRepository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is told once, in our words, without a secret. */
class JGitFailureTest {
  private static final UserToken CANARY = new UserToken("ada", Sensitive.of("canary"));

  @TempDir private Path temp;
  private final InMemoryRepository origin =
      new InMemoryGit().repository("https://git.example/guestbook.git");
  private final Revision first = origin.commit("master").file("values.yaml", "tag: 0.1\n").push();
  private Path remote = Path.of("unused");

  @BeforeEach
  void export() {
    remote = temp.resolve("remote");
    origin.exportTo(remote.resolve("guestbook.git"));
  }

  private JGitSource source(Credentials credentials) {
    return JGitSource.cachingIn(
        temp.resolve("cache"), JGitOptions.defaults().withCredentials(credentials));
  }

  private JGitSource source(Credential credential) {
    return source(Credentials.forHost("127.0.0.1", credential));
  }

  private static SourceException failure(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isInstanceOf(SourceException.class);
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain("canary");
    return (SourceException) thrown;
  }

  @Test
  void aServerThatDoesNotAnswerMayAnswerLater() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    RepositoryUrl url = RepositoryUrl.of("http://127.0.0.1:" + port + "/a.git");
    try (JGitSource source = source(Credentials.anonymous())) {
      SourceException e = failure(() -> source.refs(url));

      assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(e.isTransient()).isTrue();
      assertThat(e).hasMessageContaining(url.text()).hasMessageContaining("list the branches");
    }
  }

  @Test
  void aFolderThatIsNoRepositoryIsNamed() {
    RepositoryUrl url = RepositoryUrl.of(temp.resolve("nowhere").toString());
    try (JGitSource source = source(Credentials.anonymous())) {
      assertThat(failure(() -> source.refs(url)))
          .hasMessageContaining(url.text())
          .extracting(SourceException::reason)
          .isEqualTo(Reason.UNREACHABLE);
    }
  }

  @Test
  void aServerInTroubleMayRecover() throws IOException {
    try (HttpGitServer server = new HttpGitServer(remote);
        JGitSource source = source(Credentials.anonymous())) {
      server.failWith(503);

      SourceException e =
          failure(() -> source.refs(RepositoryUrl.of(server.address() + "/guestbook.git")));

      assertThat(e.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(e).hasMessageContaining("503");
    }
  }

  @Test
  void missingAndWrongPasswordsAreToldApart() throws IOException {
    try (HttpGitServer server = new HttpGitServer(remote)) {
      server.protect("ada", "right");
      RepositoryUrl url = RepositoryUrl.of(server.address() + "/guestbook.git");
      try (JGitSource source = source(Credentials.anonymous())) {
        assertThat(failure(() -> source.refs(url)))
            .hasMessageContaining("asks for credentials")
            .extracting(SourceException::reason)
            .isEqualTo(Reason.UNAUTHORIZED);
      }
      try (JGitSource source = source(CANARY)) {
        assertThat(failure(() -> source.tree(url, first)))
            .hasMessageContaining("refuses the credentials")
            .extracting(SourceException::reason)
            .isEqualTo(Reason.UNAUTHORIZED);
      }
    }
  }

  @Test
  void aRedirectToAnotherPlaceGetsNoCredentials() throws IOException {
    try (HttpGitServer home = new HttpGitServer(remote);
        HttpGitServer other = new HttpGitServer(remote);
        JGitSource source = source(CANARY)) {
      home.redirectTo(other.address());
      RepositoryUrl url = RepositoryUrl.of(home.address() + "/guestbook.git");

      assertThat(source.resolve(url, RevisionSelector.head())).isEqualTo(first);
      other.protect("ada", "canary");
      assertThat(failure(() -> source.refs(url)).reason()).isEqualTo(Reason.UNAUTHORIZED);

      assertThat(other.requests()).isNotEmpty();
      assertThat(other.authorizations()).isEmpty();
    }
  }

  @Test
  void aPasswordInTheAddressOfARedirectIsNotRepeated() throws IOException {
    try (HttpGitServer home = new HttpGitServer(remote);
        JGitSource source = source(Credentials.anonymous())) {
      home.redirectTo("ftp://ada:canary@127.0.0.1");

      assertThat(failure(() -> source.refs(RepositoryUrl.of(home.address() + "/guestbook.git"))))
          .hasMessageContaining("127.0.0.1");
    }
  }

  @Test
  void aDamagedRemoteIsNotTakenForAnUnknownCommit() throws IOException {
    try (Stream<Path> files = Files.walk(remote.resolve("guestbook.git/objects"))) {
      String blob = first.sha().substring(2);
      files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().equals(blob))
          .forEach(file -> assertThat(file.toFile().delete()).isTrue());
    }
    RepositoryUrl url = RepositoryUrl.of(remote.resolve("guestbook.git").toString());
    try (JGitSource source = source(Credentials.anonymous())) {
      assertThat(failure(() -> source.tree(url, first)))
          .hasMessageContaining(url.text())
          .extracting(SourceException::reason)
          .isEqualTo(Reason.CORRUPT);
    }
  }

  @Test
  void somebodyWhoWasFasterWins() throws IOException {
    try (HttpGitServer server = new HttpGitServer(remote);
        JGitSource source = source(Credentials.anonymous())) {
      RepositoryUrl url = RepositoryUrl.of(server.address() + "/guestbook.git");
      source.tree(url, first);
      // Between the look at the branches and the push.
      server.beforeAnswer(
          () -> {
            String request = server.requests().get(server.requests().size() - 1);
            if (request.startsWith("POST") && request.endsWith("receive-pack")) {
              origin.commit("master").file("other", "faster").push();
              origin.exportTo(remote.resolve("guestbook.git"));
            }
          });
      CommitRequest request =
          new CommitRequest(
              url,
              "master",
              "master",
              Map.of("values.yaml", Optional.of(FileContent.of("tag: 0.2\n"))),
              new Signature(Person.named("Ada"), "Change", Instant.EPOCH));

      assertThat(failure(() -> JGitWriter.using(source).commit(request)))
          .hasMessageContaining("master")
          .hasMessageContaining("somebody else was faster")
          .hasMessageContaining(origin.head("master").abbreviated())
          .extracting(SourceException::reason)
          .isEqualTo(Reason.REJECTED);
      server.beforeAnswer(() -> {});
      assertThat(source.refs(url).branches()).containsEntry("master", origin.head("master"));
    }
  }

  @Test
  void sshTakesAKeyAndAKnownHost() throws IOException {
    KeyPair key = SshGitServer.newKey();
    try (SshGitServer server = new SshGitServer(remote, key.getPublic())) {
      RepositoryUrl url = RepositoryUrl.of("ssh://127.0.0.1:" + server.port() + "/guestbook.git");
      SshKey stranger = Place.sshKey(SshGitServer.newKey(), server.knownHostLine());
      SshKey noHosts = Place.sshKey(key, "");
      SshKey otherHost =
          Place.sshKey(key, server.knownHostLine().replaceFirst("^\\S+", "git.example"));
      SshKey noKey = new SshKey(Sensitive.of("canary"), Optional.empty(), "");

      assertUnauthorized(url, Credentials.anonymous(), "there is no SSH key");
      assertUnauthorized(url, hand(stranger), "refuses the credentials");
      assertUnauthorized(url, hand(noHosts), "not among the known hosts");
      assertUnauthorized(url, hand(otherHost), "not among the known hosts");
      assertUnauthorized(url, hand(noKey), "can't be read");
    }
  }

  private static Credentials hand(SshKey key) {
    return Credentials.forHost("127.0.0.1", key);
  }

  private void assertUnauthorized(RepositoryUrl url, Credentials credentials, String words) {
    try (JGitSource source = source(credentials)) {
      assertThat(failure(() -> source.refs(url)))
          .hasMessageContaining(words)
          .hasMessageContaining("127.0.0.1")
          .extracting(SourceException::reason)
          .isEqualTo(Reason.UNAUTHORIZED);
    }
  }

  @Test
  void anEd25519KeyThatThisJvmCanNotReadIsToldWhatItNeeds() throws Exception {
    KeyPair key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    String text =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    SshKey ed25519 = new SshKey(Sensitive.of(text), Optional.empty(), "");

    assertUnauthorized(RepositoryUrl.of("git@127.0.0.1:a.git"), hand(ed25519), "Ed25519");
  }

  @Test
  void credentialsHaveNoTextForm() {
    assertThat(CANARY.toString()).doesNotContain("canary");
    assertThat(new SshKey(Sensitive.of("canary"), Optional.of(Sensitive.of("canary")), ""))
        .asString()
        .doesNotContain("canary");
  }
}
