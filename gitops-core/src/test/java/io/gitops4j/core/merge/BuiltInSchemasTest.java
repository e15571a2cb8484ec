package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInSchemasTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          v1                           | Service        | {spec: {selector: {app: a}, clusterIPs: [a]}}            | .spec.clusterIPs .spec.selector
          v1                           | ConfigMap      | {data: {a: b}, binaryData: {c: d}}                       | .binaryData.c .data.a
          v1                           | Secret         | {stringData: {a: b}, type: Opaque}                       | .stringData.a .type
          v1                           | ServiceAccount | {secrets: [{name: a}], imagePullSecrets: [{name: b}]}    | .imagePullSecrets .secrets[name="a"]
          v1                           | Namespace      | {metadata: {ownerReferences: [{uid: a, name: b}]}}       | .metadata.ownerReferences[uid="a"]
          v1                           | Pod            | {spec: {nodeSelector: {a: b}, tolerations: [{key: a}]}}  | .spec.nodeSelector .spec.tolerations
          v1                           | Pod            | {spec: {initContainers: [{name: a, volumeMounts: [{mountPath: /b}]}]}} | .spec.initContainers[name="a"] .spec.initContainers[name="a"].name .spec.initContainers[name="a"].volumeMounts[mountPath="/b"] .spec.initContainers[name="a"].volumeMounts[mountPath="/b"].mountPath
          v1                           | Pod            | {spec: {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: []}}}}} | .spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution
          apps/v1                      | StatefulSet    | {spec: {volumeClaimTemplates: [{metadata: {name: a}}]}}  | .spec.volumeClaimTemplates
          apps/v1                      | Deployment     | {spec: {selector: {matchLabels: {a: b}}, strategy: {rollingUpdate: {maxSurge: 25%}}}} | .spec.selector .spec.strategy.rollingUpdate.maxSurge
          batch/v1                     | CronJob        | {spec: {jobTemplate: {spec: {template: {spec: {restartPolicy: Never}}}}}} | .spec.jobTemplate.spec.template.spec.restartPolicy
          networking.k8s.io/v1         | Ingress        | {spec: {rules: [{host: a}], tls: []}}                    | .spec.rules .spec.tls
          networking.k8s.io/v1         | NetworkPolicy  | {spec: {podSelector: {}, ingress: [{}]}}                 | .spec.ingress .spec.podSelector
          rbac.authorization.k8s.io/v1 | ClusterRole    | {rules: [{verbs: [get]}]}                                | .rules
          rbac.authorization.k8s.io/v1 | RoleBinding    | {roleRef: {name: a}, subjects: [{name: b}]}              | .roleRef .subjects
          autoscaling/v2               | HorizontalPodAutoscaler | {spec: {scaleTargetRef: {name: a}, metrics: []}} | .spec.metrics .spec.scaleTargetRef
          policy/v1                    | PodDisruptionBudget | {spec: {minAvailable: 1, selector: {}}}             | .spec.minAvailable .spec.selector
          v1                           | PersistentVolumeClaim | {spec: {accessModes: [a], resources: {requests: {storage: 1Gi}}}} | .spec.accessModes .spec.resources.requests.storage
          apiextensions.k8s.io/v1      | CustomResourceDefinition | {spec: {versions: [{name: v1}], names: {kind: A}}} | .spec.names.kind .spec.versions
          """)
  void anApplierOwns(String apiVersion, String kind, String object, String owned) {
    Schema schema = BuiltInSchemas.of(GroupVersionKind.of(apiVersion, kind)).orElseThrow();

    assertThat(paths(ServerSideApply.fieldSetOf(map(object), schema))).isEqualTo(paths(owned));
  }

  @Test
  void everyKindCanBeWalked() {
    assertThat(BuiltInSchemas.kinds()).hasSizeGreaterThan(40);
    for (GroupVersionKind kind : BuiltInSchemas.kinds()) {
      Schema schema = BuiltInSchemas.of(kind).orElseThrow();

      assertThat(paths(ServerSideApply.fieldSetOf(map("{metadata: {labels: {a: b}}}"), schema)))
          .as(kind.toString())
          .containsExactly(".metadata.labels.a");
    }
  }

  @Test
  void kindsOfOthersAreUnknown() {
    assertThat(BuiltInSchemas.of(GroupVersionKind.of("example.org/v1", "Deployment"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apps/v1beta2        | Deployment
          extensions/v1beta1  | Ingress
          batch/v1            | CronJob
          batch/v1beta1       | CronJob
          autoscaling/v2      | HorizontalPodAutoscaler
          policy/v1           | PodDisruptionBudget
          discovery.k8s.io/v1 | EndpointSlice
          flowcontrol.apiserver.k8s.io/v1 | FlowSchema
          storage.k8s.io/v1   | CSIStorageCapacity
          admissionregistration.k8s.io/v1 | ValidatingAdmissionPolicy
          resource.k8s.io/v1  | ResourceClaim
          """)
  void oldAndNewKindsAreKnown(String apiVersion, String kind) {
    assertThat(BuiltInSchemas.of(GroupVersionKind.of(apiVersion, kind))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          v1 | Service | {spec: {selector: {app: a}}} | .spec.selector.app | .spec.selector
          v1 | Pod | {spec: {nodeSelector: {a: b}}} | .spec.nodeSelector.a | .spec.nodeSelector
          v1 | Pod | {metadata: {ownerReferences: [{uid: a}]}} | .metadata.ownerReferences[uid="a"] .metadata.ownerReferences[uid="a"].uid | .metadata.ownerReferences[uid="a"]
          v1 | PersistentVolume | {spec: {claimRef: {name: a}}} | .spec.claimRef.name | .spec.claimRef.name
          batch/v1 | Job | {spec: {selector: {matchLabels: {a: b}}}} | .spec.selector | .spec.selector
          """)
  void olderServersOwnInSmallerParts(
      String apiVersion, String kind, String object, String of120, String current) {
    GroupVersionKind type = GroupVersionKind.of(apiVersion, kind);

    assertThat(owned(object, BuiltInSchemas.of(type, ServerProfile.KUBERNETES_1_20)))
        .isEqualTo(paths(of120));
    assertThat(owned(object, BuiltInSchemas.of(type))).isEqualTo(paths(current));
  }

  private static Set<String> owned(String object, Optional<Schema> schema) {
    return paths(ServerSideApply.fieldSetOf(map(object), schema.orElseThrow()));
  }

  @Test
  void aClosedSchemaRefusesWhatItDoesNotKnow() {
    GroupVersionKind kind = GroupVersionKind.of("v1", "ConfigMap");
    MapValue object = map("{metadata: {name: a}, datta: {a: b}}");

    ServerSideApply.validate(object, BuiltInSchemas.of(kind).orElseThrow());
    assertThatThrownBy(
            () ->
                ServerSideApply.validate(
                    object, BuiltInSchemas.closed(kind, ServerProfile.CURRENT).orElseThrow()))
        .hasMessage(".datta: field not declared in schema");
  }

  @Test
  void olderServersTakeNoNumbersAsQuantities() {
    GroupVersionKind kind = GroupVersionKind.of("v1", "ResourceQuota");
    MapValue object = map("{spec: {hard: {cpu: 1}}}");

    ServerSideApply.validate(object, BuiltInSchemas.of(kind).orElseThrow());
    assertThatThrownBy(
            () ->
                ServerSideApply.validate(
                    object, BuiltInSchemas.of(kind, ServerProfile.KUBERNETES_1_20).orElseThrow()))
        .hasMessage(".spec.hard.cpu: must be a text, was a number");
  }

  @Test
  void everyTypeThatIsReferredToIsThere() {
    for (ServerProfile profile : List.of(ServerProfile.CURRENT, ServerProfile.KUBERNETES_1_20)) {
      for (GroupVersionKind kind : BuiltInSchemas.kinds()) {
        BuiltInSchemas.closed(kind, profile).ifPresent(schema -> walk(schema, new HashSet<>()));
      }
    }
  }

  private static void walk(Schema schema, Set<Shapes> seen) {
    Shapes shapes = schema.shapes();
    if (!seen.add(shapes) || schema.equals(Schema.deduced())) {
      return;
    }
    if (shapes.list() != null) {
      walk(shapes.list().items(), seen);
    }
    if (shapes.map() != null) {
      shapes.map().fields().values().forEach(field -> walk(field, seen));
      if (shapes.map().others() != null) {
        walk(shapes.map().others(), seen);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          typ A            | line 1: expected 'type NAME' or 'kind NAME VERSION', was 'typ A'
          '  a: text'      | line 1: expected 'FIELD: TYPE' below a type or kind, was 'a: text'
          """)
  void refusesAMalformedSchema(String line, String message) {
    assertThatThrownBy(() -> SchemaText.read(List.of(line))).hasMessage(message);
  }

  @Test
  void refusesATypeThatIsThereTwice() {
    assertThatThrownBy(() -> SchemaText.read(List.of("type A", "type A")))
        .hasMessage("line 2: type 'A' is there twice");
  }

  @Test
  void refusesATypeThatIsNotThere() {
    SchemaText text = SchemaText.read(List.of("type A", "  b: list[name] B"));
    Schema type = new SchemaLibrary(text, new SchemaLibrary.Reading(true, false)).type("A");

    assertThatThrownBy(() -> walk(type, new HashSet<>())).hasMessage("there is no type 'B'");
  }
}
