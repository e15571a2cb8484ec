package io.gitops4j.testkit.differential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Differences that are known and not mended yet, by their kind: {@code open-differences.txt}. Any
 * other fails the test. Whoever mends one takes its line out; none is ever added for what worked
 * before.
 */
final class OpenDifferences {
  private static final String RESOURCE = "open-differences.txt";
  private static final Set<String> KINDS = read();

  private OpenDifferences() {}

  static boolean contains(String kind) {
    return KINDS.contains(kind);
  }

  private static Set<String> read() {
    try (InputStream resource = OpenDifferences.class.getResourceAsStream(RESOURCE)) {
      byte[] text = Objects.requireNonNull(resource, RESOURCE).readAllBytes();
      return new String(text, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
