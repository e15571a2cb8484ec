package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The API server's checks of jobs and cron jobs. */
final class JobRules {
  private static final List<String> NUMBERS =
      List.of("parallelism", "completions", "activeDeadlineSeconds", "backoffLimit");

  private final Problems problems;
  private final MapValue object;

  JobRules(Problems problems, MapValue object) {
    this.problems = problems;
    this.object = object;
  }

  /** Jobs are asked twice, when they change, and once of those for what was generated. */
  void checkJob() {
    checkSpec("spec", object.mapAt("spec"));
    checkSelector(object.mapAt("spec"));
  }

  /** Whether the server's own labels and selector are as it makes them. */
  void checkGenerated(Release release) {
    MapValue spec = object.mapAt("spec");
    if (Defaults.isTrue(spec, "manualSelector") || spec.get("selector").isEmpty()) {
      return;
    }
    Map<String, Value> expected = JobLabels.expected(release, object);
    MapValue labels = spec.mapAt("template", "metadata", "labels");
    expected.forEach((label, value) -> checkLabel(labels, label, value));
    MapValue selector = spec.mapAt("selector");
    if (SelectorRules.isUsable(selector)
        && !SelectorRules.matches(selector, new MapValue(expected))) {
      problems.invalid("spec.selector", GoText.selector(selector), "`selector` not auto-generated");
    }
  }

  private void checkLabel(MapValue labels, String label, Value expected) {
    String path = "spec.template.metadata.labels[%s]".formatted(label);
    String rule = "must be '%s'".formatted(expected.asText().orElse(""));
    if (labels.get(label).isEmpty()) {
      problems.required(path, rule);
    } else if (!labels.get(label).equals(Optional.of(expected))) {
      problems.invalid(path, GoText.textMap(labels), rule);
    }
  }

  private void checkSpec(String path, MapValue spec) {
    NUMBERS.forEach(field -> problems.notNegative(path + "." + field, spec.get(field)));
    problems.notNegative(path + ".ttlSecondsAfterFinished", spec.get("ttlSecondsAfterFinished"));
    new TemplateRules(problems, path + ".template").check(spec.mapAt("template"));
    MapValue pod = spec.mapAt("template", "spec");
    String at = path + ".template.spec";
    new PodRules(problems, at, pod).check();
    String policy = pod.textAt("restartPolicy").orElse("Always");
    if (policy.equals("Always")) {
      problems.required(at + ".restartPolicy", "valid values: \"OnFailure\", \"Never\"");
    } else if (!Set.of("OnFailure", "Never").contains(policy)) {
      problems.oneOf(at + ".restartPolicy", Scalar.of(policy), "OnFailure", "Never");
    }
  }

  private void checkSelector(MapValue spec) {
    MapValue selector = spec.mapAt("selector");
    MapValue labels = spec.mapAt("template", "metadata", "labels");
    boolean isThere = spec.get("selector").filter(value -> !value.isNull()).isPresent();
    if (isThere) {
      new SelectorRules(problems).check("spec.selector", selector);
    } else {
      problems.required("spec.selector");
    }
    if (!isThere
        || (SelectorRules.isUsable(selector) && !SelectorRules.matches(selector, labels))) {
      problems.invalid(
          "spec.template.metadata.labels",
          GoText.textMap(labels),
          "`selector` does not match template `labels`");
    }
  }

  /** Each job that is made of it will have a selector of its own. */
  private void checkJobTemplate(String path, MapValue spec) {
    checkSpec(path, spec);
    spec.get("selector")
        .ifPresent(
            selector ->
                problems.invalid(
                    path + ".selector",
                    GoText.selector(selector.mapAt()),
                    "`selector` will be auto-generated"));
    if (Defaults.isTrue(spec, "manualSelector")) {
      problems.unsupported(path + ".manualSelector", Scalar.of(true), "\"nil\", \"false\"");
    }
  }

  void checkCronJob() {
    MapValue spec = object.mapAt("spec");
    String name = object.textAt("metadata", "name").orElse("");
    CronSchedule.check(problems, spec.textAt("schedule").orElse(""));
    problems.notNegative("spec.startingDeadlineSeconds", spec.get("startingDeadlineSeconds"));
    problems.oneOf(
        "spec.concurrencyPolicy",
        spec.get("concurrencyPolicy").orElse(Scalar.of("")),
        "Allow",
        "Forbid",
        "Replace");
    checkJobTemplate("spec.jobTemplate.spec", spec.mapAt("jobTemplate", "spec"));
    for (String limit : List.of("successfulJobsHistoryLimit", "failedJobsHistoryLimit")) {
      problems.notNegative("spec." + limit, spec.get(limit));
    }
    if (name.length() > 52) {
      problems.invalid("metadata.name", Scalar.of(name), "must be no more than 52 characters");
    }
  }
}
