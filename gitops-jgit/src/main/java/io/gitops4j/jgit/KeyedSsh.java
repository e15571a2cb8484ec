package io.gitops4j.jgit;

import io.gitops4j.core.source.Credentials.SshKey;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * SSH with one key and one list of hosts, both from memory; nothing is read from the home folder.
 */
final class KeyedSsh extends SshdSessionFactory {
  private static final String REVOKED = "revoked";

  private final SshKey key;
  private final HostKeys hosts;

  /**
   * Made for one operation.
   *
   * @param nowhere a folder that holds nothing of SSH
   */
  KeyedSsh(SshKey key, Path nowhere) throws IOException {
    super(null, null);
    this.key = key;
    this.hosts = new HostKeys(key.knownHosts());
    setHomeDirectory(nowhere.toFile());
    setSshDirectory(nowhere.toFile());
  }

  /** The host whose key is not the known one, if that is what went wrong. */
  Optional<String> refusedHost() {
    return Optional.ofNullable(hosts.refused);
  }

  @Override
  protected @Nullable SshConfigStore createSshConfigStore(
      File homeDir, @Nullable File configFile, String localUserName) {
    return null;
  }

  @Override
  protected ServerKeyDatabase createServerKeyDatabase(File homeDir, File sshDir) {
    return hosts;
  }

  @Override
  protected List<Path> getDefaultIdentities(File sshDir) {
    return List.of();
  }

  @Override
  protected String getDefaultPreferredAuthentications() {
    return "publickey";
  }

  @Override
  protected Iterable<KeyPair> getDefaultKeys(File sshDir) {
    try {
      return keys();
    } catch (IOException | GeneralSecurityException e) {
      throw new UnusableKeyException(e);
    }
  }

  /** Reads the key; also to tell early that it is none. */
  Iterable<KeyPair> keys() throws IOException, GeneralSecurityException {
    byte[] text = key.privateKey().reveal().getBytes(StandardCharsets.UTF_8);
    FilePasswordProvider passphrase =
        key.passphrase()
            .map(secret -> FilePasswordProvider.of(secret.reveal()))
            .orElse(FilePasswordProvider.EMPTY);
    Iterable<KeyPair> pairs =
        SecurityUtils.loadKeyPairIdentities(
            null, NamedResource.ofName("private key"), new ByteArrayInputStream(text), passphrase);
    if (pairs == null || !pairs.iterator().hasNext()) {
      throw new GeneralSecurityException("the text holds no private key");
    }
    return pairs;
  }

  /** The private key can't be read: wrong form or wrong passphrase. */
  static final class UnusableKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnusableKeyException(Throwable cause) {
      super(cause);
    }
  }

  private static final class HostKeys implements ServerKeyDatabase {
    private final List<KnownHostEntry> known;
    private volatile @Nullable String refused;

    HostKeys(String lines) throws IOException {
      this.known = KnownHostEntry.readKnownHostEntries(new BufferedReader(new StringReader(lines)));
    }

    @Override
    public List<PublicKey> lookup(
        String connectAddress, InetSocketAddress remoteAddress, Configuration config) {
      List<PublicKey> keys = new ArrayList<>();
      for (KnownHostEntry entry : matching(connectAddress)) {
        if (!REVOKED.equals(entry.getMarker())) {
          publicKey(entry).ifPresent(keys::add);
        }
      }
      return keys;
    }

    @Override
    public boolean accept(
        String connectAddress,
        InetSocketAddress remoteAddress,
        PublicKey serverKey,
        Configuration config,
        @Nullable CredentialsProvider provider) {
      boolean found = false;
      boolean revoked = false;
      for (KnownHostEntry entry : matching(connectAddress)) {
        boolean equal =
            publicKey(entry).filter(each -> KeyUtils.compareKeys(each, serverKey)).isPresent();
        revoked |= equal && REVOKED.equals(entry.getMarker());
        found |= equal && entry.getMarker() == null;
      }
      boolean accepted = found && !revoked;
      refused = accepted ? null : connectAddress;
      return accepted;
    }

    private List<KnownHostEntry> matching(String connectAddress) {
      int colon = connectAddress.lastIndexOf(':');
      boolean hasPort = colon > 0 && connectAddress.indexOf(']') < colon;
      String host = hasPort ? connectAddress.substring(0, colon) : connectAddress;
      int port = hasPort ? Integer.parseInt(connectAddress.substring(colon + 1)) : 22;
      String name = host.replaceAll("^\\[|\\]$", "");
      return known.stream().filter(entry -> entry.isHostMatch(name, port)).toList();
    }

    private static Optional<PublicKey> publicKey(KnownHostEntry entry) {
      try {
        AuthorizedKeyEntry key = entry.getKeyEntry();
        return Optional.ofNullable(key.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING));
      } catch (IOException | GeneralSecurityException e) {
        // A kind of key that this JVM does not know can't be the one that was presented.
        return Optional.empty();
      }
    }
  }
}
