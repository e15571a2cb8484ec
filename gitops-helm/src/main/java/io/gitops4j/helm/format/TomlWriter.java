package io.gitops4j.helm.format;

import io.gitops4j.helm.template.GoBytes;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.Meter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values as TOML, as {@code toToml} writes them: of a map first its plain values, then its tables.
 *
 * @since 0.1.0
 */
public final class TomlWriter {
  private static final int DEEPEST = 500;
  private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

  private final StringBuilder toml = new StringBuilder();
  private final Meter meter;
  private int charged;

  private TomlWriter(Meter meter) {
    this.meter = meter;
  }

  /**
   * The text of a value that is not null.
   *
   * @throws FormatException with Go's text, if it has no form in TOML
   */
  public static String write(@Nullable Object value, Meter meter) {
    TomlWriter writer = new TomlWriter(meter);
    Object plain = plain(value);
    if (plain instanceof Map<?, ?> map) {
      writer.table(map, List.of());
    } else if (plain instanceof List<?> list && isTables(list)) {
      throw new FormatException("toml: top-level values must be Go maps or structs");
    } else {
      writer.inline(plain, 0);
    }
    writer.charge();
    return writer.toml.toString();
  }

  private void charge() {
    meter.allocate(toml.length() - charged);
    meter.step();
    charged = toml.length();
  }

  private static @Nullable Object plain(@Nullable Object value) {
    Object at = value;
    for (int hops = 0; at instanceof GoObject object && hops < DEEPEST; hops++) {
      if (!object.fields().isEmpty()) {
        return object.fields();
      }
      at = object.type().toString().equals("time.Time") ? new Bare(object.json()) : object.json();
    }
    return at;
  }

  /** What is written without quotes. */
  private record Bare(@Nullable Object text) {}

  private static boolean isTables(List<?> list) {
    boolean tables = !list.isEmpty();
    for (Object item : list) {
      if (item == null) {
        throw new FormatException("toml: cannot encode array with nil element");
      }
      tables &= plain(item) instanceof Map<?, ?>;
    }
    return tables;
  }

  private void table(Map<?, ?> map, List<String> path) {
    if (path.size() > DEEPEST) {
      throw new FormatException("toml: the values are nested too deeply");
    }
    charge();
    List<String> tables = new ArrayList<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Object value = plain(entry.getValue());
      if (isTable(value)) {
        tables.add(String.valueOf(entry.getKey()));
      } else if (value != null) {
        toml.append(indent(path.size())).append(key(String.valueOf(entry.getKey()))).append(" = ");
        inline(value, path.size());
        toml.append('\n');
      }
    }
    for (String key : tables) {
      List<String> inner = new ArrayList<>(path);
      inner.add(key);
      Object value = plain(map.get(key));
      if (value instanceof Map<?, ?> innerMap) {
        breakLine(inner.size() == 1);
        header("[", inner, "]");
        table(innerMap, inner);
      } else if (value instanceof List<?> list) {
        for (Object item : list) {
          breakLine(true);
          header("[[", inner, "]]");
          table((Map<?, ?>) java.util.Objects.requireNonNull(plain(item)), inner);
        }
      }
    }
  }

  private void breakLine(boolean wanted) {
    toml.append(wanted && !toml.isEmpty() ? "\n" : "");
  }

  private void header(String open, List<String> path, String close) {
    toml.append(indent(path.size() - 1)).append(open);
    for (int i = 0; i < path.size(); i++) {
      toml.append(i == 0 ? "" : ".").append(key(path.get(i)));
    }
    toml.append(close).append('\n');
  }

  private static String indent(int depth) {
    return "  ".repeat(depth);
  }

  private void inline(@Nullable Object wrapped, int depth) {
    Object value = plain(wrapped);
    if (depth > DEEPEST) {
      throw new FormatException("toml: the values are nested too deeply");
    }
    charge();
    if (value instanceof String text) {
      toml.append(quoted(text));
    } else if (value instanceof Map<?, ?> map) {
      inlineMap(map, depth);
    } else if (value instanceof List<?> list) {
      inlineList(list, depth);
    } else if (value instanceof Double number) {
      toml.append(number(number));
    } else if (value instanceof GoNumber number && number.kind().isFloat()) {
      toml.append(number(number.decimal()));
    } else if (value instanceof GoBytes bytes) {
      inlineList(bytes.text().chars().boxed().toList(), depth);
    } else {
      toml.append(value instanceof Bare bare ? bare.text() : value);
    }
  }

  private void inlineMap(Map<?, ?> map, int depth) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(map.entrySet());
    // As in a table, plain values come first.
    entries.sort(Comparator.comparing(entry -> isTable(entry.getValue())));
    toml.append('{');
    for (int i = 0; i < entries.size(); i++) {
      Object value = entries.get(i).getValue();
      if (value != null) {
        toml.append(key(String.valueOf(entries.get(i).getKey()))).append(" = ");
        inline(value, depth + 1);
        toml.append(i < entries.size() - 1 ? ", " : "");
      }
    }
    toml.append('}');
  }

  private static boolean isTable(@Nullable Object value) {
    Object plain = plain(value);
    return plain instanceof Map<?, ?> || (plain instanceof List<?> list && isTables(list));
  }

  private void inlineList(List<?> list, int depth) {
    String separator = "";
    toml.append('[');
    for (Object item : list) {
      if (item == null) {
        throw new FormatException("toml: cannot encode array with nil element");
      }
      toml.append(separator);
      inline(item, depth + 1);
      separator = ", ";
    }
    toml.append(']');
  }

  private static String number(double number) {
    if (Double.isNaN(number)) {
      return "nan";
    }
    if (Double.isInfinite(number)) {
      return number > 0 ? "inf" : "-inf";
    }
    String text = Decimals.shortest(number);
    return text.indexOf('e') >= 0 || text.indexOf('.') >= 0 ? text : text + ".0";
  }

  private static String key(String key) {
    return BARE_KEY.matcher(key).matches() ? key : quoted(key);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int simple = "\"\\\b\f\n\r\t".indexOf(c);
      if (simple >= 0) {
        quoted.append('\\').append("\"\\bfnrt".charAt(simple));
      } else if (c < ' ' || c == 0x7f) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
