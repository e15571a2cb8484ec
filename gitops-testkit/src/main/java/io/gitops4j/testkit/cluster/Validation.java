package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.testkit.cluster.ChangeLooks.Look;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of the API server that people run into. */
final class Validation {
  private Validation() {}

  /** What is wrong with a new object that was filled with defaults, besides its metadata. */
  static List<Cause> ofCreated(Release release, GroupKind kind, MapValue object) {
    Problems problems = new Problems();
    if (kind.equals(Kinds.JOB)) {
      new JobRules(problems, object).checkGenerated(release);
    }
    checkKind(release, kind, null, object, problems);
    return problems.causes();
  }

  /** What is wrong with a changed object, each as often as the server says it. */
  static List<Cause> ofChanged(Release release, ServedKind kind, MapValue before, MapValue object) {
    Problems problems = new Problems();
    problems.addAll(MetadataRules.atFirst(kind, before, object));
    for (Look look : ChangeLooks.of(kind)) {
      switch (look) {
        case METADATA -> problems.addAll(MetadataRules.ofChanged(kind, object));
        case METADATA_CHANGE -> problems.addAll(MetadataRules.ofChange(kind, before, object));
        case GENERATED -> new JobRules(problems, object).checkGenerated(release);
        case CONTENT -> checkKind(release, kind.groupKind(), before, object, problems);
        case CHANGE -> new ChangeRules(release, problems, before, object).check(kind.groupKind());
      }
    }
    return problems.causes();
  }

  /** What is wrong with an object of which the status was changed. */
  static List<Cause> ofStatus(ServedKind kind, MapValue before, MapValue object) {
    Problems problems = new Problems();
    problems.addAll(MetadataRules.atFirst(kind, before, object));
    for (Look look : ChangeLooks.ofStatus(kind)) {
      problems.addAll(
          look == Look.CONTENT
              ? StatusRules.of(kind.groupKind(), object)
              : MetadataRules.ofChange(kind, before, object));
    }
    return problems.causes();
  }

  private static void checkKind(
      Release release,
      GroupKind kind,
      @Nullable MapValue before,
      MapValue object,
      Problems problems) {
    switch (kind.toString()) {
      case "apps/Deployment" -> new WorkloadRules(problems, object).checkDeployment();
      case "apps/ReplicaSet" -> new WorkloadRules(problems, object).checkReplicaSet();
      case "apps/StatefulSet" ->
          new WorkloadRules(problems, object).checkStatefulSet(!release.isBefore(1, 24));
      case "apps/DaemonSet" -> new WorkloadRules(problems, object).checkDaemonSet();
      case "batch/Job" -> new JobRules(problems, object).checkJob();
      case "batch/CronJob" -> new JobRules(problems, object).checkCronJob();
      case "Pod" -> new PodRules(problems, "spec", object.mapAt("spec")).checkPod();
      case "Service" -> new ServiceRules(object, problems).check();
      case "ConfigMap" -> new DataRules(problems, object).checkConfigMap();
      case "Secret" -> new DataRules(problems, object).checkSecret();
      case "networking.k8s.io/Ingress" -> new IngressRules(problems, object).check(before);
      case "networking.k8s.io/NetworkPolicy" -> new NetworkPolicyRules(problems, object).check();
      case "autoscaling/HorizontalPodAutoscaler" -> new AutoscalerRules(problems, object).check();
      case "PersistentVolumeClaim" -> StorageRules.checkClaim(release, problems, object);
      case "PersistentVolume" -> StorageRules.checkVolume(release, problems, object);
      case "storage.k8s.io/StorageClass" -> StorageRules.checkClass(problems, object);
      case "apiextensions.k8s.io/CustomResourceDefinition" ->
          new DefinitionRules(problems, object).check(before, release.isBefore(1, 21));
      default -> new AccessRules(problems, object).check(kind);
    }
  }
}
