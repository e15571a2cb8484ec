package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;

/** The API server's checks of roles and bindings, and of small kinds. */
final class AccessRules {
  private static final String GROUP = "rbac.authorization.k8s.io";

  private final Problems problems;
  private final MapValue object;

  AccessRules(Problems problems, MapValue object) {
    this.problems = problems;
    this.object = object;
  }

  void check(GroupKind kind) {
    switch (kind.toString()) {
      case GROUP + "/Role" -> checkRules(true);
      case GROUP + "/ClusterRole" -> {
        checkRules(false);
        checkAggregation();
      }
      case GROUP + "/RoleBinding" -> checkBinding("Role", "ClusterRole");
      case GROUP + "/ClusterRoleBinding" -> checkBinding("ClusterRole");
      case "policy/PodDisruptionBudget" -> checkBudget();
      case "scheduling.k8s.io/PriorityClass" -> checkPriority();
      case "networking.k8s.io/IngressClass" -> checkIngressClass();
      case "coordination.k8s.io/Lease" -> checkLease();
      case "Endpoints" -> checkEndpoints();
      default -> {}
    }
  }

  private void checkRules(boolean isNamespaced) {
    List<Value> rules = object.itemsAt("rules");
    for (int i = 0; i < rules.size(); i++) {
      checkRule("rules[%d]".formatted(i), rules.get(i).mapAt(), isNamespaced);
    }
  }

  private void checkRule(String at, MapValue rule, boolean isNamespaced) {
    if (rule.itemsAt("verbs").isEmpty()) {
      problems.required(at + ".verbs", "verbs must contain at least one value");
    }
    List<Value> urls = rule.itemsAt("nonResourceURLs");
    if (!urls.isEmpty()) {
      String shown = GoText.texts("string", urls);
      if (isNamespaced) {
        problems.invalid(
            at + ".nonResourceURLs", shown, "namespaced rules cannot apply to non-resource URLs");
      }
      if (!rule.itemsAt("apiGroups").isEmpty()
          || !rule.itemsAt("resources").isEmpty()
          || !rule.itemsAt("resourceNames").isEmpty()) {
        problems.invalid(
            at + ".nonResourceURLs",
            shown,
            "rules cannot apply to both regular resources and non-resource URLs");
      }
      return;
    }
    if (rule.itemsAt("apiGroups").isEmpty()) {
      problems.required(at + ".apiGroups", "resource rules must supply at least one api group");
    }
    if (rule.itemsAt("resources").isEmpty()) {
      problems.required(at + ".resources", "resource rules must supply at least one resource");
    }
  }

  private void checkAggregation() {
    List<Value> selectors = object.itemsAt("aggregationRule", "clusterRoleSelectors");
    for (int i = 0; i < selectors.size(); i++) {
      String at = "aggregationRule.clusterRoleSelectors[%d]".formatted(i);
      new SelectorRules(problems).check(at, selectors.get(i).mapAt());
      if (!SelectorRules.isUsable(selectors.get(i).mapAt())) {
        // It shows what became of the selector, which is nothing.
        problems.invalid(at, Scalar.NULL, "invalid label selector.");
      }
    }
    if (object.get("aggregationRule").isPresent() && selectors.isEmpty()) {
      problems.required(
          "aggregationRule.clusterRoleSelectors",
          "at least one clusterRoleSelector required if aggregationRule is non-nil");
    }
  }

  private void checkBinding(String... kinds) {
    boolean isNamespaced = kinds.length > 1;
    problems.oneOf(
        "roleRef.apiGroup", object.at("roleRef", "apiGroup").orElse(Scalar.of("")), GROUP);
    problems.oneOf("roleRef.kind", object.at("roleRef", "kind").orElse(Scalar.of("")), kinds);
    String name = object.textAt("roleRef", "name").orElse("");
    if (name.isEmpty()) {
      problems.required("roleRef.name");
    }
    List<Value> subjects = object.itemsAt("subjects");
    for (int i = 0; i < subjects.size(); i++) {
      checkSubject("subjects[%d]".formatted(i), subjects.get(i).mapAt(), isNamespaced);
    }
  }

