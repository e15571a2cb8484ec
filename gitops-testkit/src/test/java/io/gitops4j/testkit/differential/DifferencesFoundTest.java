package io.gitops4j.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiCall.Verb;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the differential test found, each with the answer of a real kube-apiserver 1.20.2, for
 * machines without one: the calls before the last prepare, the last one's answer is compared.
 */
class DifferencesFoundTest {

  private record Expected(int code, String words) {}

  private record Sent(Verb verb, String manager, String manifest) {
    static Sent create(String manifest) {
      return new Sent(Verb.CREATE, "alpha", manifest);
    }

    static Sent apply(String manager, String manifest) {
      return new Sent(Verb.APPLY, manager, manifest);
    }

    ApiCall call() {
      Manifest object =
          ManifestReader.create().read("test", manifest).get(0).inNamespace("default");
      return verb == Verb.CREATE
          ? ApiCall.create(object, manager)
          : ApiCall.apply(object, manager).forced();
    }
  }

  static Stream<Arguments> found() {
    return Stream.of(
        argumentSet(
            "a key in data and binaryData",
            List.of(
                Sent.apply(
                    "gamma",
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, data: {a: '1'}}"),
                Sent.apply(
                    "beta",
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}, binaryData: {a: d29ybGQ=}}")),
            new Expected(
                422, "data[a]: Invalid value: \"a\": duplicate of key present in binaryData")),
        argumentSet(
            "a rule of a role that says nothing",
            List.of(
                Sent.apply(
                    "alpha",
                    "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: Wrong_Name}, rules: [{}]}")),
            new Expected(
                422,
                "rules[0].verbs: Required value: verbs must contain at least one value, "
                    + "rules[0].apiGroups: Required value: resource rules must supply at least one api group, "
                    + "rules[0].resources: Required value: resource rules must supply at least one resource")),
        argumentSet(
            "a service port without protocol, in an apply",
            List.of(
                Sent.apply(
                    "alpha",
                    "{apiVersion: v1, kind: Service, metadata: {name: a}, spec: {ports: [{port: 80}]}}")),
            new Expected(500, "failed to create typed patch object")),
        argumentSet(
            "metadata of a custom resource without schema",
            List.of(
                Sent.apply(
                    "beta",
                    "{apiVersion: differential.example/v1, kind: Free, metadata: {name: a, labels: {part: x}}}")),
            new Expected(201, "{f:metadata={f:labels={f:part={}}}}")),
        argumentSet(
            "a finalizer that nobody asked for",
            List.of(
                Sent.create(
                    "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: a}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}")),
            new Expected(201, "finalizers=[kubernetes.io/pvc-protection]")),
        argumentSet(
            "an item without its key, against the schema of a definition",
            List.of(
                Sent.create(
                    "{apiVersion: differential.example/v1, kind: Typed, metadata: {name: a}, spec: {named: [{}]}}")),
            new Expected(422, "spec.named.name: Required value")),
        argumentSet(
            "defaults of a definition are owned by who creates",
            List.of(
                Sent.create(
                    "{apiVersion: differential.example/v1, kind: Typed, metadata: {name: a}, spec: {text: x}}")),
            new Expected(201, "f:inner={.={}, f:size={}}")));
  }

  @ParameterizedTest
  @MethodSource("found")
  void answersAsTheServerDid(List<Sent> calls, Expected expected) {
    try (VirtualTime time = VirtualTime.create()) {
      KubernetesApi api = cluster(time).api();
      CustomSpecimens.definitions()
          .forEach(definition -> api.send(ApiCall.apply(definition, "differential").forced()));
      time.runDue();

      ApiAnswer last =
          calls.stream().map(sent -> api.send(sent.call())).toList().get(calls.size() - 1);

      assertThat(last.code()).isEqualTo(expected.code);
      assertThat(last.isSuccess() ? String.valueOf(last.body().toPlain()) : last.message())
          .contains(expected.words);
    }
  }

  private static InMemoryCluster cluster(VirtualTime time) {
    return InMemoryCluster.named("found").version("v1.20.2").withoutControllers().on(time);
  }
}
