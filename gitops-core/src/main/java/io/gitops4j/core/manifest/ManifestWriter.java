package io.gitops4j.core.manifest;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes YAML for people and for diffs: equal values give equal text, and {@link ManifestReader}
 * and kubectl read it back to an equal value.
 *
 * <p>Keys are sorted, but {@code apiVersion}, {@code kind} and {@code metadata} of a document come
 * first. A text is quoted only where some reader of YAML 1.1 would take it for something else; a
 * text of several lines is a literal block where it can be, so that a change of a line is a change
 * of a line. No line is folded. Half a surrogate pair, which no file can hold, is written as
 * U+FFFD.
 *
 * <p>Thread-safe.
 *
 * @since 0.1.0
 */
public final class ManifestWriter {
  private static final List<String> FIRST_KEYS = List.of("metadata", "kind", "apiVersion");
  private static final Comparator<String> DOCUMENT_ORDER =
      Comparator.<String>comparingInt(key -> -FIRST_KEYS.indexOf(key))
          .thenComparing(Comparator.naturalOrder());
  private static final int INDENT = 2;

  /**
   * YAML wants the colon of a simple key within 1,024 characters or bytes, depending on the reader.
   */
  private static final int LONGEST_SIMPLE_KEY = 250;

  private final StringBuilder yaml = new StringBuilder();

  private ManifestWriter() {}

  /** One document, which ends with a line break. */
  public static String write(Manifest manifest) {
    return write(manifest.content());
  }

  /** All documents with {@code ---} between them; the empty text for none. */
  public static String write(List<Manifest> manifests) {
    return String.join("---\n", manifests.stream().map(ManifestWriter::write).toList());
  }

  /**
   * Any value as one document, which ends with a line break. A null is written too, though readers
   * skip such a document.
   */
  public static String write(Value value) {
    ManifestWriter writer = new ManifestWriter();
    if (value instanceof MapValue map && !map.isEmpty()) {
      writer.map(map, 0, DOCUMENT_ORDER, "");
    } else if (value instanceof ListValue list && !list.isEmpty()) {
      writer.list(list, 0, "");
    } else {
      writer.scalarOrEmpty(value, 0);
    }
    return writer.yaml.toString();
  }

  /** Whole lines; the first one is led by {@code lead} in place of its indentation. */
  private void map(MapValue map, int indent, Comparator<String> order, String lead) {
    TreeMap<String, Value> sorted = new TreeMap<>(order);
    sorted.putAll(map.entries());
    Iterator<Map.Entry<String, Value>> entries = sorted.entrySet().iterator();
    for (String start = lead; entries.hasNext(); start = " ".repeat(indent)) {
      Map.Entry<String, Value> entry = entries.next();
      String key = YamlText.inLine(entry.getKey());
      yaml.append(start);
      if (key.length() > LONGEST_SIMPLE_KEY) {
        yaml.append("? ").append(key).append('\n').append(" ".repeat(indent)).append(':');
        afterKey(entry.getValue(), indent, indent + INDENT);
      } else {
        yaml.append(key).append(':');
        afterKey(entry.getValue(), indent, indent);
      }
    }
  }

  private void afterKey(Value value, int indent, int listIndent) {
    if (value instanceof MapValue map && !map.isEmpty()) {
      yaml.append('\n');
      map(map, indent + INDENT, Comparator.naturalOrder(), " ".repeat(indent + INDENT));
    } else if (value instanceof ListValue list && !list.isEmpty()) {
      yaml.append('\n');
      list(list, listIndent, " ".repeat(listIndent));
    } else {
      yaml.append(' ');
      scalarOrEmpty(value, indent);
    }
  }

  private void list(ListValue list, int indent, String lead) {
    String start = lead;
    for (Value item : list.items()) {
      String inner = start + "- ";
      if (item instanceof MapValue map && !map.isEmpty()) {
        map(map, indent + INDENT, Comparator.naturalOrder(), inner);
      } else if (item instanceof ListValue nested && !nested.isEmpty()) {
        list(nested, indent + INDENT, inner);
      } else {
        yaml.append(inner);
        scalarOrEmpty(item, indent);
      }
      start = " ".repeat(indent);
    }
  }

  private void scalarOrEmpty(Value value, int indent) {
    if (value instanceof Scalar.TextValue text) {
      yaml.append(YamlText.of(text.text(), indent + INDENT));
    } else if (value instanceof MapValue) {
      yaml.append("{}\n");
    } else {
      yaml.append(CanonicalJson.write(value)).append('\n');
    }
  }
}
