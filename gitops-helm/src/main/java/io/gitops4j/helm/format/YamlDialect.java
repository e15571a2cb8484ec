package io.gitops4j.helm.format;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What differs between the ways in which Helm writes YAML. */
interface YamlDialect {
  /** The map, list, text or other scalar that is written in place of a value. */
  @Nullable Object value(@Nullable Object value, int depth);

  /** The keys of a map in their order. */
  List<String> keys(Map<String, @Nullable Object> map);

  /** Whether the items of a list that belongs to a key are indented below it. */
  boolean indentsLists();

  /** Whether a literal block may hold tabs. */
  boolean hasTabsInBlocks();

  /** What is written in place of a text. */
  String text(String text);

  /** What stands before a text that is not UTF-8. */
  String tag(String text);

  /** A null, boolean or number. */
  String scalar(@Nullable Object value);
}
