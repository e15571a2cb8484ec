package io.gitops4j.helm.format;

import io.gitops4j.helm.format.YamlEmitter.Style;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.Meter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as YAML, character by character as Helm's functions write them: they end in a line feed.
 *
 * @since 0.1.0
 */
public final class YamlWriter {
  private static final int INDENT = 2;
  private static final int WIDTH = 80;
  private static final int LONGEST_KEY = 128;
  private static final int DEEPEST = 1_000;

  private final YamlEmitter emitter;
  private final YamlDialect dialect;

  private YamlWriter(YamlDialect dialect, YamlEmitter emitter) {
    this.emitter = emitter;
    this.dialect = dialect;
  }

  /**
   * As {@code toYaml}: by way of JSON, lists not indented, lines broken after 80 characters.
   *
   * @throws FormatException with Go's text, if a value can't be written
   */
  public static String compact(@Nullable Object value, Meter meter) {
    return new YamlWriter(new YamlThroughJson(meter), new YamlEmitter(meter, WIDTH)).text(value);
  }

  /**
   * As {@code toYamlPretty}: the values as they are, lists indented, lines as long as they get.
   *
   * @throws FormatException with Go's text, if a value can't be written
   */
  public static String pretty(@Nullable Object value, Meter meter) {
    return new YamlWriter(new YamlDirect(), new YamlEmitter(meter, Integer.MAX_VALUE)).text(value);
  }

  private String text(@Nullable Object value) {
    node(dialect.value(value, 0), new Place(0, INDENT, false, false), 0);
    String text = emitter.text();
    // A literal block ends its last line itself.
    return text.endsWith("\n") ? text : text + "\n";
  }

  /**
   * Where a node stands.
   *
   * @param block the column at which the entries of a map or list begin
   * @param scalar the column at which further lines of a scalar begin
   * @param inLine whether something stands before it in its line
   * @param list whether it is an item of a list or the like, so that its first entry needs no line
   *     of its own
   */
  private record Place(int block, int scalar, boolean inLine, boolean list) {}

  private void node(@Nullable Object value, Place place, int depth) {
    if (depth > DEEPEST) {
      throw new FormatException("yaml: exceeded max depth of " + DEEPEST);
    }
    if (value instanceof Map<?, ?> map) {
      map(map, place, depth);
    } else if (value instanceof List<?> list) {
      list(list, place, depth);
    } else {
      emitter.write(place.inLine() ? " " : "");
      scalar(value, place.scalar(), false);
    }
  }

  private void map(Map<?, ?> map, Place place, int depth) {
    if (map.isEmpty()) {
      emitter.write(place.inLine() ? " {}" : "{}");
      return;
    }
    @SuppressWarnings("unchecked") // all maps of templates have texts as keys
    Map<String, @Nullable Object> entries = (Map<String, @Nullable Object>) map;
    boolean first = place.list();
    for (String key : dialect.keys(entries)) {
      if (first) {
        emitter.write(" ");
      } else {
        emitter.startLine(place.block());
      }
      first = false;
      boolean simple = key(key, place.block());
      Object value = dialect.value(entries.get(key), depth + 1);
      int inner = place.block() + INDENT;
      boolean flush = simple && value instanceof List<?> && !dialect.indentsLists();
      Place behind = new Place(flush ? place.block() : inner, inner, true, !simple);
      node(value, behind, depth + 1);
    }
  }

  /** Whether the key stands in the line of its value only: else its value begins like an item. */
  private boolean key(String key, int indent) {
    String text = dialect.text(key);
    ScalarShape shape = ScalarShape.of(text, dialect.hasTabsInBlocks());
    boolean simple = !shape.multiline() && GoStrings.length(text) <= LONGEST_KEY;
    if (simple) {
      scalar(key, indent + INDENT, true);
    } else {
      emitter.write("? ");
      scalar(key, indent + INDENT, false);
      emitter.startLine(indent);
    }
    emitter.write(":");
    return simple;
  }

  private void list(List<?> list, Place place, int depth) {
    if (list.isEmpty()) {
      emitter.write(place.inLine() ? " []" : "[]");
      return;
    }
    boolean first = place.list();
    for (Object item : list) {
      if (first) {
        emitter.write(" ");
      } else {
        emitter.startLine(place.block());
      }
      first = false;
      emitter.write("-");
      int inner = place.block() + INDENT;
      Object value = dialect.value(item, depth + 1);
      node(value, new Place(inner, inner, true, true), depth + 1);
    }
  }

  private void scalar(@Nullable Object value, int indent, boolean key) {
    if (!(value instanceof String given)) {
      emitter.write(dialect.scalar(value));
      return;
    }
    String tag = dialect.tag(given);
    emitter.write(tag);
    String text = dialect.text(given);
    emitter.scalar(text, tag.isEmpty() ? style(text, key) : Style.PLAIN, indent, key);
  }

  private Style style(String text, boolean key) {
    ScalarShape shape = ScalarShape.of(text, dialect.hasTabsInBlocks());
    if (text.indexOf('\n') >= 0) {
      return shape.block() && !key ? Style.LITERAL : Style.DOUBLE;
    }
    if (!PlainScalar.staysText(text) || (key && shape.multiline())) {
      return Style.DOUBLE;
    }
    if (shape.plain()) {
      return Style.PLAIN;
    }
    return shape.single() ? Style.SINGLE : Style.DOUBLE;
  }
}
