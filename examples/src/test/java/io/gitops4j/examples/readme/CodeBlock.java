package io.gitops4j.examples.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A block of code in a page, which is to be a region of a compiled file:
 *
 * <pre>{@code
 * <!-- code: path/to/File.java#region -->
 * ```java
 * }</pre>
 *
 * @param file below the folder of sources
 * @param region between {@code // region <name>} and {@code // endregion}
 * @param code what the page shows
 */
record CodeBlock(String file, String region, String code) {
  private static final Pattern MARKED =
      Pattern.compile(
          "^<!-- code: ([^#\\s]+)#(\\S+) -->\\R```java\\R(.*?)^```$",
          Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern MARKER = Pattern.compile("^<!-- code:", Pattern.MULTILINE);
  private static final Pattern FENCE = Pattern.compile("^```java", Pattern.MULTILINE);

  /** All blocks of a page. */
  static List<CodeBlock> of(String page) {
    return MARKED.matcher(page).results().map(CodeBlock::of).toList();
  }

  private static CodeBlock of(MatchResult found) {
    return new CodeBlock(found.group(1), found.group(2), found.group(3).stripTrailing());
  }

  /** How many blocks of Java a page has, whether marked or not. */
  static long fences(String page) {
    return FENCE.matcher(page).results().count();
  }

  /** How many markers a page has, whether a block of Java follows or not. */
  static long markers(String page) {
    return MARKER.matcher(page).results().count();
  }

  /** The region of the file, moved to the left margin; empty if it has none of this name. */
  Optional<String> compiled(Path sources) {
    return region(read(sources.resolve(file)));
  }

  private Optional<String> region(String source) {
    Pattern wanted =
        Pattern.compile(
            "^[ \\t]*// region " + Pattern.quote(region) + "\\R(.*?)^[ \\t]*// endregion$",
            Pattern.DOTALL | Pattern.MULTILINE);
    return wanted
        .matcher(source)
        .results()
        .findFirst()
        .map(found -> found.group(1).stripTrailing().stripIndent());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the page shows code of " + file + ", which can't be read", e);
    }
  }
}
