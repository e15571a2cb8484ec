package io.gitops4j.core.source;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of a repository: {@code https:}, {@code http:}, {@code ssh:}, {@code file:}, scp-like
 * ({@code git@host:path}) or an absolute local path. Equality is equality of the text; {@link
 * #identity} is what two spellings of one repository share.
 *
 * @since 0.1.0
 */
public final class RepositoryUrl {
  private static final Pattern WITH_SCHEME =
      Pattern.compile(
          "(?<scheme>https?|ssh|file|git)://((?<user>[^@/]*)@)?(?<host>[^:/@]*)(:(?<port>[0-9]+))?(?<path>/.*)");
  private static final Pattern SCP_LIKE =
      Pattern.compile("((?<user>[^@:/]+)@)?(?<host>[^:/@]+):(?<path>(?![^/]*@[^/]*:).+)");

  private final String text;
  private final String scheme;
  private final String host;
  private final String path;

  private RepositoryUrl(String text, String scheme, String host, String path) {
    this.text = text;
    this.scheme = scheme;
    this.host = host;
    this.path = path;
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException if it is none of the known forms, or holds a password, which
   *     belongs into {@link Credentials}; the message does not repeat a password
   */
  public static RepositoryUrl of(String text) {
    Matcher url = WITH_SCHEME.matcher(text);
    if (url.matches()) {
      refusePassword(url.group("user"), url.group("scheme"), url.group("host"));
      return new RepositoryUrl(text, url.group("scheme"), url.group("host"), url.group("path"));
    }
    if (text.startsWith("/")) {
      return new RepositoryUrl(text, "file", "", text);
    }
    Matcher scp = SCP_LIKE.matcher(text);
    if (scp.matches() && !text.contains("://")) {
      return new RepositoryUrl(text, "ssh", scp.group("host"), scp.group("path"));
    }
    throw new IllegalArgumentException(
        "a repository address must be https://…, http://…, ssh://…, file://…, user@host:path or an absolute path, was '%s'"
            .formatted(withoutUser(text)));
  }

  private static void refusePassword(@Nullable String user, String scheme, String host) {
    boolean secret = user != null && (user.contains(":") || scheme.startsWith("http"));
    if (secret) {
      throw new IllegalArgumentException(
          "the address of a repository must not hold a user or password (host '%s'): hand them over as Credentials"
              .formatted(host));
    }
  }

  private static String withoutUser(String text) {
    // Up to the last '@': a password may hold slashes and more of them.
    return text.replaceFirst("^([a-z]+://)?.*@", "$1…@");
  }

  /** The address as it was given. */
  public String text() {
    return text;
  }

  /** {@code http}, {@code https}, {@code ssh}, {@code git} or {@code file}. */
  public String scheme() {
    return scheme;
  }

  /** The host in lower case, empty for local repositories. */
  public Optional<String> host() {
    return Optional.of(host.toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty());
  }

  /** Whether it lies in the file system of this machine. */
  public boolean isLocal() {
    return scheme.equals("file");
  }

  /** The path as it stands in the address. */
  public String path() {
    return path;
  }

  /**
   * What all spellings of one repository share: host in lower case and path without {@code .git}
   * and slashes at the ends; scheme, user and port do not count. A local one is its path.
   */
  public String identity() {
    String trimmed = path.replaceAll("^/+|/+$", "").replaceFirst("\\.git$", "");
    return host().map(name -> name + "/" + trimmed).orElse("/" + trimmed);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RepositoryUrl that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
