package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways of kube-apiserver 1.20.2 with its own kinds; what is expected are its answers. */
class OldServerTest {
  private static final String JOB =
      "{apiVersion: batch/v1, kind: Job, metadata: {name: a, namespace: guestbook%s}, spec: {template: {spec: {restartPolicy: Never, containers: [{name: w, image: 'x:1'}]}}}}";
  private static final String INGRESS =
      "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: a, namespace: guestbook%s}, spec: {%s}}";

  private final VirtualTime time = VirtualTime.create();
  private final KubernetesApi api =
      Yaml.withGuestbook(
              InMemoryCluster.named("old").version("v1.20.2").withoutControllers().on(time))
          .api();

  @AfterEach
  void close() {
    time.close();
  }

  private ApiAnswer create(String manifest) {
    return api.send(ApiCall.create(Yaml.manifest(manifest), "me"));
  }

  private ApiAnswer apply(String manifest, String manager) {
    return api.send(ApiCall.apply(Yaml.manifest(manifest), manager).forced());
  }

  private static String version(ApiAnswer answer) {
    assertThat(answer.isSuccess()).as("%s", answer).isTrue();
    return answer.body().textAt("metadata", "resourceVersion").orElseThrow();
  }

  private boolean changesWhenReplacedByItself(ApiAnswer answer) {
    ApiAnswer replaced = api.send(ApiCall.replace(Manifest.of(answer.body()), "you"));
    return !version(replaced).equals(version(answer));
  }

  @Test
  void firstReplacementOfAJobStoresTheLabelsThatItWasReadWith() {
    ApiAnswer created = create(JOB.formatted(""));

    assertThat(changesWhenReplacedByItself(created)).isTrue();
    ApiAnswer read =
        api.send(ApiCall.get(GroupVersionKind.of("batch/v1", "Job"), "guestbook", "a"));
    assertThat(changesWhenReplacedByItself(read)).isFalse();
  }

  @Test
  void aJobWithLabelsIsStoredAsItIsRead() {
    assertThat(changesWhenReplacedByItself(create(JOB.formatted(", labels: {a: b}")))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Secret    | data: {b: ''}       | true",
        "Secret    | data: {b: YQ==}     | false",
        "Secret    | stringData: {b: ''} | false",
        "ConfigMap | binaryData: {b: ''} | true",
        "ConfigMap | data: {b: ''}       | false"
      })
  void anApplyLosesEmptyBytesAndAReplacementBringsThemBack(
      String kind, String data, boolean changes) {
    String manifest = "{apiVersion: v1, kind: %s, metadata: {name: a%s, namespace: guestbook}, %s}";

    assertThat(changesWhenReplacedByItself(apply(manifest.formatted(kind, 1, data), "me")))
        .isEqualTo(changes);
    assertThat(changesWhenReplacedByItself(create(manifest.formatted(kind, 2, data)))).isFalse();
  }

  @Test
  void ingressesAreRefusedInTheNameOfTheirOldGroup() {
    ApiAnswer refused = create(INGRESS.formatted("", ""));

    assertThat(refused.message()).startsWith("Ingress.extensions \"a\" is invalid: spec: ");
    assertThat(refused.body().textAt("details", "group")).contains("extensions");
  }

  @Test
  void conditionsOfADeletionNameTheOldGroupAndOthersTheNewOne() {
    String ingress =
        INGRESS.formatted("", "defaultBackend: {service: {name: x, port: {number: 80}}}");
    Manifest manifest = Yaml.manifest(ingress);
    create(ingress);
    Value options = Value.of(Map.of("preconditions", Map.of("uid", "nope")));

    ApiAnswer kept = api.send(ApiCall.delete(manifest.kind(), manifest.key()).withBody(options));

    assertThat(kept.message()).startsWith("Operation cannot be fulfilled on Ingress.extensions");
    assertThat(create(ingress).message()).startsWith("ingresses.networking.k8s.io \"a\" already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "missing"})
  void aUidIsAConditionOfAReplacement(String name) {
    create("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: guestbook}}");
    String manifest =
        "{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: guestbook, uid: nope}}";

    ApiAnswer answer = api.send(ApiCall.replace(Yaml.manifest(manifest.formatted(name)), "me"));

    assertThat(answer.code()).isEqualTo(409);
    assertThat(answer.message())
        .startsWith(
            "Operation cannot be fulfilled on configmaps \"%1$s\": StorageError: invalid object, Code: 4, Key: /registry/configmaps/guestbook/%1$s, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: nope, UID in object meta: "
                .formatted(name));
  }

  @Test
  void nobodyKeepsAClusterName() {
    MapValue applied =
        apply(
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: guestbook, clusterName: x}}",
                "me")
            .body();

    assertThat(applied.at("metadata", "clusterName")).isEmpty();
    assertThat(applied.at("metadata", "managedFields")).isEmpty();
  }

  @Test
  void applyingNothingToARoleWithoutRulesIsNoWrite() {
    String role =
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: a}}";
    ApiAnswer created = create(role);

    ApiAnswer applied = apply(role, "other");

    assertThat(version(applied)).isEqualTo(version(created));
    assertThat(applied.body().at("metadata", "managedFields")).isEmpty();
  }
}
