package io.gitops4j.helm.function;

import io.gitops4j.helm.template.GoStrings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Templates with what helm prints for them. {@code src/test/scripts/record-functions} asks helm,
 * and says how a file is written.
 */
final class Corpus {
  static final List<String> FILES =
      List.of(
          "dates",
          "dicts",
          "encoding",
          "flow",
          "lists",
          "numbers",
          "paths",
          "read-yaml",
          "reflection",
          "regex",
          "semver",
          "semver-table",
          "strings",
          "write-mustToJson",
          "write-mustToPrettyJson",
          "write-mustToRawJson",
          "write-mustToYaml",
          "write-toJson",
          "write-toPrettyJson",
          "write-toRawJson",
          "write-toToml",
          "write-toYaml",
          "write-toYamlPretty",
          "yaml-pretty-strings",
          "yaml-strings");

  /**
   * A template.
   *
   * @param failed whether the answer is an error
   * @param answer what helm printed, or its error
   */
  record Case(String template, boolean failed, String answer) {}

  private Corpus() {}

  static String text(String name) {
    try (InputStream in = Corpus.class.getResourceAsStream("/functions/" + name)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Case> cases(String file) {
    List<Case> cases = new ArrayList<>();
    String frame = "@";
    String template = "";
    for (String line : text(file + ".txt").split("\n", -1)) {
      if (line.startsWith("= ") || line.equals("=") || line.startsWith("! ")) {
        String answer = line.length() < 2 ? "" : unescaped(line.substring(2));
        cases.add(new Case(template, line.startsWith("!"), answer));
      } else if (line.startsWith("%")) {
        String given = line.substring(1).strip();
        frame = given.isEmpty() ? "@" : given;
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        template = frame.replace("@", line);
      }
    }
    return cases;
  }

  /** Bytes that are no UTF-8 come out as the lone surrogates that stand for them. */
  private static String unescaped(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (text.charAt(i) != '\\') {
        bytes.writeBytes(Character.toString(text.codePointAt(i)).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      i++;
      int simple = "ntrs\\".indexOf(text.charAt(i));
      if (simple >= 0) {
        bytes.write("\n\t\r \\".charAt(simple));
      } else {
        bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
        i += 2;
      }
    }
    return GoStrings.string(bytes.toByteArray());
  }
}
