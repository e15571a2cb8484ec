package io.gitops4j.helm.chart;

import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of {@code --set} and its kin: {@code a.b[0].c=1,d={x,y}}. Put into values as Helm does,
 * quirks included: an index that does not end ends the text in silence.
 */
public final class SetText {
  private static final int HIGHEST_INDEX = 65_536;
  private static final int DEEPEST = 30;
  private static final int END = -1;
  private static final Pattern INTEGER = Pattern.compile("[-+]\\d{1,19}|[1-9]\\d{0,18}");

  private final String text;
  private final Kind kind;
  private final Function<String, String> files;
  private int at;

  private SetText(String text, Kind kind, Function<String, String> files) {
    this.text = text;
    this.kind = kind;
    this.files = files;
  }

  /** What stands behind the equals sign. */
  public enum Kind {
    /** Numbers, booleans, null, else text. */
    TYPED("--set"),
    /** Text whatever it looks like. */
    STRING("--set-string"),
    /** JSON. */
    JSON("--set-json"),
    /** The name of a file whose content is the value. */
    FILE("--set-file");

    private final String option;

    Kind(String option) {
      this.option = option;
    }

    /** As the option of {@code helm} is called. */
    public String option() {
      return option;
    }
  }

  /**
   * Puts what a text says into values, in place.
   *
   * @param files gives the content of a file by its name
   * @throws IllegalArgumentException with Helm's text, but without the values: they may be secret
   */
  public static void put(
      String text,
      Kind kind,
      Map<String, @Nullable Object> values,
      Function<String, String> files) {
    if (kind == Kind.JSON && text.strip().startsWith("{")) {
      putObject(text, values);
      return;
    }
    SetText parsing = new SetText(text, kind, files);
    try {
      while (parsing.at < text.length()) {
        parsing.key(values, 0);
      }
    } catch (EndException e) {
      // What came before the end holds.
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "failed parsing %s data: %s".formatted(kind.option, e.getMessage()), e);
    }
  }

  private static void putObject(String text, Map<String, @Nullable Object> values) {
    try {
      Tables.asMap(Json.parse(text)).ifPresent(object -> Tables.lay(object, values));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("failed parsing --set-json data: " + e.getMessage(), e);
    }
  }

  private void key(Map<String, @Nullable Object> into, int level) {
    String key = upTo("=[,.");
    switch (next()) {
      case END -> {
        if (key.isEmpty()) {
          throw new EndException();
        }
        throw refused("key \"%s\" has no value".formatted(key));
      }
      case '[' -> intoList(into, key, level);
      case '=' -> set(into, key, value());
      case ',' -> {
        set(into, key, "");
        throw refused("key \"%s\" has no value (cannot end with ,)".formatted(key));
      }
      default -> intoMap(into, key, level);
    }
  }

  private void intoMap(Map<String, @Nullable Object> into, String key, int level) {
    if (level >= DEEPEST) {
      throw refused(
          "value name nested level is greater than maximum supported nested level of %d"
              .formatted(DEEPEST));
    }
    Object there = into.get(key);
    Map<String, @Nullable Object> inner =
        there == null
            ? new LinkedHashMap<>()
            : Tables.asMap(there).orElseThrow(() -> noConversion(there, "map[string]interface {}"));
    try {
      key(inner, level + 1);
    } finally {
      if (!inner.isEmpty()) {
        set(into, key, inner);
      }
    }
    if (inner.isEmpty()) {
      throw refused("key map \"%s\" has no value".formatted(key));
    }
  }

  private void intoList(Map<String, @Nullable Object> into, String key, int level) {
    int index = index();
    List<@Nullable Object> list = listAt(into.get(key));
    try {
      item(list, index, level);
    } finally {
      set(into, key, list);
    }
  }

  private static List<@Nullable Object> listAt(@Nullable Object there) {
    if (there == null) {
      return new ArrayList<>();
    }
    if (there instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw noConversion(there, "[]interface {}");
  }

  private void item(List<@Nullable Object> list, int index, int level) {
    if (index < 0) {
      throw refused("negative %d index not allowed".formatted(index));
    }
    String rest = upTo("=[.");
    if (!rest.isEmpty()) {
      throw refused("unexpected data at end of array index: %s".formatted(quotedEach(rest)));
    }
    switch (next()) {
      case END -> throw new EndException();
      case '=' -> setItem(list, index, value());
      case '[' -> {
        int nextIndex = index();
        List<@Nullable Object> inner = listAt(itemOf(list, index));
        item(inner, nextIndex, level);
        setItem(list, index, inner);
      }
      default -> {
        Map<String, @Nullable Object> inner =
            Tables.asMap(itemOf(list, index)).orElseGet(LinkedHashMap::new);
        key(inner, level);
        setItem(list, index, inner);
      }
    }
  }

  private static @Nullable Object itemOf(List<@Nullable Object> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }

  private static void setItem(List<@Nullable Object> list, int index, @Nullable Object value) {
    if (index > HIGHEST_INDEX) {
      throw refused(
          "index of %d is greater than maximum supported index of %d"
              .formatted(index, HIGHEST_INDEX));
    }
    while (list.size() <= index) {
      list.add(null);
    }
    list.set(index, value);
  }

  private int index() {
    String digits = upTo("]");
    if (next() == END) {
      throw new EndException();
    }
    if (!digits.matches("[-+]?\\d{1,10}")) {
      throw refused(
          "error parsing index: strconv.Atoi: parsing \"%s\": invalid syntax".formatted(digits));
    }
    return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(digits));
  }

  private @Nullable Object value() {
    if (kind == Kind.JSON) {
      return json();
    }
    if (at < text.length() && text.charAt(at) == '{') {
      at++;
      return list();
    }
    String value = upTo(",");
    next();
    return typed(value);
  }

  private @Nullable Object json() {
    if (text.substring(at).isBlank()) {
      at = text.length();
      return null;
    }
    Json.Prefix prefix = Json.parsePrefix(text, at);
    at = prefix.end();
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    at += at < text.length() && text.charAt(at) == ',' ? 1 : 0;
    return prefix.value();
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> list = new ArrayList<>();
    while (true) {
      String item = upTo(",}");
      int end = next();
      if (end == END) {
        throw refused("list must terminate with '}'");
      }
      list.add(typed(item));
      if (end == '}') {
        at += at < text.length() && text.charAt(at) == ',' ? 1 : 0;
        return list;
      }
    }
  }

  private @Nullable Object typed(String value) {
    return switch (kind) {
      case FILE -> files.apply(value);
      case TYPED -> typedValue(value);
      default -> value;
    };
  }

  private static @Nullable Object typedValue(String value) {
    String known = value.toLowerCase(Locale.ROOT);
    if (known.equals("null")) {
      return null;
    }
    if (known.equals("true") || known.equals("false")) {
      return known.equals("true");
    }
    boolean isInteger = value.equals("0") || INTEGER.matcher(value).matches();
    return isInteger ? integerOrText(value) : value;
  }

  private static Object integerOrText(String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      return value; // beyond 64 bits
    }
  }

  /** What stands before one of these, or before the end; backslashes make them ordinary. */
  private String upTo(String ends) {
    StringBuilder read = new StringBuilder();
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      if (text.charAt(at) == '\\') {
        at++;
      }
      if (at < text.length()) {
        read.append(text.charAt(at++));
      }
    }
    return read.toString();
  }

  private int next() {
    return at < text.length() ? text.charAt(at++) : END;
  }

  private static void set(Map<String, @Nullable Object> into, String key, @Nullable Object value) {
    if (!key.isEmpty()) {
      into.put(key, value);
    }
  }

  private static String quotedEach(String text) {
    List<String> each = new ArrayList<>();
    text.codePoints().forEach(c -> each.add("'" + Character.toString(c) + "'"));
    return "[" + String.join(" ", each) + "]";
  }

  private static IllegalArgumentException noConversion(Object there, String wanted) {
    return refused(
        "unable to parse key: interface conversion: interface {} is %s, not %s"
            .formatted(GoText.typeOf(there), wanted));
  }

  private static IllegalArgumentException refused(String message) {
    return new IllegalArgumentException(message);
  }

  /** The text ended where Helm does not mind. */
  private static final class EndException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    EndException() {
      super(null, null, false, false);
    }
  }
}
