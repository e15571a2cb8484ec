package io.gitops4j.helm.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints values by a verb of {@code fmt}. */
final class Printer {
  /** Deeper values are refused; a map that holds itself is endless. */
  private static final int DEEPEST = 500;

  private final Meter meter;
  private final StringBuilder out = new StringBuilder();
  Flags flags = new Flags();

  Printer(Meter meter) {
    this.meter = meter;
  }

  String text() {
    return out.toString();
  }

  void write(String text) {
    meter.allocate(text.length());
    out.append(text);
  }

  /** Prints an operand. */
  void print(@Nullable Object value, char verb) {
    if (verb == 'T') {
      Flags used = flags;
      write(used.pad(used.truncate(GoValues.typeName(value))));
    } else if (value == null && verb == 'v') {
      write(flags.pad("<nil>"));
    } else if (verb == 'p') {
      pointer(value, verb);
    } else {
      print(value, verb, 0);
    }
  }

  private void print(@Nullable Object value, char verb, int depth) {
    meter.step();
    if (depth > DEEPEST) {
      throw new BudgetException(
          "the templates print a value that is nested deeper than %d".formatted(DEEPEST));
    }
    if (value == null) {
      nil(verb, depth);
    } else if (value instanceof GoMap map) {
      map(map, verb, depth);
    } else if (value instanceof GoList list) {
      list(list, verb, depth);
    } else if (value instanceof GoBytes bytes) {
      bytes(bytes, verb);
    } else if (value instanceof GoObject object) {
      object(object, verb, depth);
    } else {
      scalar(value, verb);
    }
  }

  private void nil(char verb, int depth) {
    if (depth > 0 && verb == 'v') {
      write(flags.sharpV ? "interface {}(nil)" : "<nil>");
    } else if (depth > 0) {
      write("<nil>");
    } else {
      bad(verb, null);
    }
  }

  private void scalar(Object value, char verb) {
    String text = scalarText(value, verb);
    if (text == null) {
      bad(verb, value);
    } else {
      write(text);
    }
  }

  private @Nullable String scalarText(Object value, char verb) {
    if (value instanceof String text) {
      return TextFormat.string(text, verb, flags);
    } else if (value instanceof Long number) {
      return NumberFormat.integer(number, false, verb, flags);
    } else if (value instanceof Double number) {
      return NumberFormat.decimal(number, false, verb, flags);
    } else if (value instanceof Boolean bool) {
      return verb == 't' || verb == 'v' ? flags.pad(bool.toString()) : null;
    } else if (value instanceof GoNumber number) {
      return number.kind().isFloat()
          ? NumberFormat.decimal(number.decimal(), true, verb, flags)
          : NumberFormat.integer(number.integer(), number.kind().isUnsigned(), verb, flags);
    }
    throw new IllegalArgumentException("no value of a template: " + value.getClass());
  }

  /** What {@code fmt} prints where a verb does not fit a value. */
  private void bad(char verb, @Nullable Object value) {
    write("%!" + verb + "(");
    if (value == null) {
      write("<nil>");
    } else {
      write(GoValues.typeName(value) + "=");
      print(value, 'v', 0);
    }
    write(")");
  }

  private void map(GoMap map, char verb, int depth) {
    if (flags.sharpV) {
      write(map.type().toString());
      if (map.isNil()) {
        write("(nil)");
        return;
      }
    }
    entries(map, flags.sharpV ? "{" : "map[", verb, depth);
    write(flags.sharpV ? "}" : "]");
  }

  private void entries(Map<String, @Nullable Object> map, String open, char verb, int depth) {
    write(open);
    String separator = "";
    for (Map.Entry<String, @Nullable Object> entry : map.entrySet()) {
      write(separator);
      print(entry.getKey(), verb, depth + 1);
      write(":");
      print(entry.getValue(), verb, depth + 1);
      separator = flags.sharpV ? ", " : " ";
    }
  }

  private void list(GoList list, char verb, int depth) {
    if (flags.sharpV) {
      write(list.type().toString());
      if (list.isNil()) {
        write("(nil)");
        return;
      }
    }
    write(flags.sharpV ? "{" : "[");
    String separator = "";
    for (Object element : list) {
      write(separator);
      print(element, verb, depth + 1);
      separator = flags.sharpV ? ", " : " ";
    }
    write(flags.sharpV ? "}" : "]");
  }

  private void bytes(GoBytes bytes, char verb) {
    if (verb == 's' || verb == 'q' || verb == 'x' || verb == 'X') {
      scalar(bytes.text(), verb);
      return;
    }
    write(flags.sharpV ? "[]byte{" : "[");
    for (int i = 0; i < bytes.size(); i++) {
      write(i == 0 ? "" : flags.sharpV ? ", " : " ");
      scalar(GoNumber.uint8(bytes.get(i)), verb);
    }
    write(flags.sharpV ? "}" : "]");
  }

  private void object(GoObject object, char verb, int depth) {
    String text = flags.sharpV || "vsxXq".indexOf(verb) < 0 ? null : object.text();
    Object under = object.underlying();
    if (text != null) {
      scalar(text, verb);
    } else if (under != object) {
      print(under, verb, depth + 1);
    } else if (object.type().kind() != GoKind.PTR) {
      struct(object, object.type(), verb, depth);
    } else if (depth == 0) {
      write("&");
      struct(object, object.type().element(), verb, depth + 1);
    } else {
      pointer(object, verb);
    }
  }

  private void struct(GoObject object, GoType type, char verb, int depth) {
    write(flags.sharpV ? type + "{" : "{");
    String separator = "";
    for (Map.Entry<String, @Nullable Object> field : object.fields().entrySet()) {
      write(separator);
      write(flags.plusV || flags.sharpV ? field.getKey() + ":" : "");
      print(field.getValue(), verb, depth + 1);
      separator = flags.sharpV ? ", " : " ";
    }
    write("}");
  }

  /** An address: another one at each run of Go, so any will do. */
  private void pointer(@Nullable Object value, char verb) {
    GoKind kind = GoValues.kindOf(value);
    if (kind == GoKind.PTR || kind == GoKind.MAP || kind == GoKind.SLICE) {
      write(flags.pad("0xc000010000"));
    } else {
      bad(verb, value);
    }
  }
}
