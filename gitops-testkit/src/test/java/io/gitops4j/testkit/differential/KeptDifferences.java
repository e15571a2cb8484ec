package io.gitops4j.testkit.differential;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What stays different on purpose; the README of the testkit has the reasons. */
final class KeptDifferences {
  private record Kept(String name, BiPredicate<Sequence, Difference> test) {}

  private static final List<Kept> ALL =
      List.of(new Kept("words of decoding errors", (s, d) -> isDecodingError(d)));

  private KeptDifferences() {}

  static boolean has(Sequence sequence, Difference difference) {
    return ALL.stream().anyMatch(kept -> kept.test.test(sequence, difference));
  }

  static List<String> names() {
    return ALL.stream().map(Kept::name).toList();
  }

  /** They tell of Go types and of bytes around a place in the text. */
  private static boolean isDecodingError(Difference difference) {
    Optional<String> message =
        difference.seenReal().textAt("failure", "message").filter(m -> isDecoding(m));
    return message.isPresent() && difference.path().equals(".failure.message");
  }

  private static boolean isDecoding(String message) {
    return message.contains("cannot unmarshal")
        || message.contains("error found in #")
        || message.contains("unable to decode")
        || message.contains("cannot be handled as a");
  }
}
