package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The API server's checks of the owners of pods that run on. */
final class WorkloadRules {
  private static final Pattern PERCENT = Pattern.compile("[0-9]+%");
  private static final String PERCENT_RULE =
      "a valid percent string must be a numeric string followed by an ending '%' (e.g. '1%',  or"
          + " '93%', regex used for validation is '[0-9]+%')";

  private final Problems problems;
  private final MapValue spec;
  private String owner = "ReplicaSet";

  WorkloadRules(Problems problems, MapValue object) {
    this.problems = problems;
    this.spec = object.mapAt("spec");
  }

  void checkDeployment() {
    problems.notNegative("spec.replicas", spec.get("replicas"));
    checkNeededSelector("deployment", "invalid label selector");
    checkUsableTemplate();
    checkStrategy();
    problems.notNegative("spec.minReadySeconds", spec.get("minReadySeconds"));
    problems.notNegative("spec.revisionHistoryLimit", spec.get("revisionHistoryLimit"));
    checkDeadline();
  }

  void checkReplicaSet() {
    problems.notNegative("spec.replicas", spec.get("replicas"));
    problems.notNegative("spec.minReadySeconds", spec.get("minReadySeconds"));
    checkNeededSelector("deployment", "invalid label selector");
    checkUsableTemplate();
  }

  void checkDaemonSet() {
    owner = "DaemonSet";
    new SelectorRules(problems).check("spec.selector", selector());
    if (isUsable()) {
      checkMatch();
    }
    if (hasSelector() && selector().isEmpty()) {
      problems.invalid(
          "spec.selector", GoText.selector(selector()), "empty selector is invalid for daemonset");
    }
    checkTemplate(Set.of());
    checkRestart();
    problems.notNegative("spec.minReadySeconds", spec.get("minReadySeconds"));
    checkDaemonStrategy();
    problems.notNegative("spec.revisionHistoryLimit", spec.get("revisionHistoryLimit"));
  }

  /** Servers did not always look at the pods of stateful sets. */
  void checkStatefulSet(boolean withPods) {
    owner = "StatefulSet";
    checkStatefulStrategy();
    problems.notNegative("spec.replicas", spec.get("replicas"));
    checkNeededSelector("statefulset", "");
    if (isUsable() && withPods) {
      checkTemplate(claims());
    } else if (isUsable()) {
      checkTemplateMetadata();
    }
    checkRestart();
  }

  private Set<String> claims() {
    Set<String> names = new HashSet<>();
    spec.itemsAt("volumeClaimTemplates")
        .forEach(claim -> claim.textAt("metadata", "name").ifPresent(names::add));
    return names;
  }

  private MapValue selector() {
    return spec.mapAt("selector");
  }

  private boolean hasSelector() {
    return spec.get("selector").filter(value -> !value.isNull()).isPresent();
  }

  private boolean isUsable() {
    return SelectorRules.isUsable(selector());
  }

  private void checkNeededSelector(String word, String unusable) {
    if (!hasSelector()) {
      problems.required("spec.selector");
    }
    new SelectorRules(problems).check("spec.selector", selector());
    if (hasSelector() && selector().isEmpty()) {
      problems.invalid(
          "spec.selector", GoText.selector(selector()), "empty selector is invalid for " + word);
    }
    if (isUsable()) {
      checkMatch();
    } else {
      problems.invalid("spec.selector", GoText.selector(selector()), unusable);
    }
  }

  /** A selector that is missing matches nothing, not even a template without labels. */
  private void checkMatch() {
    MapValue labels = spec.mapAt("template", "metadata", "labels");
    if (!hasSelector() || !SelectorRules.matches(selector(), labels)) {
      problems.invalid(
          "spec.template.metadata.labels",
          GoText.textMap(labels),
          "`selector` does not match template `labels`");
    }
  }

  private void checkUsableTemplate() {
    if (isUsable()) {
      checkTemplate(Set.of());
      checkRestart();
    }
  }

  private void checkTemplate(Set<String> volumes) {
    checkTemplateMetadata();
    new PodRules(problems, "spec.template.spec", spec.mapAt("template", "spec")).check(volumes);
  }

  private void checkTemplateMetadata() {
    new TemplateRules(problems, "spec.template").check(spec.mapAt("template"));
  }

  private void checkRestart() {
    MapValue pod = spec.mapAt("template", "spec");
    problems.oneOf(
        "spec.template.spec.restartPolicy",
        pod.get("restartPolicy").orElse(Scalar.of("Always")),
        "Always");
    if (pod.get("activeDeadlineSeconds").isPresent()) {
      problems.forbidden(
          "spec.template.spec.activeDeadlineSeconds",
          "activeDeadlineSeconds in %s is not Supported".formatted(owner));
    }
  }

  private void checkDeadline() {
    long deadline = spec.integerAt("progressDeadlineSeconds").orElse(Long.MAX_VALUE);
    problems.notNegative("spec.progressDeadlineSeconds", spec.get("progressDeadlineSeconds"));
    if (deadline <= spec.integerAt("minReadySeconds").orElse(0L)) {
      problems.invalid(
          "spec.progressDeadlineSeconds",
          Scalar.of(deadline),
          "must be greater than minReadySeconds");
    }
  }

