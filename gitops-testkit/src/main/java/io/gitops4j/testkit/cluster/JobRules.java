package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
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

  void checkJob(boolean isNew) {
    MapValue spec = object.mapAt("spec");
    if (isNew && !Defaults.isTrue(spec, "manualSelector")) {
      checkGenerated(spec);
    }
    checkSpec("spec", spec, true);
  }

  private void checkGenerated(MapValue spec) {
    String uid = ObjectStore.uid(object);
    MapValue labels = spec.mapAt("template", "metadata", "labels");
    Value labelled = labels.get("controller-uid").orElse(Scalar.of(""));
    if (!labelled.equals(Scalar.of(uid))) {
      problems.invalid(
          "spec.template.metadata.labels[controller-uid]",
          GoText.textMap(labels),
          "must be '%s'".formatted(uid));
    }
    MapValue selector = spec.mapAt("selector");
    boolean isOurs =
        selector.mapAt("matchLabels").keys().stream().allMatch(k -> k.endsWith("controller-uid"))
            && selector.itemsAt("matchExpressions").isEmpty();
    if (!isOurs) {
      problems.invalid("spec.selector", GoText.selector(selector), "`selector` not auto-generated");
    }
  }

  private void checkSpec(String path, MapValue spec, boolean isSelecting) {
    NUMBERS.forEach(field -> problems.notNegative(path + "." + field, spec.get(field)));
    problems.notNegative(path + ".ttlSecondsAfterFinished", spec.get("ttlSecondsAfterFinished"));
    if (isSelecting) {
      checkSelector(path, spec);
    }
    MapValue pod = spec.mapAt("template", "spec");
    String at = path + ".template.spec";
    Problems ofPod = new Problems();
    new PodRules(ofPod, at, pod).check();
    ofPod.causes().forEach(problems::add);
    String policy = pod.textAt("restartPolicy").orElse("Always");
    if (policy.equals("Always")) {
      problems.required(at + ".restartPolicy", "valid values: \"OnFailure\", \"Never\"");
    } else if (!Set.of("OnFailure", "Never").contains(policy)) {
      problems.oneOf(at + ".restartPolicy", Scalar.of(policy), "OnFailure", "Never");
    }
  }

  private void checkSelector(String path, MapValue spec) {
    MapValue selector = spec.mapAt("selector");
    MapValue labels = spec.mapAt("template", "metadata", "labels");
    if (spec.get("selector").isEmpty()) {
      problems.required(path + ".selector");
    } else {
      new SelectorRules(problems).check(path + ".selector", selector);
    }
    if (selector.isEmpty() || !SelectorRules.matches(selector, labels)) {
      problems.invalid(
          path + ".template.metadata.labels",
          GoText.textMap(labels),
          "`selector` does not match template `labels`");
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
    checkSpec("spec.jobTemplate.spec", spec.mapAt("jobTemplate", "spec"), false);
    for (String limit : List.of("successfulJobsHistoryLimit", "failedJobsHistoryLimit")) {
      problems.notNegative("spec." + limit, spec.get(limit));
    }
    if (name.length() > 52) {
      problems.invalid("metadata.name", Scalar.of(name), "must be no more than 52 characters");
    }
  }
}
