package io.gitops4j.helm.format;

import io.gitops4j.helm.template.GoBytes;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoStrings;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as they are, without JSON in between. */
final class YamlDirect implements YamlDialect {
  private static final KeyOrder ORDER = new KeyOrder(true);

  @Override
  public @Nullable Object value(@Nullable Object value, int depth) {
    if (value instanceof GoBytes bytes) {
      List<Object> numbers = new ArrayList<>(bytes.size());
      for (int i = 0; i < bytes.size(); i++) {
        numbers.add((long) bytes.get(i));
      }
      return numbers;
    }
    return value instanceof GoObject object ? ofObject(object) : value;
  }

  /** A time, which needs no quotes to be read as one. */
  private record Timestamp(String text) {
    @Override
    public String toString() {
      return text;
    }
  }

  private static @Nullable Object ofObject(GoObject object) {
    Map<String, @Nullable Object> fields = object.fields();
    if (object.type().toString().equals("time.Time")) {
      return new Timestamp(String.valueOf(object.json()));
    }
    if (fields.isEmpty()) {
      Object under = object.underlying();
      return under == object ? object.json() : under;
    }
    Map<String, @Nullable Object> lower = new LinkedHashMap<>();
    fields.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    return lower;
  }

  /** Fields of structs keep their order. */
  @Override
  public List<String> keys(Map<String, @Nullable Object> map) {
    return map instanceof GoMap ? ORDER.sorted(map.keySet()) : List.copyOf(map.keySet());
  }

  @Override
  public boolean indentsLists() {
    return true;
  }

  @Override
  public boolean hasTabsInBlocks() {
    return true;
  }

  @Override
  public String tag(String text) {
    return GoStrings.isValid(text) ? "" : "!!binary ";
  }

  @Override
  public String text(String text) {
    return GoStrings.isValid(text)
        ? text
        : Base64.getEncoder().encodeToString(GoStrings.bytes(text));
  }

  @Override
  public String scalar(@Nullable Object value) {
    if (value instanceof Double || (value instanceof GoNumber go && go.kind().isFloat())) {
      double number = value instanceof GoNumber go ? go.decimal() : ((Number) value).doubleValue();
      if (Double.isNaN(number)) {
        return ".nan";
      }
      if (Double.isInfinite(number)) {
        return number > 0 ? ".inf" : "-.inf";
      }
      return Decimals.shortest(number);
    }
    return String.valueOf(value);
  }
}