  private void checkSubject(String at, MapValue subject, boolean isNamespaced) {
    String name = subject.textAt("name").orElse("");
    String kind = subject.textAt("kind").orElse("");
    if (name.isEmpty()) {
      problems.required(at + ".name");
    }
    switch (kind) {
      case "ServiceAccount" -> {
        if (!name.isEmpty()) {
          new FieldNames(problems).subdomain(at + ".name", name);
        }
        subject.get("apiGroup").ifPresent(group -> problems.oneOf(at + ".apiGroup", group, ""));
        if (!isNamespaced && subject.textAt("namespace").orElse("").isEmpty()) {
          problems.required(at + ".namespace");
        }
      }
      case "User", "Group" ->
          problems.oneOf(at + ".apiGroup", subject.get("apiGroup").orElse(Scalar.of("")), GROUP);
      default -> problems.oneOf(at + ".kind", Scalar.of(kind), "ServiceAccount", "User", "Group");
    }
  }

  private void checkBudget() {
    for (String field : List.of("minAvailable", "maxUnavailable")) {
      object
          .at("spec", field)
          .ifPresent(share -> WorkloadRules.checkShare(problems, "spec." + field, share));
    }
    if (object.at("spec", "minAvailable").isPresent()
        && object.at("spec", "maxUnavailable").isPresent()) {
      problems.invalid(
          "spec",
          "policy.PodDisruptionBudgetSpec{...}",
          "minAvailable and maxUnavailable cannot be both set");
    }
  }

  private void checkPriority() {
    String name = object.textAt("metadata", "name").orElse("");
    if (name.startsWith("system-")) {
      problems.forbidden(
          "metadata.name",
          "priority class names with 'system-' prefix are reserved for system use only. error: %s is not a known system priority class"
              .formatted(name));
    } else if (object.integerAt("value").orElse(0L) > 1_000_000_000) {
      problems.forbidden("value", "maximum allowed value of a user defined priority is 1000000000");
    }
  }

  private void checkIngressClass() {
    String controller = object.textAt("spec", "controller").orElse("");
    if (controller.isEmpty()) {
      problems.required("spec.controller");
    } else if (!controller.matches("[-a-z0-9.]+/.+")) {
      problems.invalid(
          "spec.controller",
          Scalar.of(controller),
          "must be a domain-prefixed path (such as \"acme.io/foo\")");
    }
  }

  private void checkEndpoints() {
    List<Value> subsets = object.itemsAt("subsets");
    for (int i = 0; i < subsets.size(); i++) {
      String at = "subsets[%d]".formatted(i);
      List<Value> addresses = subsets.get(i).itemsAt("addresses");
      if (addresses.isEmpty() && subsets.get(i).itemsAt("notReadyAddresses").isEmpty()) {
        problems.required(at, "must specify `addresses` or `notReadyAddresses`");
      }
      for (int j = 0; j < addresses.size(); j++) {
        checkEndpoint("%s.addresses[%d].ip".formatted(at, j), addresses.get(j));
      }
    }
  }

  private void checkEndpoint(String at, Value address) {
    Value ip = address.at("ip").orElse(Scalar.of(""));
    if (!Addresses.isAddress(ip.asText().orElse(""))) {
      problems.invalid(at, ip, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
      problems.invalid(at, ip, "must be a valid IP address");
    }
  }

  private void checkLease() {
    object
        .integerAt("spec", "leaseDurationSeconds")
        .filter(seconds -> seconds <= 0)
        .ifPresent(
            seconds ->
                problems.invalid(
                    "spec.leaseDurationSeconds", Scalar.of(seconds), "must be greater than 0"));
    problems.notNegative("spec.leaseTransitions", object.at("spec", "leaseTransitions"));
  }
}
