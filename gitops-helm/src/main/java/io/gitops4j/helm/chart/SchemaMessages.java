package io.gitops4j.helm.chart;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says what a value violates as Helm says it. */
final class SchemaMessages {
  private SchemaMessages() {}

  /** The text for a violated keyword and what the library tells of it. */
  static String of(String keyword, @Nullable Object... about) {
    return keyword + " " + Arrays.deepToString(about)+ Arrays.stream(about).map(x -> x == null ? "null" : x.getClass().getSimpleName()).toList();
  }
}
