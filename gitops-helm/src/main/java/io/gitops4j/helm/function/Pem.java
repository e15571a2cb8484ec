package io.gitops4j.helm.function;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A block of PEM.
 *
 * @param type in its first and last line
 * @param content decoded
 */
@SuppressWarnings("ArrayRecordComponent") // compared by its text
record Pem(String type, byte[] content) {
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:^|\\n)-----BEGIN ([^-\\n]+)-----\\s*\\n(?:[^:\\n]+:[^\\n]*\\n)*([A-Za-z0-9+/=\\s]*?)\\n?-----END \\1-----");

  /** The first block of a text, or null. */
  static @Nullable Pem first(String text) {
    Matcher matcher = BLOCK.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    try {
      return new Pem(matcher.group(1), Base64.getMimeDecoder().decode(matcher.group(2)));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  String text() {
    byte[] lineFeed = "\n".getBytes(StandardCharsets.US_ASCII);
    String body = Base64.getMimeEncoder(64, lineFeed).encodeToString(content);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(type, body);
  }

  /** Its type only: the content may be secret. */
  @Override
  public String toString() {
    return "Pem of " + type;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Pem pem && pem.text().equals(text());
  }

  @Override
  public int hashCode() {
    return text().hashCode();
  }
}