  private void checkStrategy() {
    String type = spec.textAt("strategy", "type").orElse("");
    String path = "spec.strategy.rollingUpdate";
    boolean isRolling = spec.at("strategy", "rollingUpdate").isPresent();
    switch (type) {
      case "Recreate" -> {
        if (isRolling) {
          problems.forbidden(path, "may not be specified when strategy `type` is 'Recreate'");
        }
      }
      case "RollingUpdate" -> checkRolling(path);
      default ->
          problems.unsupported(
              "spec.strategy",
              strategy("DeploymentStrategy", "RollingUpdateDeployment"),
              "\"Recreate\", \"RollingUpdate\"");
    }
  }

  /** A strategy as the server shows it; what it points to has no content to be shown. */
  private String strategy(String type, String rolling) {
    MapValue strategy =
        spec.mapAt(type.equals("DeploymentStrategy") ? "strategy" : "updateStrategy");
    return strategy.get("rollingUpdate").isPresent()
        ? "apps.%s{...}".formatted(type)
        : "apps.%s{Type:%s, RollingUpdate:(*apps.%s)(nil)}"
            .formatted(type, GoText.quoted(strategy.textAt("type").orElse("")), rolling);
  }

  private void checkRolling(String path) {
    Value surge = spec.at("strategy", "rollingUpdate", "maxSurge").orElse(Scalar.of(0));
    Value missing = spec.at("strategy", "rollingUpdate", "maxUnavailable").orElse(Scalar.of(0));
    checkShare(problems, path + ".maxUnavailable", missing);
    checkShare(problems, path + ".maxSurge", surge);
    if (share(missing).equals(Optional.of(0L)) && share(surge).equals(Optional.of(0L))) {
      problems.invalid(
          path + ".maxUnavailable", GoText.intOrText(missing), "may not be 0 when `maxSurge` is 0");
    }
    if (isMoreThanAll(missing)) {
      problems.invalid(
          path + ".maxUnavailable", GoText.intOrText(missing), "must not be greater than 100%");
    }
  }

  static void checkShare(Problems problems, String path, Value share) {
    Optional<String> text = share.asText();
    if (text.isPresent()) {
      if (!PERCENT.matcher(text.get()).matches()) {
        problems.invalid(path, GoText.intOrText(share), PERCENT_RULE);
      }
    } else {
      problems.notNegative(path, Optional.of(share));
    }
  }

  private static boolean isMoreThanAll(Value share) {
    return share.asText().isPresent() && share(share).filter(percent -> percent > 100).isPresent();
  }

  private static Optional<Long> share(Value share) {
    return share
        .asText()
        .filter(text -> text.matches("[0-9]{1,9}%"))
        .map(text -> Long.parseLong(text.substring(0, text.length() - 1)))
        .or(share::asInteger);
  }

  private void checkDaemonStrategy() {
    String type = spec.textAt("updateStrategy", "type").orElse("");
    String path = "spec.updateStrategy.rollingUpdate.maxUnavailable";
    if (type.equals("RollingUpdate")) {
      Value missing =
          spec.at("updateStrategy", "rollingUpdate", "maxUnavailable").orElse(Scalar.of(1));
      Value surge = spec.at("updateStrategy", "rollingUpdate", "maxSurge").orElse(Scalar.of(0));
      checkShare(problems, path, missing);
      if (share(missing).equals(Optional.of(0L)) && share(surge).equals(Optional.of(0L))) {
        problems.invalid(path, GoText.intOrText(missing), "cannot be 0");
      }
    } else if (!type.equals("OnDelete")) {
      problems.unsupported(
          "spec.updateStrategy",
          strategy("DaemonSetUpdateStrategy", "RollingUpdateDaemonSet"),
          "\"RollingUpdate\", \"OnDelete\"");
    }
  }

  private void checkStatefulStrategy() {
    Value management = spec.get("podManagementPolicy").orElse(Scalar.of(""));
    if (!Set.of("OrderedReady", "Parallel").contains(management.asText().orElse(""))) {
      problems.invalid(
          "spec.podManagementPolicy", management, "must be 'OrderedReady' or 'Parallel'");
    }
    String type = spec.textAt("updateStrategy", "type").orElse("");
    Optional<Value> rolling = spec.at("updateStrategy", "rollingUpdate");
    String path = "spec.updateStrategy";
    switch (type) {
      case "RollingUpdate" ->
          problems.notNegative(
              path + ".rollingUpdate.partition", rolling.flatMap(r -> r.at("partition")));
      case "OnDelete" ->
          rolling.ifPresent(
              r ->
                  problems.invalid(
                      path + ".rollingUpdate",
                      "apps.RollingUpdateStatefulSetStrategy{Partition:%d}"
                          .formatted(r.integerAt("partition").orElse(0L)),
                      "only allowed for updateStrategy 'RollingUpdate'"));
      default ->
          problems.invalid(
              path,
              strategy("StatefulSetUpdateStrategy", "RollingUpdateStatefulSetStrategy"),
              "must be 'RollingUpdate' or 'OnDelete'");
    }
  }
}
