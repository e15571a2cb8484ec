package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.regex.Pattern;

/** The forms of names that objects hold, in the words of the API server. */
final class FieldNames {
  private static final String DNS = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Form SUBDOMAIN =
      new Form(
          DNS + "(\\." + DNS + ")*",
          253,
          "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
              + " regex used for validation is '%s')");
  private static final Form WILDCARD =
      new Form(
          "\\*\\." + DNS + "(\\." + DNS + ")*",
          253,
          "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain,"
              + " which must consist of lower case alphanumeric characters, '-' or '.' and end with"
              + " an alphanumeric character (e.g. '*.example.com', regex used for validation is"
              + " '%s')");
  private static final Form LABEL =
      new Form(
          DNS,
          63,
          "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
              + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
              + " regex used for validation is '%s')");
  private static final Form SERVICE =
      new Form(
          "[a-z]([-a-z0-9]*[a-z0-9])?",
          63,
          "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
              + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
              + " 'abc-123', regex used for validation is '%s')");
  private static final Form LABEL_VALUE =
      new Form(
          "(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?",
          63,
          "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
              + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
              + " 'my_value',  or '12345', regex used for validation is '%s')");
  private static final Form VARIABLE =
      new Form(
          "[-._a-zA-Z][-._a-zA-Z0-9]*",
          Integer.MAX_VALUE,
          "a valid environment variable name must consist of alphabetic characters, digits, '_',"
              + " '-', or '.', and must not start with a digit (e.g. 'my.env-name',  or"
              + " 'MY_ENV.NAME',  or 'MyEnvName1', regex used for validation is '%s')");
  private static final Form KEY =
      new Form(
          "[-._a-zA-Z0-9]+",
          253,
          "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
              + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '%s')");
  private static final Form HEADER =
      new Form(
          "[-A-Za-z0-9]+",
          Integer.MAX_VALUE,
          "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name',"
              + " regex used for validation is '%s')");
  private static final Pattern PORT = Pattern.compile("[-a-z0-9]+");

  private final Problems problems;

  FieldNames(Problems problems) {
    this.problems = problems;
  }

  void subdomain(String path, String name) {
    SUBDOMAIN.check(path, name, problems);
  }

  void wildcard(String path, String name) {
    WILDCARD.check(path, name, problems);
  }

  void label(String path, String name) {
    LABEL.check(path, name, problems);
  }

  void service(String path, String name) {
    SERVICE.check(path, name, problems);
  }

  void variable(String path, String name) {
    VARIABLE.check(path, name, problems);
  }

  void header(String path, String name) {
    HEADER.check(path, name, problems);
  }

  /** A key of a config map or a secret. */
  void key(String path, String name) {
    KEY.check(path, name, problems);
    if (name.equals(".") || name.equals("..")) {
      problems.invalid(path, Scalar.of(name), "must not be '%s'".formatted(name));
    } else if (name.startsWith("..")) {
      problems.invalid(path, Scalar.of(name), "must not start with '..'");
    }
  }

  /** {@code example.com/name}, of which the first part may be missing. */
  void qualified(String path, String name) {
    NameRules.ofKey(name).forEach(wrong -> problems.invalid(path, Scalar.of(name), wrong));
  }

  /** Labels, or what selects by them. */
  void labels(String path, Value labels) {
    labels
        .mapAt()
        .entries()
        .forEach(
            (key, value) -> {
              qualified(path, key);
              LABEL_VALUE.check(path, value.asText().orElse(""), problems);
            });
  }

  /** A name of a port. */
  void port(String path, String name) {
    Value shown = Scalar.of(name);
    if (name.length() > 15) {
      problems.invalid(path, shown, "must be no more than 15 characters");
    }
    if (!PORT.matcher(name).matches()) {
      problems.invalid(
          path, shown, "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
    }
    if (name.chars().noneMatch(c -> c >= 'a' && c <= 'z')) {
      problems.invalid(path, shown, "must contain at least one letter or number (a-z, 0-9)");
    }
    if (name.contains("--")) {
      problems.invalid(path, shown, "must not contain consecutive hyphens");
    }
    if (name.startsWith("-") || name.endsWith("-")) {
      problems.invalid(path, shown, "must not begin or end with a hyphen");
    }
  }

  /** A number of a port. */
  void portNumber(String path, long number) {
    if (number < 1 || number > 65535) {
      problems.invalid(path, Scalar.of(number), "must be between 1 and 65535, inclusive");
    }
  }

  /** A number or a name of a port. */
  void portOrName(String path, Value port) {
    port.asText()
        .ifPresentOrElse(
            name -> port(path, name), () -> portNumber(path, port.asInteger().orElse(0L)));
  }

  private record Form(Pattern pattern, int longest, String rule) {
    Form(String pattern, int longest, String rule) {
      this(Pattern.compile(pattern), longest, rule);
    }

    String words() {
      return rule.formatted(pattern);
    }

    void check(String path, String name, Problems problems) {
      if (name.length() > longest) {
        problems.invalid(
            path, Scalar.of(name), "must be no more than %d characters".formatted(longest));
      }
      if (!pattern.matcher(name).matches()) {
        problems.invalid(path, Scalar.of(name), words());
      }
    }
  }
}
