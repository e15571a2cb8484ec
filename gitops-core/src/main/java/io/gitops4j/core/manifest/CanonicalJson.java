package io.gitops4j.core.manifest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one JSON text of a value, for digests and comparison: keys sorted by UTF-16 code units, no
 * spaces, as few escapes as JSON allows, numbers as RFC 8785 has them, but integers beyond
 * 2<sup>53</sup> with all their digits. Equal values have equal texts.
 *
 * <p>{@link ManifestReader} reads it back to an equal value. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CanonicalJson {
  /** What is handed on at once, about. */
  private static final int PIECE = 4096;

  private final StringBuilder json = new StringBuilder(256);
  private final @Nullable Consumer<byte[]> sink;

  private CanonicalJson(@Nullable Consumer<byte[]> sink) {
    this.sink = sink;
  }

  /** The text of a value, without a line break. */
  public static String write(Value value) {
    CanonicalJson writer = new CanonicalJson(null);
    writer.append(value);
    return writer.json.toString();
  }

  /** The text in UTF-8; a surrogate without its pair becomes {@code ?}. */
  public static byte[] bytes(Value value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Hands on what {@link #bytes} answers piece by piece, so that a digest of something large needs
   * no copy of it.
   */
  public static void stream(Value value, Consumer<byte[]> sink) {
    CanonicalJson writer = new CanonicalJson(sink);
    writer.append(value);
    sink.accept(writer.json.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void append(Value value) {
    if (value instanceof MapValue map) {
      appendMap(map.entries());
    } else if (value instanceof ListValue list) {
      appendList(list.items());
    } else if (value instanceof Scalar.TextValue text) {
      appendQuoted(text.text());
    } else if (value instanceof Scalar.DecimalValue decimal) {
      json.append(GoNumber.json(decimal.number()));
    } else {
      json.append(value.toPlain());
    }
    if (sink != null && json.length() >= PIECE) {
      sink.accept(json.toString().getBytes(StandardCharsets.UTF_8));
      json.setLength(0);
    }
  }

  private void appendMap(Map<String, Value> entries) {
    String[] keys = entries.keySet().toArray(String[]::new);
    Arrays.sort(keys);
    json.append('{');
    for (int i = 0; i < keys.length; i++) {
      json.append(i == 0 ? "" : ",");
      appendQuoted(keys[i]);
      json.append(':');
      append(Objects.requireNonNull(entries.get(keys[i])));
    }
    json.append('}');
  }

  private void appendList(List<Value> items) {
    json.append('[');
    for (int i = 0; i < items.size(); i++) {
      json.append(i == 0 ? "" : ",");
      append(items.get(i));
    }
    json.append(']');
  }

  private void appendQuoted(String text) {
    json.append('"');
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        json.append(text, plain, i);
        appendEscaped(c);
        plain = i + 1;
      }
    }
    json.append(text, plain, text.length()).append('"');
  }

  private void appendEscaped(char c) {
    int simple = "\"\\\b\f\n\r\t".indexOf(c);
    if (simple >= 0) {
      json.append('\\').append("\"\\bfnrt".charAt(simple));
    } else {
      json.append("\\u%04x".formatted((int) c));
    }
  }
}
