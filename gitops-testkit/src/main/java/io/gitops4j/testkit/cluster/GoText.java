package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values in the language of the API server, as its errors show some of them. */
final class GoText {

  private GoText() {}

  static String quoted(String text) {
    return CanonicalJson.write(Scalar.of(text));
  }

  /** What JSON can be, where no type of Go says more. */
  static String any(Value value) {
    return switch (value.type()) {
      case NULL -> "interface {}(nil)";
      case LIST ->
          value.itemsAt().stream()
              .map(GoText::any)
              .collect(Collectors.joining(", ", "[]interface {}{", "}"));
      case MAP ->
          new TreeMap<>(value.mapAt().entries())
              .entrySet().stream()
                  .map(entry -> quoted(entry.getKey()) + ":" + any(entry.getValue()))
                  .collect(Collectors.joining(", ", "map[string]interface {}{", "}"));
      default -> CanonicalJson.write(value);
    };
  }

  /** A struct whose content is not worth the telling. */
  static String struct(String name) {
    return "core." + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + "{...}";
  }

  static String textMap(MapValue map) {
    if (map.isEmpty()) {
      return "map[string]string(nil)";
    }
    return new TreeMap<>(map.entries())
        .entrySet().stream()
            .map(e -> quoted(e.getKey()) + ":" + CanonicalJson.write(e.getValue()))
            .collect(Collectors.joining(", ", "map[string]string{", "}"));
  }

  static String texts(String type, List<Value> texts) {
    if (texts.isEmpty()) {
      return "[]" + type + "(nil)";
    }
    return texts.stream()
        .map(CanonicalJson::write)
        .collect(Collectors.joining(", ", "[]" + type + "{", "}"));
  }

  static String owners(List<Value> owners) {
    return owners.stream()
        .map(GoText::owner)
        .collect(Collectors.joining(", ", "[]v1.OwnerReference{", "}"));
  }

  /** What pointers point to is not shown. */
  static String owner(Value owner) {
    String pointers =
        Stream.of("controller", "blockOwnerDeletion")
            .map(owner::at)
            .map(flag -> flag.filter(value -> !value.isNull()).isPresent() ? "..." : "nil")
            .collect(Collectors.joining("), BlockOwnerDeletion:(*bool)("));
    return "v1.OwnerReference{APIVersion:%s, Kind:%s, Name:%s, UID:%s, Controller:(*bool)(%s)}"
        .formatted(
            quoted(owner.textAt("apiVersion").orElse("")),
            quoted(owner.textAt("kind").orElse("")),
            quoted(owner.textAt("name").orElse("")),
            quoted(owner.textAt("uid").orElse("")),
            pointers);
  }

  static String selector(MapValue selector) {
    List<Value> expressions = selector.itemsAt("matchExpressions");
    String type = "[]v1.LabelSelectorRequirement";
    String shown =
        expressions.isEmpty()
            ? type + "(nil)"
            : expressions.stream()
                .map(GoText::requirement)
                .collect(Collectors.joining(", ", type + "{", "}"));
    return "v1.LabelSelector{MatchLabels:%s, MatchExpressions:%s}"
        .formatted(textMap(selector.mapAt("matchLabels")), shown);
  }

  private static String requirement(Value requirement) {
    return "v1.LabelSelectorRequirement{Key:%s, Operator:%s, Values:%s}"
        .formatted(
            quoted(requirement.textAt("key").orElse("")),
            quoted(requirement.textAt("operator").orElse("")),
            texts("string", requirement.itemsAt("values")));
  }

  static String servicePorts(List<Value> ports) {
    return ports.stream()
        .map(GoText::servicePort)
        .collect(Collectors.joining(", ", "[]core.ServicePort{", "}"));
  }

  static String servicePort(Value port) {
    return ("core.ServicePort{Name:%s, Protocol:%s, AppProtocol:(*string)(nil), Port:%d,"
            + " TargetPort:%s, NodePort:%d}")
        .formatted(
            quoted(port.textAt("name").orElse("")),
            quoted(port.textAt("protocol").orElse("")),
            port.integerAt("port").orElse(0L),
            intOrText(port.at("targetPort").orElse(Scalar.of(0))),
            port.integerAt("nodePort").orElse(0L));
  }

  static String intOrText(Value value) {
    return value
        .asText()
        .map(text -> "intstr.IntOrString{Type:1, IntVal:0, StrVal:%s}".formatted(quoted(text)))
        .orElseGet(
            () ->
                "intstr.IntOrString{Type:0, IntVal:%d, StrVal:\"\"}"
                    .formatted(value.asInteger().orElse(0L)));
  }
}
