package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.INT;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.Signature;
import java.util.Base64;
import java.util.HexFormat;

/** Functions whose results are made by chance. */
final class RandomFunctions {
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int FIRST_PRINTABLE = 32;
  private static final int LAST_PRINTABLE = 126;

  private RandomFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    add(table, "randAlphaNum", LETTERS + DIGITS);
    add(table, "randAlpha", LETTERS);
    add(table, "randNumeric", DIGITS);
    add(table, "randAscii", printable());
    table.add("randInt", Signature.of(INT, INT), RandomFunctions::number);
    table.add("randBytes", Signature.of(INT), RandomFunctions::bytes);
    table.add("uuidv4", Signature.of(), RandomFunctions::uuid);
    table.add("shuffle", Signature.of(STRING), RandomFunctions::shuffled);
  }

  private static String printable() {
    StringBuilder all = new StringBuilder();
    for (int c = FIRST_PRINTABLE; c <= LAST_PRINTABLE; c++) {
      all.append((char) c);
    }
    return all.toString();
  }

  private static void add(FunctionTable.Builder table, String name, String alphabet) {
    table.add(
        name,
        Signature.of(INT),
        call -> {
          call.evaluation().unstable(name);
          return text(call, alphabet);
        });
  }

  private static String text(Call call, String alphabet) {
    long length = Math.max(0, call.integer(0));
    call.meter().allocate(length);
    call.meter().steps(length);
    StringBuilder text = new StringBuilder();
    for (long i = 0; i < length; i++) {
      text.append(alphabet.charAt(call.evaluation().random().nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static long number(Call call) {
    call.evaluation().unstable("randInt");
    long low = call.integer(0);
    long high = call.integer(1);
    if (high - low <= 0) {
      throw new FunctionException("invalid argument to Intn");
    }
    return call.evaluation().random().nextLong(low, high);
  }

  private static String bytes(Call call) {
    call.evaluation().unstable("randBytes");
    long length = call.integer(0);
    if (length < 0) {
      throw new FunctionException("runtime error: makeslice: len out of range");
    }
    call.meter().allocate(length > Integer.MAX_VALUE / 2 ? Long.MAX_VALUE : 4 * length);
    return Base64.getEncoder().encodeToString(random(call, (int) length));
  }

  /** So many bytes by chance. */
  static byte[] random(Call call, int length) {
    byte[] bytes = new byte[length];
    call.evaluation().random().nextBytes(bytes);
    return bytes;
  }

  private static String uuid(Call call) {
    call.evaluation().unstable("uuidv4");
    byte[] bytes = random(call, 16);
    bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
    bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
    String hex = HexFormat.of().formatHex(bytes);
    return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})", "$1-$2-$3-$4-");
  }

  private static String shuffled(Call call) {
    call.evaluation().unstable("shuffle");
    int[] runes = call.string(0).codePoints().toArray();
    call.meter().allocate(4L * runes.length);
    for (int i = runes.length - 1; i > 0; i--) {
      int other = call.evaluation().random().nextInt(i + 1);
      int rune = runes[i];
      runes[i] = runes[other];
      runes[other] = rune;
    }
    return new String(runes, 0, runes.length);
  }
}
