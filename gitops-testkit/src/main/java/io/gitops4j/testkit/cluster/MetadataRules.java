package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names and labels the API server takes. */
final class MetadataRules {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");
  private static final Set<GroupKind> NAMED_BY_LABEL = Set.of(new GroupKind("", "Namespace"));

  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
          + " regex used for validation is '"
          + SUBDOMAIN
          + "')";
  private static final String LABEL_RULE =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + " regex used for validation is '"
          + LABEL
          + "')";
  private static final String SERVICE_RULE =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123', regex used for validation is '"
          + SERVICE
          + "')";
  private static final String LABEL_VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345', regex used for validation is '"
          + LABEL_VALUE
          + "')";

  private MetadataRules() {}

  static void check(GroupKind kind, MapValue object, Problems problems) {
    Value name = object.at("metadata", "name").orElse(Scalar.of(""));
    checkName(kind, name, problems);
    checkLabels(object, problems, "metadata", "labels");
  }

  private static void checkName(GroupKind kind, Value name, Problems problems) {
    String text = name.asText().orElse("");
    if (kind.group().equals("rbac.authorization.k8s.io")) {
      checkPathSegment(name, text, problems);
    } else if (kind.equals(new GroupKind("", "Service"))) {
      checkForm(SERVICE, 63, SERVICE_RULE, name, problems);
    } else if (NAMED_BY_LABEL.contains(kind)) {
      checkForm(LABEL, 63, LABEL_RULE, name, problems);
    } else {
      checkForm(SUBDOMAIN, 253, SUBDOMAIN_RULE, name, problems);
    }
  }

  private static void checkPathSegment(Value name, String text, Problems problems) {
    if (text.equals(".") || text.equals("..")) {
      problems.invalid("metadata.name", name, "may not be '%s'".formatted(text));
      return;
    }
    for (String part : new String[] {"/", "%"}) {
      if (text.contains(part)) {
        problems.invalid("metadata.name", name, "may not contain '%s'".formatted(part));
      }
    }
  }

  private static void checkForm(
      Pattern form, int longest, String rule, Value name, Problems problems) {
    String text = name.asText().orElse("");
    if (text.length() > longest) {
      problems.invalid(
          "metadata.name", name, "must be no more than %d characters".formatted(longest));
    }
    if (!form.matcher(text).matches()) {
      problems.invalid("metadata.name", name, rule);
    }
  }

  static void checkLabels(MapValue object, Problems problems, String... path) {
    for (Map.Entry<String, Value> label : object.mapAt(path).entries().entrySet()) {
      String value = label.getValue().asText().orElse("");
      if (value.length() > 63) {
        problems.invalid(
            String.join(".", path), label.getValue(), "must be no more than 63 characters");
      }
      if (!LABEL_VALUE.matcher(value).matches()) {
        problems.invalid(String.join(".", path), label.getValue(), LABEL_VALUE_RULE);
      }
    }
  }
}
