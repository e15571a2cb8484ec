package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A field selector as in a query: {@code metadata.name=web,status.phase!=Running}. */
record FieldSelector(List<Requirement> requirements) {
  private static final Set<String> EVERYWHERE = Set.of("metadata.name", "metadata.namespace");
  private static final Map<String, Set<String>> BY_KIND =
      Map.of(
          "Pod",
          Set.of(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "status.phase",
              "status.podIP",
              "status.podIPs",
              "status.nominatedNodeName"),
          "Event",
          Set.of(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "source",
              "type"),
          "Secret",
          Set.of("type"),
          "Namespace",
          Set.of("status.phase"),
          "Node",
          Set.of("spec.unschedulable"),
          "ReplicationController",
          Set.of("status.replicas"),
          "batch/Job",
          Set.of("status.successful"),
          "certificates.k8s.io/CertificateSigningRequest",
          Set.of("spec.signerName"));

  /** One part: the field is, or is not, the value. */
  record Requirement(String field, boolean isEqual, String value) {
    boolean isMetBy(MapValue object) {
      return valueIn(object).equals(value) == isEqual;
    }

    private String valueIn(MapValue object) {
      String path =
          switch (field) {
            case "status.successful" -> "status.succeeded";
            case "source" -> "source.component";
            default -> field;
          };
      Value found = object.at(path.split("\\.", -1)).orElse(null);
      if (found == null) {
        boolean isNumber = field.equals("status.successful") || field.equals("status.replicas");
        return isNumber ? "0" : field.equals("spec.unschedulable") ? "false" : "";
      }
      return String.valueOf(found.toPlain());
    }
  }

  /** Copies. */
  FieldSelector {
    requirements = List.copyOf(requirements);
  }

  /**
   * Reads a selector; an empty one means everything.
   *
   * @throws StatusException in the words of the API server, also if the kind can't be selected by
   *     that field
   */
  static FieldSelector parse(ServedKind kind, String text) {
    List<Requirement> requirements = new ArrayList<>();
    for (String part : split(text)) {
      Requirement requirement = part.isEmpty() ? null : requirement(text, part);
      // "=" selects everything
      if (requirement != null && !requirement.field.isEmpty()) {
        checkField(kind, requirement.field);
        requirements.add(requirement);
      }
    }
    return new FieldSelector(requirements);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean isEscaped = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' && !isEscaped) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
      isEscaped = c == '\\' && !isEscaped;
    }
    parts.add(part.toString());
    return parts;
  }

  private static Requirement requirement(String text, String part) {
    int equals = part.indexOf('=');
    if (equals < 0) {
      throw StatusException.badRequest(
          "invalid selector: '%s'; can't understand '%s'".formatted(text, part));
    }
    boolean isNot = equals > 0 && part.charAt(equals - 1) == '!';
    String field = part.substring(0, isNot ? equals - 1 : equals);
    boolean isDouble = !isNot && part.startsWith("==", equals);
    String value = part.substring(equals + (isDouble ? 2 : 1));
    return new Requirement(field, !isNot, unescaped(value));
  }

  private static String unescaped(String value) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\' && i + 1 < value.length()) {
        i++;
        plain.append(value.charAt(i));
      } else if (c == '=' || c == ',') {
        throw StatusException.badRequest(
            "invalid field selector: unescaped character in value: " + (int) c);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static void checkField(ServedKind kind, String field) {
    Set<String> known = BY_KIND.get(kind.groupKind().toString());
    if (EVERYWHERE.contains(field) || (known != null && known.contains(field))) {
      return;
    }
    if (known != null || !kind.isBuiltIn()) {
      throw StatusException.badRequest(
          kind.groupKind().equals(Kinds.JOB)
              ? "field label \"%s\" not supported for batchv1.Job".formatted(field)
              : "field label not supported: " + field);
    }
    throw StatusException.badRequest(
        "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
            .formatted(field));
  }

  boolean matches(MapValue object) {
    return requirements.stream().allMatch(requirement -> requirement.isMetBy(object));
  }
}
