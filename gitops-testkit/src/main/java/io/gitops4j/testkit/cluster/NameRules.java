package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names, keys and values the API server takes, and its words for what is wrong with them. */
final class NameRules {
  private static final String LABEL_FORM = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern LABEL = Pattern.compile(LABEL_FORM);
  private static final Pattern SUBDOMAIN = Pattern.compile(LABEL_FORM + "(\\." + LABEL_FORM + ")*");
  private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern QUALIFIED =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?");

  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
          + used(SUBDOMAIN);
  private static final String LABEL_RULE =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and"
          + " must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc',"
          + used(LABEL);
  private static final String SERVICE_RULE =
      "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an"
          + " alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or"
          + " 'abc-123',"
          + used(SERVICE);
  private static final String LABEL_VALUE_RULE =
      "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
          + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or"
          + " 'my_value',  or '12345',"
          + used(LABEL_VALUE);
  private static final String QUALIFIED_RULE =
      "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
          + " alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc',"
          + used(QUALIFIED);

  /** Kinds whose objects are named as the label of a domain. */
  private static final Set<GroupKind> NAMED_BY_LABEL = Set.of(new GroupKind("", "Namespace"));

  private NameRules() {}

  private static String used(Pattern form) {
    return " regex used for validation is '" + form + "')";
  }

  /** What is wrong with the name of an object. */
  static List<String> ofObject(GroupKind kind, String name) {
    if (kind.group().equals("rbac.authorization.k8s.io")) {
      return ofPath(name);
    }
    if (kind.equals(Kinds.SERVICE)) {
      return form(SERVICE, 63, SERVICE_RULE, name);
    }
    return NAMED_BY_LABEL.contains(kind)
        ? form(LABEL, 63, LABEL_RULE, name)
        : form(SUBDOMAIN, 253, SUBDOMAIN_RULE, name);
  }

  /** Names that are part of an address. */
  static List<String> ofPath(String name) {
    if (name.equals(".") || name.equals("..")) {
      return List.of("may not be '" + name + "'");
    }
    List<String> wrong = new ArrayList<>();
    for (String character : List.of("/", "%")) {
      if (name.contains(character)) {
        wrong.add("may not contain '" + character + "'");
      }
    }
    return wrong;
  }

  private static List<String> form(Pattern form, int longest, String rule, String text) {
    List<String> wrong = new ArrayList<>();
    if (text.length() > longest) {
      wrong.add("must be no more than %d characters".formatted(longest));
    }
    if (!form.matcher(text).matches()) {
      wrong.add(rule);
    }
    return wrong;
  }

  static List<String> ofSubdomain(String name) {
    return form(SUBDOMAIN, 253, SUBDOMAIN_RULE, name);
  }

  /** As names of services must be, and those in definitions. */
  static List<String> ofService(String name) {
    return form(SERVICE, 63, SERVICE_RULE, name);
  }

  /** What is wrong with a key such as {@code example.com/name}. */
  static List<String> ofKey(String key) {
    String[] parts = key.split("/", -1);
    if (parts.length > 2) {
      return List.of(
          "a qualified name "
              + QUALIFIED_RULE
              + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    }
    List<String> wrong = new ArrayList<>();
    if (parts.length == 2) {
      if (parts[0].isEmpty()) {
        wrong.add("prefix part must be non-empty");
      } else {
        form(SUBDOMAIN, 253, SUBDOMAIN_RULE, parts[0]).forEach(w -> wrong.add("prefix part " + w));
      }
    }
    String name = parts[parts.length - 1];
    if (name.isEmpty()) {
      wrong.add("name part must be non-empty");
    }
    form(QUALIFIED, 63, QUALIFIED_RULE, name).forEach(w -> wrong.add("name part " + w));
    return wrong;
  }

  /** What is wrong with the value of a label. */
  static List<String> ofLabelValue(String value) {
    return form(LABEL_VALUE, 63, LABEL_VALUE_RULE, value);
  }
}
