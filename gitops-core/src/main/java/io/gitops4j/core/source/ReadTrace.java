package io.gitops4j.core.source;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.source.SourceException.Reason;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What somebody saw of a tree. As long as it still holds, looking again would show the same.
 *
 * @param entries by path: the Git id of the file or folder that was found, or one of the words
 *     {@link #MISSING} and {@link #ESCAPING}
 * @param listings by folder: the digest of the names, types and ids in it, or one of those words
 * @since 0.1.0
 */
public record ReadTrace(Map<String, String> entries, Map<String, String> listings) {
  /** There was nothing. */
  public static final String MISSING = "missing";

  /** A path or link led out of the repository. */
  public static final String ESCAPING = "escaping";

  /** Copies and sorts. */
  public ReadTrace {
    entries = Collections.unmodifiableMap(new TreeMap<>(entries));
    listings = Collections.unmodifiableMap(new TreeMap<>(listings));
  }

  /** Whether everything that was seen, and was missed, is the same in another tree. */
  public boolean stillHolds(SourceTree other) {
    return entries.entrySet().stream().allMatch(e -> entry(other, e.getKey()).equals(e.getValue()))
        && listings.entrySet().stream()
            .allMatch(e -> listing(other, e.getKey()).equals(e.getValue()));
  }

  /** Whether something was looked for that was not there, or not in the repository. */
  public boolean missedSomething() {
    return Stream.concat(entries.values().stream(), listings.values().stream())
        .anyMatch(seen -> seen.equals(MISSING) || seen.equals(ESCAPING));
  }

  static String entry(SourceTree tree, String path) {
    return orReason(() -> tree.entry(path).map(TreeEntry::id).orElse(MISSING));
  }

  private static String listing(SourceTree tree, String folder) {
    return orReason(() -> of(tree.list(folder)));
  }

  // The id of the folder alone would not do: links in it show what stands elsewhere.
  static String of(List<TreeEntry> listed) {
    StringBuilder text = new StringBuilder();
    for (TreeEntry entry : listed) {
      text.append(entry.type()).append(' ').append(entry.id()).append(' ');
      text.append(entry.name()).append('\0');
    }
    return Digest.of(text.toString()).hex();
  }

  private static String orReason(Supplier<String> look) {
    try {
      return look.get();
    } catch (SourceException e) {
      return word(e);
    }
  }

  /** What an outcome that belongs to the content is recorded as; others are thrown on. */
  static String word(SourceException e) {
    if (e.reason() == Reason.MISSING_PATH) {
      return MISSING;
    }
    if (e.reason() == Reason.ESCAPING_PATH) {
      return ESCAPING;
    }
    throw e;
  }
}
