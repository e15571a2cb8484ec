package io.gitops4j.core.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses what a name that is not there was meant to be. */
final class NearestRefs {
  private static final int SHOWN = 5;
  // Longer names are cut: the distance takes time in the product of the lengths.
  private static final int COMPARED = 100;

  private NearestRefs() {}

  static List<String> to(RevisionSelector selector, RemoteRefs refs) {
    if (selector instanceof RevisionSelector.SemverRange) {
      return VersionedTags.of(refs).tags().stream()
          .limit(SHOWN)
          .map(tag -> "tag '" + tag.name() + "'")
          .toList();
    }
    String wanted = selector.toString();
    List<Candidate> candidates = new ArrayList<>();
    refs.branches().keySet().forEach(name -> candidates.add(Candidate.of("branch", name, wanted)));
    refs.tags().keySet().forEach(name -> candidates.add(Candidate.of("tag", name, wanted)));
    return candidates.stream()
        .sorted(Comparator.comparingInt(Candidate::distance))
        .limit(SHOWN)
        .map(Candidate::text)
        .toList();
  }

  private record Candidate(String text, int distance) {
    static Candidate of(String kind, String name, String wanted) {
      String left = cut(name);
      String right = cut(wanted);
      // One name inside the other ('v2' in 'feat/guestbook-v2') is nearer than its length tells.
      boolean inside = !right.isEmpty() && (left.contains(right) || right.contains(left));
      int distance = NearestRefs.distance(left, right);
      return new Candidate(kind + " '" + name + "'", inside ? Math.min(distance, 1) : distance);
    }
  }

  private static String cut(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() > COMPARED ? lower.substring(0, COMPARED) : lower;
  }

  /** How many characters must be put in, taken out or changed to make one text the other. */
  static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int inOrOut = Math.min(previous[j], current[j - 1]) + 1;
        current[j] = Math.min(previous[j - 1] + change, inOrOut);
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
