package io.gitops4j.core.manifest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One row of the tables of what kubectl reads.
 *
 * @param name what a person finds it by
 * @param bytes the input, a character for each byte
 * @param kubectls canonical JSON, or {@link #ERROR}
 * @param ours the same unless we differ on purpose
 */
record KubectlRow(String name, String bytes, String kubectls, String ours) {
  static final String ERROR = "ERROR";

  /** Documents as they stand below {@code spec:}. */
  static List<KubectlRow> values() {
    return lines("kubectl-values.tsv").stream().map(fields -> row(fields[0], fields)).toList();
  }

  /** Whole streams. */
  static List<KubectlRow> streams() {
    return lines("kubectl-streams.tsv").stream()
        .map(fields -> row(fields[0], Arrays.copyOfRange(fields, 1, fields.length)))
        .toList();
  }

  byte[] input() {
    return bytes.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The input as a text below a key. */
  String below(String key) {
    String text = new String(input(), StandardCharsets.UTF_8);
    return key + ":\n  " + text.replace("\n", "\n  ") + "\n";
  }

  @Override
  public String toString() {
    return name.length() <= 80 ? name : name.substring(0, 80) + "…";
  }

  private static KubectlRow row(String name, String[] fields) {
    return new KubectlRow(name, unescaped(fields[0]), fields[1], fields[fields.length - 1]);
  }

  private static List<String[]> lines(String resource) {
    try (InputStream in = Objects.requireNonNull(KubectlRow.class.getResourceAsStream(resource))) {
      String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(table.split("\n", -1))
          .filter(line -> !line.isEmpty() && !line.startsWith("## "))
          .map(line -> line.split("\t", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\') {
        int end = text.offsetByCodePoints(i, 1);
        bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end - 1;
        continue;
      }
      char kind = text.charAt(++i);
      int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : 0;
      int code = digits == 0 ? simple(kind) : Integer.parseInt(text, i + 1, i + 1 + digits, 16);
      i += digits;
      if (kind == 'x') {
        bytes.write(code);
      } else {
        bytes.writeBytes(Character.toString(code).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private static int simple(char kind) {
    return switch (kind) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> kind;
    };
  }
}
