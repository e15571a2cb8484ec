package io.gitops4j.helm.format;

import io.gitops4j.helm.template.GoBytes;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.GoObject;
import io.gitops4j.helm.template.GoStrings;
import io.gitops4j.helm.template.GoValues;
import io.gitops4j.helm.template.Meter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values as they come out of JSON, read as YAML: what the JSON can't hold is lost, and integers are
 * known by their digits.
 */
final class YamlThroughJson implements YamlDialect {
  private static final int DEEPEST = 1_000;
  private static final KeyOrder ORDER = new KeyOrder(false);
  private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
  private static final Pattern NEXT_LINE = Pattern.compile(" *\\u0085[ \\u0085]*");

  private final Meter meter;

  YamlThroughJson(Meter meter) {
    this.meter = meter;
  }

  @Override
  public @Nullable Object value(@Nullable Object value, int depth) {
    Object at = value;
    for (int hops = depth; at instanceof GoObject object; hops++) {
      at = object.json();
      if (hops > DEEPEST || at == object) {
        throw new FormatException("json: unsupported type: " + object.type());
      }
    }
    boolean collection = at instanceof Map<?, ?> || at instanceof List<?>;
    if (collection && depth >= DEEPEST) {
      throw new FormatException(
          "json: unsupported value: encountered a cycle via " + GoValues.typeName(at));
    }
    if ((at instanceof GoMap map && map.isNil()) || (at instanceof GoList list && list.isNil())) {
      return null;
    }
    return at instanceof GoBytes bytes ? Base64.getEncoder().encodeToString(bytes.bytes()) : at;
  }

  @Override
  public List<String> keys(Map<String, @Nullable Object> map) {
    meter.steps(map.size());
    for (String key : map.keySet()) {
      // To YAML 1.1 it ends the line, and a key must not.
      if (key.indexOf(0x85) >= 0) {
        throw new FormatException("yaml: mapping values are not allowed in this context");
      }
    }
    return ORDER.sorted(map.keySet());
  }

  @Override
  public boolean indentsLists() {
    return false;
  }

  @Override
  public boolean hasTabsInBlocks() {
    return false;
  }

  @Override
  public String tag(String text) {
    return "";
  }

  /** The text behind JSON, which YAML reads by its own rules where JSON leaves characters alone. */
  @Override
  public String text(String text) {
    String readable = GoStrings.readable(text);
    boolean ascii = true;
    for (int i = 0; i < readable.length(); i++) {
      char c = readable.charAt(i);
      if (isControl(c)) {
        throw new FormatException("yaml: control characters are not allowed");
      }
      ascii &= c < 0x80;
    }
    return ascii || readable.indexOf(0x85) < 0 ? readable : folded(readable);
  }

  private static boolean isControl(char c) {
    return (c >= 0x7F && c < 0xA0 && c != 0x85) || c == 0xFFFE || c == 0xFFFF;
  }

  private static String folded(String text) {
    return NEXT_LINE
        .matcher(text)
        .replaceAll(
            found -> {
              long breaks = found.group().chars().filter(c -> c == 0x85).count();
              return breaks == 1 ? " " : "\n".repeat((int) breaks - 1);
            });
  }

  @Override
  public String scalar(@Nullable Object value) {
    if (value instanceof Double number) {
      return number(number);
    }
    if (value instanceof GoNumber number && number.kind().isFloat()) {
      return number(number.decimal());
    }
    return String.valueOf(value);
  }

  private static String number(double number) {
    if (!Double.isFinite(number)) {
      throw new FormatException(
          "error marshaling into JSON: json: unsupported value: " + Decimals.shortest(number));
    }
    double size = Math.abs(number);
    if (size < 1e21 && number == Math.rint(number)) {
      String digits = Decimals.plain(number == 0 ? 0 : number);
      boolean fits = size < 0x1p63 || (number > 0 && fitsUnsigned(digits));
      return fits ? digits : Decimals.shortest(number);
    }
    return Decimals.shortest(number);
  }

  private static boolean fitsUnsigned(String digits) {
    return new BigDecimal(digits).toBigInteger().compareTo(LARGEST) <= 0;
  }
}
