package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerProfile;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds that a release of Kubernetes serves by itself, and in which versions. */
final class BuiltInKinds {
  /**
   * Group, or - for the core, kind, plural, scope, what the server does for it ({@code -} for
   * nothing), versions, the preferred one first. {@code v2>=23} is served since Kubernetes 1.23,
   * {@code v1beta1<25} until 1.25. The same after a trait.
   */
  private static final String TABLE =
      """
      - Namespace namespaces cluster status v1
      - ConfigMap configmaps namespaced - v1
      - Secret secrets namespaced - v1
      - Service services namespaced status v1
      - ServiceAccount serviceaccounts namespaced - v1
      - Pod pods namespaced status v1
      - PersistentVolumeClaim persistentvolumeclaims namespaced status v1
      - PersistentVolume persistentvolumes cluster status v1
      - Endpoints endpoints namespaced upsert v1
      - Event events namespaced upsert v1
      - LimitRange limitranges namespaced upsert v1
      - Node nodes cluster status v1
      - PodTemplate podtemplates namespaced generation>=21 v1
      - ReplicationController replicationcontrollers namespaced status,generation,scale v1
      - ResourceQuota resourcequotas namespaced status v1
      apps ControllerRevision controllerrevisions namespaced - v1
      apps DaemonSet daemonsets namespaced status,generation v1
      apps Deployment deployments namespaced status,generation,scale v1
      apps ReplicaSet replicasets namespaced status,generation,scale v1
      apps StatefulSet statefulsets namespaced status,generation,scale v1
      batch Job jobs namespaced status,generation>=21 v1
      batch CronJob cronjobs namespaced status,generation>=21 v1>=21 v1beta1<25
      autoscaling HorizontalPodAutoscaler horizontalpodautoscalers namespaced status,differs v2>=23 v1 v2beta1<25 v2beta2<26
      networking.k8s.io Ingress ingresses namespaced status,generation,differs v1 v1beta1<22
      networking.k8s.io IngressClass ingressclasses cluster generation v1 v1beta1<22
      networking.k8s.io NetworkPolicy networkpolicies namespaced generation v1
      policy PodDisruptionBudget poddisruptionbudgets namespaced status,generation,locked v1>=21 v1beta1<25
      policy PodSecurityPolicy podsecuritypolicies cluster - v1beta1<25
      rbac.authorization.k8s.io Role roles namespaced upsert v1 v1beta1<22
      rbac.authorization.k8s.io RoleBinding rolebindings namespaced upsert v1 v1beta1<22
      rbac.authorization.k8s.io ClusterRole clusterroles cluster upsert v1 v1beta1<22
      rbac.authorization.k8s.io ClusterRoleBinding clusterrolebindings cluster upsert v1 v1beta1<22
      storage.k8s.io StorageClass storageclasses cluster - v1 v1beta1<22
      storage.k8s.io CSIDriver csidrivers cluster locked v1 v1beta1<22
      storage.k8s.io CSINode csinodes cluster locked v1 v1beta1<22
      storage.k8s.io VolumeAttachment volumeattachments cluster status,locked v1 v1beta1<22
      scheduling.k8s.io PriorityClass priorityclasses cluster generation v1 v1beta1<22
      coordination.k8s.io Lease leases namespaced upsert,locked v1 v1beta1<22
      node.k8s.io RuntimeClass runtimeclasses cluster upsert,locked v1 v1beta1<25
      discovery.k8s.io EndpointSlice endpointslices namespaced generation,differs v1>=21 v1beta1<25
      admissionregistration.k8s.io MutatingWebhookConfiguration mutatingwebhookconfigurations cluster generation,locked v1 v1beta1<22
      admissionregistration.k8s.io ValidatingWebhookConfiguration validatingwebhookconfigurations cluster generation,locked v1 v1beta1<22
      admissionregistration.k8s.io ValidatingAdmissionPolicy validatingadmissionpolicies cluster status,generation,locked v1>=30
      admissionregistration.k8s.io ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings cluster generation,locked v1>=30
      certificates.k8s.io CertificateSigningRequest certificatesigningrequests cluster status,differs v1 v1beta1<22
      apiextensions.k8s.io CustomResourceDefinition customresourcedefinitions cluster status,generation,locked,differs v1 v1beta1<22
      apiregistration.k8s.io APIService apiservices cluster status,locked v1 v1beta1<22
      """;

  private static final Pattern RANGE = Pattern.compile("(\\w+)(?:>=(\\d+))?(?:<(\\d+))?");

  private BuiltInKinds() {}

  static List<ServedKind> of(Release release, ServerProfile profile) {
    List<ServedKind> kinds = new ArrayList<>();
    for (String line : TABLE.lines().toList()) {
      for (ServedKind kind : served(line.split(" ", -1), release)) {
        kinds.add(kind.as(ObjectForm.of(schema(kind.kind(), profile))));
      }
    }
    return kinds;
  }

  /** Old versions are merged as the current one of the same kind. */
  private static Schema schema(GroupVersionKind kind, ServerProfile profile) {
    return known(kind, profile)
        .or(
            () ->
                BuiltInSchemas.kinds().stream()
                    .filter(known -> known.groupKind().equals(kind.groupKind()))
                    .max(Comparator.comparing(GroupVersionKind::version))
                    .flatMap(known -> BuiltInSchemas.of(known, profile)))
        .orElse(Schema.deduced());
  }

  /**
   * Where a release is known field by field, its server refuses the fields that it does not have.
   */
  private static Optional<Schema> known(GroupVersionKind kind, ServerProfile profile) {
    return profile.has(Deviation.TYPES_OF_1_20)
        ? BuiltInSchemas.closed(kind, profile)
        : BuiltInSchemas.of(kind, profile);
  }

  private static List<ServedKind> served(String[] words, Release release) {
    String group = words[0].equals("-") ? "" : words[0];
    Set<ServedKind.Trait> traits = EnumSet.of(ServedKind.Trait.BUILT_IN);
    if (!words[4].equals("-")) {
      for (String trait : words[4].split(",", -1)) {
        add(traits, trait, release);
      }
    }
    List<ServedKind> kinds = new ArrayList<>();
    for (int i = 5; i < words.length; i++) {
      Matcher version = range(words[i]);
      if (isIn(version, release)) {
        GroupVersionKind kind = new GroupVersionKind(group, version.group(1), words[1]);
        ApiResource resource = new ApiResource(kind, words[2], words[3].equals("namespaced"));
        kinds.add(new ServedKind(resource, traits, ObjectForm.of(Schema.deduced())));
      }
    }
    return kinds;
  }

  private static void add(Set<ServedKind.Trait> traits, String text, Release release) {
    Matcher trait = range(text);
    if (isIn(trait, release)) {
      traits.add(ServedKind.Trait.valueOf(trait.group(1).toUpperCase(Locale.ROOT)));
    }
  }

  private static Matcher range(String text) {
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalStateException("not a version or trait: " + text);
    }
    return matcher;
  }

  private static boolean isIn(Matcher range, Release release) {
    return (range.group(2) == null || !release.isBefore(1, Integer.parseInt(range.group(2))))
        && (range.group(3) == null || release.isBefore(1, Integer.parseInt(range.group(3))));
  }
}
