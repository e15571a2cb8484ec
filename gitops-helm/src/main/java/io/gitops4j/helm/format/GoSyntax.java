package io.gitops4j.helm.format;

import java.util.stream.Collectors;

/** A node as Go's {@code %#v} shows its value in messages about keys that are none. */
final class GoSyntax {
  private GoSyntax() {}

  static String of(YamlNode node) {
    if (node instanceof YamlNode.Sequence sequence) {
      return sequence.items().stream()
          .map(GoSyntax::of)
          .collect(Collectors.joining(", ", "[]interface {}{", "}"));
    }
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping.entries().stream()
          .map(entry -> of(entry.key()) + ":" + of(entry.value()))
          .collect(Collectors.joining(", ", "map[interface {}]interface {}{", "}"));
    }
    YamlNode.Scalar scalar = (YamlNode.Scalar) node;
    PlainScalar plain = scalar.plain() ? PlainScalar.of(scalar.text()) : PlainScalar.TEXT;
    return switch (plain.meaning()) {
      case NULL -> "interface {}(nil)";
      case TEXT, TIMESTAMP -> '"' + scalar.text() + '"';
      case BOOLEAN -> String.valueOf(plain.truth());
      case INTEGER, FLOAT -> String.valueOf(plain.number());
    };
  }
}
