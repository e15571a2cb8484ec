package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * At what of a changed object the server looks, in which order and how often: it repeats what it
 * finds.
 */
final class Looks {
  private enum Look {
    /** Labels, annotations and owners. */
    C,
    /** What of the metadata may not change. */
    I,
    /** Finalizers. */
    F,
    /** The prefix of the name. */
    N,
    /** The object as it has become. */
    S,
    /** What of it may not change. */
    X
  }

  private static final String CUSTOM = "C IC IC S X";
  private static final String OTHER = "C IC ICF S X";
  private static final String OTHER_OF_CORE = "C IC ICF NCF S X";
  private static final String STATUS = "C IC ICF";

  private static final Map<String, String> BY_KIND =
      read(
          """
          ConfigMap, Secret, Service: C IC ICF X NCF S
          Pod: C IC ICF NCF S S X
          PersistentVolumeClaim: C IC NCF S ICF NCF S X
          PersistentVolume: C IC NCF S NCF S X
          LimitRange: C IC NCF S
          ReplicationController, ResourceQuota: C IC NCF S ICF S X
          Namespace, Node: C IC NCF S ICF X
          PodTemplate: C IC ICF S
          apps/ReplicaSet, apps/DaemonSet, batch/Job: C IC NCF S ICF S X
          apps/StatefulSet: C IC NCF S ICF X
          apps/ControllerRevision: C IC ICF NCF S X
          policy/PodDisruptionBudget: C IC S X
          networking.k8s.io/Ingress: C IC ICF X NCF S
          networking.k8s.io/IngressClass: C IC ICF X NCF S
          networking.k8s.io/NetworkPolicy: C IC NCF S ICF S X
          rbac.authorization.k8s.io/Role, rbac.authorization.k8s.io/ClusterRole: C IC CF S CF S ICF X
          rbac.authorization.k8s.io/RoleBinding: C IC CF S CF S ICF X
          rbac.authorization.k8s.io/ClusterRoleBinding: C IC CF S CF S ICF X
          storage.k8s.io/StorageClass: C IC NCF S ICF X
          scheduling.k8s.io/PriorityClass: C IC ICF X
          discovery.k8s.io/EndpointSlice: C IC NCF S X
          coordination.k8s.io/Lease: C IC IC S
          node.k8s.io/RuntimeClass: C IC NC IC X
          admissionregistration.k8s.io/ValidatingWebhookConfiguration: C IC NC S
          admissionregistration.k8s.io/MutatingWebhookConfiguration: C IC NC S
          apiextensions.k8s.io/CustomResourceDefinition: C IC IC S X
          """);

  private final ServedKind kind;
  private final MapValue before;
  private final MapValue written;

  /**
   * Looks at a change.
   *
   * @param written the object as it was written, with metadata that only the server may change
   */
  Looks(ServedKind kind, MapValue before, MapValue written) {
    this.kind = kind;
    this.before = before;
    this.written = written;
  }

  private static Map<String, String> read(String table) {
    Map<String, String> looks = new HashMap<>();
    for (String line : table.lines().toList()) {
      int colon = line.indexOf(": ");
      for (String kind : line.substring(0, colon).split(", ", -1)) {
        looks.put(kind, line.substring(colon + 2));
      }
    }
    return looks;
  }

  /** What is wrong with a change of the object itself, filled with defaults. */
  List<Cause> at(MapValue complete, KindRules rules) {
    List<Cause> found = new ArrayList<>();
    for (Look look : looks(order())) {
      found.addAll(
          switch (look) {
            case S -> rules.problems(kind, before, complete);
            case X -> rules.problemsOfChange(kind, before, complete);
            default -> ofMetadata(look);
          });
    }
    return found;
  }

  /** What is wrong with the metadata of a change of its status. */
  List<Cause> atStatus() {
    // Where finalizers are not looked at, they are not in the status either.
    return looks(order().contains("F") ? STATUS : CUSTOM).stream()
        .flatMap(look -> ofMetadata(look).stream())
        .toList();
  }

  private String order() {
    if (!kind.isBuiltIn()) {
      return CUSTOM;
    }
    GroupKind type = kind.groupKind();
    return BY_KIND.getOrDefault(type.toString(), type.group().isEmpty() ? OTHER_OF_CORE : OTHER);
  }

  private static List<Look> looks(String order) {
    return order.chars()
        .filter(letter -> letter != ' ')
        .mapToObj(letter -> Look.valueOf(Character.toString(letter)))
        .toList();
  }

  private List<Cause> ofMetadata(Look look) {
    return switch (look) {
      case C -> MetadataRules.content(kind, written);
      case I -> MetadataRules.immutable(kind, before, written);
      case F -> MetadataRules.finalizers(kind, written);
      case N -> MetadataRules.prefix(kind, written);
      case S, X -> List.of();
    };
  }
}
