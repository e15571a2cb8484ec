package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Quantity;
import io.gitops4j.core.manifest.Scalar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API server's checks of fields of a pod, and amounts of its containers, that pods refer to.
 */
final class ReferenceRules {
  private static final List<String> KNOWN =
      List.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.restartPolicy",
          "spec.schedulerName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.phase",
          "status.podIP",
          "status.podIPs");
  private static final Pattern WITH_KEY = Pattern.compile("(.*)\\['(.*)']");
  private static final List<String> RESOURCES =
      List.of(
          "limits.cpu",
          "limits.ephemeral-storage",
          "limits.memory",
          "requests.cpu",
          "requests.ephemeral-storage",
          "requests.memory");
  private static final List<String> OF_CPU = List.of("1m", "1");
  private static final List<String> OF_BYTES =
      List.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");
  private static final Map<String, String> WORDS =
      Map.of(
          "cpu", "cpu",
          "memory", "memory",
          "ephemeral-storage", "local ephemeral storage");

  private final Problems problems;

  ReferenceRules(Problems problems) {
    this.problems = problems;
  }

  /** Checks a {@code fieldRef}; {@code allowed} is in the order in which a refusal shows it. */
  void checkField(String at, MapValue it, List<String> allowed) {
    String field = it.textAt("fieldPath").orElse("");
    String version = it.textAt("apiVersion").orElse("v1");
    if (field.isEmpty()) {
      problems.required(at + ".fieldPath");
      return;
    }
    Matcher keyed = WITH_KEY.matcher(field);
    boolean hasKey = keyed.matches();
    String plain = hasKey ? keyed.group(1) : field;
    String fault =
        !version.equals("v1")
            ? "unsupported pod version: " + version
            : KNOWN.contains(plain) ? "" : "field label not supported: " + plain;
    if (!fault.isEmpty()) {
      problems.invalid(at + ".fieldPath", Scalar.of(field), "error converting fieldPath: " + fault);
    } else if (hasKey) {
      checkKey(at, plain, keyed.group(2));
    } else {
      problems.oneOf(at + ".fieldPath", Scalar.of(field), allowed.toArray(new String[0]));
    }
  }

  private void checkKey(String at, String field, String key) {
    switch (field) {
      case "metadata.annotations" ->
          NameRules.ofKey(key.toLowerCase(Locale.ROOT))
              .forEach(wrong -> problems.invalid(at, Scalar.of(key), wrong));
      case "metadata.labels" -> new FieldNames(problems).qualified(at, key);
      default -> problems.invalid(at, Scalar.of(field), "does not support subscript");
    }
  }

  /** Checks a {@code resourceFieldRef}; volumes must name the container. */
  void checkResource(String at, MapValue it, boolean isOfVolume) {
    String resource = it.textAt("resource").orElse("");
    if (isOfVolume && it.textAt("containerName").orElse("").isEmpty()) {
      problems.required(at + ".containerName");
    } else if (resource.isEmpty()) {
      problems.required(at + ".resource");
    } else if (!resource.contains(".hugepages-")) {
      problems.oneOf(at + ".resource", Scalar.of(resource), RESOURCES.toArray(new String[0]));
    }
    String divisor = it.get("divisor").flatMap(Quantity::of).map(Quantity::canonical).orElse("0");
    String kind = resource.substring(resource.indexOf('.') + 1);
    if (!divisor.equals("0") && RESOURCES.contains(resource)) {
      List<String> allowed = kind.equals("cpu") ? OF_CPU : OF_BYTES;
      if (!allowed.contains(divisor)) {
        problems.invalid(
            at + ".divisor",
            Scalar.of(resource),
            "only divisor's values %s are supported with the %s resource"
                .formatted(
                    kind.equals("cpu") ? "1m and 1" : String.join(", ", allowed), WORDS.get(kind)));
      }
    }
  }
}
