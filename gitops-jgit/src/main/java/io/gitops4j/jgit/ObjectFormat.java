package io.gitops4j.jgit;

import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.transport.URIish;

/** Tells how a repository on this machine names its objects. */
final class ObjectFormat {
  private static final String SHA_1 = "sha1";

  private ObjectFormat() {}

  /** JGit knows SHA-1 only, and takes other names of objects for damage. */
  static void requireSupported(RepositoryUrl url) {
    if (!url.isLocal()) {
      return;
    }
    String format = of(url);
    if (!format.equalsIgnoreCase(SHA_1)) {
      throw new SourceException(
          Reason.UNSUPPORTED,
          "cannot read repository '%s': its objects are named by %s, and only SHA-1 is supported"
              .formatted(url, format.equalsIgnoreCase("sha256") ? "SHA-256" : format));
    }
  }

  /** {@code sha1} as well if it can't be told: whoever opens the repository says what is wrong. */
  private static String of(RepositoryUrl url) {
    try {
      Path folder = Path.of(new URIish(url.text()).getPath());
      Path inside = folder.resolve(".git").resolve("config");
      Path file = Files.exists(inside) ? inside : folder.resolve("config");
      if (!Files.isRegularFile(file)) {
        return SHA_1;
      }
      Config config = new Config();
      config.fromText(Files.readString(file));
      String format = config.getString("extensions", null, "objectformat");
      return format == null ? SHA_1 : format;
    } catch (IOException | URISyntaxException | ConfigInvalidException | RuntimeException e) {
      return SHA_1;
    }
  }
}
