package io.gitops4j.core.source;

import io.gitops4j.core.source.VersionedTags.VersionedTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Guesses what a name that is not there was meant to be. */
final class NearestRefs {
  private static final int SHOWN = 5;
  // Longer names are cut: the distance takes time in the product of the lengths.
  private static final int COMPARED = 100;

  private NearestRefs() {}

  static List<String> to(RevisionSelector selector, RemoteRefs refs) {
    if (selector instanceof RevisionSelector.SemverRange) {
      boolean versioned = !VersionedTags.of(refs).tags().isEmpty();
      Stream<String> near = versioned ? versions(refs) : refs.tags().keySet().stream();
      return near.limit(SHOWN).map(name -> "tag '" + name + "'").toList();
    }
    if (selector instanceof RevisionSelector.Commit
        || selector instanceof RevisionSelector.AbbreviatedCommit) {
      return commits(selector.toString(), refs);
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

  /** Versions first, the highest of them first of all. */
  private static Stream<String> tags(RemoteRefs refs) {
    return Stream.concat(versions(refs), refs.tags().keySet().stream()).distinct();
  }

  private static Stream<String> versions(RemoteRefs refs) {
    return VersionedTags.of(refs).tags().stream().map(VersionedTag::name);
  }

  /** A hash is no name: what is near shares its first digits. */
  private static List<String> commits(String hash, RemoteRefs refs) {
    boolean tagged = !refs.tags().isEmpty();
    Map<String, Revision> named = tagged ? refs.tags() : refs.branches();
    Stream<String> names = tagged ? tags(refs) : named.keySet().stream();
    return names
        .map(name -> Map.entry(name, Objects.requireNonNull(named.get(name))))
        .sorted(Comparator.comparingInt(ref -> -sharedDigits(hash, ref.getValue().sha())))
        .limit(SHOWN)
        .map(
            ref ->
                "%s '%s' (%s)"
                    .formatted(
                        tagged ? "tag" : "branch", ref.getKey(), ref.getValue().abbreviated()))
        .toList();
  }

  private static int sharedDigits(String left, String right) {
    int shared = 0;
    while (shared < Math.min(left.length(), right.length())
        && left.charAt(shared) == right.charAt(shared)) {
      shared++;
    }
    return shared;
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
