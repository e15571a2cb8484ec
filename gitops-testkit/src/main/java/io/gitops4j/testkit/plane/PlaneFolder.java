package io.gitops4j.testkit.plane;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The temporary folder of a control plane: data, keys, logs. Only its owner can read it. */
final class PlaneFolder {
  private static final int REMOVALS = 5;

  private final Path root;
  private final String token;

  private PlaneFolder(Path root, String token) {
    this.root = root;
    this.token = token;
  }

  static PlaneFolder create() {
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    try {
      Path root = Files.createTempDirectory("gitops4j-plane-").toRealPath();
      PlaneFolder folder = new PlaneFolder(root, HexFormat.of().formatHex(secret));
      folder.writeIdentities();
      return folder;
    } catch (IOException e) {
      throw ControlPlaneException.machine("cannot write a temporary folder", e);
    }
  }

  private void writeIdentities() throws IOException {
    KeyPair pair = keys();
    writePem("accounts.key", "PRIVATE KEY", pair.getPrivate().getEncoded());
    writePem("accounts.pub", "PUBLIC KEY", pair.getPublic().getEncoded());
    Files.writeString(file("tokens.csv"), token + ",admin,admin,system:masters\n");
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  private void writePem(String name, String type, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file(name), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, text, type));
  }

  Path root() {
    return root;
  }

  Path file(String name) {
    return root.resolve(name);
  }

  /** The password of the one user there is, who may do everything. */
  String token() {
    return token;
  }

  /** The server makes its own certificate at its first start. */
  Path certificate() {
    return root.resolve("certs").resolve("apiserver.crt");
  }

  void writeKubeconfig(String text) {
    try {
      Files.writeString(kubeconfig(), text);
    } catch (IOException e) {
      throw ControlPlaneException.machine("cannot write '" + kubeconfig() + "'", e);
    }
  }

  Path kubeconfig() {
    return file("kubeconfig");
  }

  /**
   * Removes it. A program that dies may still write, so more than one try; the guard does the rest.
   */
  void delete() {
    for (int i = 0; i < REMOVALS && Files.exists(root); i++) {
      deleteWhatIsThere();
    }
  }

  private void deleteWhatIsThere() {
    try (Stream<Path> files = Files.walk(root)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      // Somebody else removes or writes right now: the next try sees what is left.
    }
  }
}
