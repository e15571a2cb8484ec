package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.MapValue;
import java.util.List;

/**
 * What stays different on purpose; the README of the testkit has the reasons. Each is taken out
 * before a comparison, as narrowly as it can be told.
 */
final class KeptDifferences {

  private interface Kept {
    /** Ours, with the server's words where the difference is kept. */
    MapValue adapted(MapValue real, MapValue ours);
  }

  private static final List<Kept> ALL =
      List.of(KeptDifferences::wordsOfDecodingErrors, KeptDifferences::wordsOfRefusedApplies);

  private KeptDifferences() {}

  static MapValue adapted(MapValue real, MapValue ours) {
    MapValue result = ours;
    for (Kept kept : ALL) {
      result = kept.adapted(real, result);
    }
    return result;
  }

  /** They tell of Go types and of bytes around a place in the text. */
  private static MapValue wordsOfDecodingErrors(MapValue real, MapValue ours) {
    return isDecoding(message(real)) ? withWordsOf(real, ours) : ours;
  }

  /** The core words them for its own users; the server prints Go values. */
  private static MapValue wordsOfRefusedApplies(MapValue real, MapValue ours) {
    String begin = "failed to create typed patch object: ";
    boolean isKept = message(real).startsWith(begin) && message(ours).startsWith(begin);
    return isKept ? withWordsOf(real, ours) : ours;
  }

  private static String message(MapValue seen) {
    return seen.textAt("failure", "message").orElse("");
  }

  private static MapValue withWordsOf(MapValue real, MapValue ours) {
    boolean isSameFailure =
        real.get("code").equals(ours.get("code"))
            && real.at("failure", "reason").equals(ours.at("failure", "reason"));
    return isSameFailure ? ours.with("failure", real.mapAt("failure")) : ours;
  }

  private static boolean isDecoding(String message) {
    return message.contains("cannot unmarshal")
        || message.contains("error found in #")
        || message.contains("unable to decode")
        || message.contains("cannot be handled as a")
        || message.contains("json: ");
  }
}
