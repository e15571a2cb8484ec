package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/**
 * What stays different on purpose; the README of the testkit has the reasons. Each is taken out
 * before a comparison, as narrowly as it can be told.
 */
final class KeptDifferences {
  private static final String CONFLICT = "FieldManagerConflict";

  private interface Kept {
    /** Ours, with the server's words where the difference is kept. */
    MapValue adapted(MapValue real, MapValue ours);
  }

  private static final List<Kept> ALL =
      List.of(
          KeptDifferences::wordsOfDecodingErrors,
          KeptDifferences::wordsOfRefusedApplies,
          KeptDifferences::orderOfConflicts,
          KeptDifferences::conflictsNamedTwice);

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

  /** The server goes through its managers as a Go map happens to. */
  private static MapValue orderOfConflicts(MapValue real, MapValue ours) {
    List<Value> theirs = conflicts(real);
    boolean isSame = !theirs.isEmpty() && sorted(theirs).equals(sorted(conflicts(ours)));
    return isSame ? withWordsOf(real, ours) : ours;
  }

  /** 1.20 names one path several times, in place of its neighbours. */
  private static MapValue conflictsNamedTwice(MapValue real, MapValue ours) {
    List<Value> theirs = conflicts(real);
    boolean isTwice = theirs.stream().distinct().count() < theirs.size();
    return isTwice && managers(theirs).equals(managers(conflicts(ours)))
        ? withWordsOf(real, ours)
        : ours;
  }

  private static List<Value> conflicts(MapValue seen) {
    List<Value> causes = seen.itemsAt("failure", "details", "causes");
    boolean areConflicts =
        causes.stream().allMatch(cause -> cause.textAt("reason").orElse("").equals(CONFLICT));
    return areConflicts ? causes : List.of();
  }

  private static List<String> managers(List<Value> conflicts) {
    return conflicts.stream().map(cause -> cause.textAt("message").orElse("")).sorted().toList();
  }

  private static List<String> sorted(List<Value> conflicts) {
    return conflicts.stream().map(CanonicalJson::write).sorted().toList();
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
