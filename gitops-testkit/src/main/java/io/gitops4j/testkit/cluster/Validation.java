package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of the API server that people run into. */
final class Validation {
  private Validation() {}

  /** What is wrong with an object that was filled with defaults; null is before for a creation. */
  static List<Cause> of(
      Release release, GroupKind kind, @Nullable MapValue before, MapValue object) {
    Problems problems = new Problems();
    checkKind(release, kind, before, object, problems);
    return problems.causes();
  }

  /** What is wrong with how an object changed. */
  static List<Cause> ofChange(Release release, GroupKind kind, MapValue before, MapValue object) {
    Problems problems = new Problems();
    new ChangeRules(release, problems, before, object).check(kind);
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
      case "batch/Job" -> new JobRules(problems, object).checkJob(before == null);
      case "batch/CronJob" -> new JobRules(problems, object).checkCronJob();
      case "Pod" -> new PodRules(problems, "spec", object.mapAt("spec")).check();
      case "Service" -> new ServiceRules(object, problems).check();
      case "ConfigMap" -> new DataRules(problems, object).checkConfigMap();
      case "Secret" -> new DataRules(problems, object).checkSecret();
      case "networking.k8s.io/Ingress" -> new IngressRules(problems, object).check(before == null);
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
