package io.gitops4j.jgit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Git over SSH for the bare repositories of a folder, on an embedded server. */
final class SshGitServer implements AutoCloseable {
  private final SshServer server = SshServer.setUpDefaultServer();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final KeyPair hostKey = newKey();

  SshGitServer(Path folder, PublicKey accepted) throws IOException {
    server.setHost("127.0.0.1");
    server.setPort(0);
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator(
        (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, accepted));
    server.setCommandFactory((channel, line) -> new GitCommand(folder, line));
    server.start();
  }

  static KeyPair newKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  int port() {
    return server.getPort();
  }

  /** A line for {@code known_hosts}. */
  String knownHostLine() {
    return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(hostKey.getPublic());
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
    threads.shutdownNow();
  }

  private final class GitCommand implements Command {
    private final Path folder;
    private final String line;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable OutputStream err;
    private @Nullable ExitCallback exit;

    GitCommand(Path folder, String line) {
      this.folder = folder;
      this.line = line;
    }

    @Override
    public void setInputStream(InputStream stream) {
      in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err = stream;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
      threads.execute(this::run);
    }

    @Override
    public void destroy(ChannelSession channel) {
      // Nothing is open besides the streams of the channel.
    }

    private void run() {
      int status = 1;
      String path = line.replaceFirst("^[^']*'/*", "").replaceFirst("'$", "");
      try (Repository repository =
          new FileRepositoryBuilder()
              .setGitDir(folder.resolve(path).toFile())
              .setMustExist(true)
              .build()) {
        if (line.startsWith("git-upload-pack")) {
          new UploadPack(repository).upload(in, out, err);
        } else {
          new ReceivePack(repository).receive(in, out, err);
        }
        status = 0;
      } catch (IOException e) {
        say("fatal: '" + path + "' does not appear to be a git repository\n");
      }
      if (exit != null) {
        exit.onExit(status);
      }
    }

    private void say(String text) {
      try {
        if (err != null) {
          err.write(text.getBytes(StandardCharsets.UTF_8));
          err.flush();
        }
      } catch (IOException e) {
        // The client is gone.
      }
    }
  }
}
