package io.gitops4j.core.diff;

import static io.gitops4j.core.diff.Guestbook.CLUSTER;
import static io.gitops4j.core.diff.Guestbook.CONTEXT;
import static io.gitops4j.core.diff.Guestbook.intent;
import static io.gitops4j.core.diff.Guestbook.intents;
import static io.gitops4j.core.diff.Guestbook.manifests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.TrackingId;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.InstanceId;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntentsTest {
  private static final String SETTINGS =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: settings}
      data: {color: blue}
      """;

  @Nested
  class TheDocument {
    @Test
    void isTrackedAndPlacedInTheDestination() {
      Intent intent = intent(SETTINGS);

      assertThat(intent.key()).isEqualTo(new ResourceKey("", "ConfigMap", "guestbook", "settings"));
      assertThat(intent.manifest().annotations())
          .isEqualTo(
              Map.of(TrackingId.ANNOTATION, "gitops4j/guestbook:/ConfigMap:guestbook/settings"));
    }

    @Test
    void hasNeitherNullsNorStatusNorWhatTheServerSets() {
      MapValue document =
          intent(
                  """
                  apiVersion: apps/v1
                  kind: Deployment
                  metadata:
                    name: frontend
                    namespace: other
                    creationTimestamp: null
                    uid: 8c0d6b9e
                    resourceVersion: "12"
                    generation: 3
                    selfLink: /here
                    managedFields: []
                  spec:
                    template:
                      metadata: {creationTimestamp: null}
                      spec: {containers: [{name: web, command: null}]}
                  status: {replicas: 3}
                  """)
              .manifest()
              .content();

      assertThat(document.keys()).containsExactly("apiVersion", "kind", "metadata", "spec");
      assertThat(document.mapAt("metadata").keys())
          .containsExactlyInAnyOrder("name", "namespace", "annotations");
      assertThat(document.mapAt("spec"))
          .isEqualTo(
              Value.of(
                  Map.of(
                      "template",
                      Map.of(
                          "metadata",
                          Map.of(),
                          "spec",
                          Map.of("containers", List.of(Map.of("name", "web")))))));
    }

    @Test
    void spellsTheListKeysThatHaveDefaults() {
      MapValue service =
          intent(
                  """
                  apiVersion: v1
                  kind: Service
                  metadata: {name: dns}
                  spec: {ports: [{port: 53}, {port: 53, protocol: UDP}]}
                  """)
              .manifest()
              .content();

      assertThat(service.itemsAt("spec", "ports"))
          .extracting(port -> port.textAt("protocol").orElse(""))
          .containsExactly("TCP", "UDP");
    }

    @Test
    void spellsAmountsAsTexts() {
      MapValue quota =
          intent(
                  "{apiVersion: v1, kind: ResourceQuota, metadata: {name: q}, spec: {hard: {pods: 10, cpu: 0.5, memory: 1e9, x: 1Gi}}}")
              .manifest()
              .content();

      assertThat(quota.mapAt("spec", "hard"))
          .isEqualTo(
              Value.of(Map.of("pods", "10", "cpu", "500m", "memory", "1000000000", "x", "1Gi")));
    }

    @Test
    void foldsTheTextsOfASecret() {
      MapValue secret =
          intent(
                  """
                  apiVersion: v1
                  kind: Secret
                  metadata: {name: redis}
                  data: {password: b2xk, user: YWRtaW4=, empty: }
                  stringData: {password: new, port: 6379}
                  """)
              .manifest()
              .content();

      assertThat(secret.mapAt("data"))
          .isEqualTo(Value.of(Map.of("password", "bmV3", "user", "YWRtaW4=", "empty", "")));
      assertThat(secret.mapAt("stringData"))
          .as("what is no text stays, for the server to refuse it")
          .isEqualTo(Value.of(Map.of("port", 6379)));
    }

    @Test
    void keepsWhatIsEmptyButNotWhatIsNull() {
      MapValue document =
          intent(
                  """
                  apiVersion: apps/v1
                  kind: Deployment
                  metadata: {name: frontend, annotations: {}, labels: null}
                  spec:
                    paused: false
                    template:
                      spec:
                        tolerations: []
                        nodeSelector: {}
                        hostNetwork: false
                        volumes: [{name: tmp, emptyDir: {}}, {name: old, hostPath: null}]
                        containers:
                          - {name: web, resources: {}, args: ["a", null], command: null, workingDir: ""}
                  """)
              .manifest()
              .content();

      assertThat(document.mapAt("metadata").keys())
          .containsExactlyInAnyOrder("name", "namespace", "annotations");
      assertThat(document.mapAt("spec").toPlain())
          .as("an empty value is stated, and owned: who adds to it is put right")
          .isEqualTo(
              Value.of(
                      Guestbook.json(
                          """
                          {"paused": false, "template": {"spec": {
                            "tolerations": [], "nodeSelector": {}, "hostNetwork": false,
                            "volumes": [{"name": "tmp", "emptyDir": {}}, {"name": "old"}],
                            "containers": [{"name": "web", "resources": {}, "args": ["a", null], "workingDir": ""}]}}}
                          """))
                  .toPlain());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
            data: {a: b2xk}, stringData: {a: new}   | {"data": {"a": "bmV3"}}
            stringData: {a: new}                    | {"data": {"a": "bmV3"}}
            data: {a: b2xk}, stringData: {}         | {"data": {"a": "b2xk"}}
            data: {a: b2xk}, stringData: null       | {"data": {"a": "b2xk"}}
            data: {a: null}, stringData: {a: ''}    | {"data": {"a": ""}}
            data: {}, stringData: {}                | {"data": {}}
            data: null, stringData: {a: null}       | {}
            stringData: {a: ü€}                     | {"data": {"a": "w7zigqw="}}
            stringData: {a: [x], b: c}              | {"stringData": {"a": ["x"]}, "data": {"b": "Yw=="}}
            """)
    void foldsStringDataAsTheServerDoes(String fields, String folded) {
      MapValue secret =
          intent("{apiVersion: v1, kind: Secret, metadata: {name: s}, " + fields + "}")
              .manifest()
              .content();

      assertThat(secret.without("apiVersion").without("kind").without("metadata"))
          .isEqualTo(Value.of(Guestbook.json(folded)));
    }

    @Test
    void isNotShownAsText() {
      Intent intent = intent(SETTINGS.replace("blue", "canary"));

      assertThat(intent.toString())
          .startsWith("ConfigMap guestbook/settings")
          .doesNotContain("canary");
    }
  }

  @Nested
  class TheNamespace {
    @Test
    void isTakenFromObjectsThatLiveInNone() {
      Intent intent =
          intent("{apiVersion: v1, kind: Namespace, metadata: {name: shop, namespace: shop}}");

      assertThat(intent.key()).isEqualTo(new ResourceKey("", "Namespace", "", "shop"));
      assertThat(intent.manifest().annotations())
          .containsEntry(TrackingId.ANNOTATION, "gitops4j/guestbook:/Namespace:/shop");
    }

    @Test
    void isToldByADefinitionAmongTheManifests() {
      String crd =
          """
          apiVersion: apiextensions.k8s.io/v1
          kind: CustomResourceDefinition
          metadata: {name: planets.example.org}
          spec:
            group: example.org
            scope: Cluster
            names: {kind: Planet, plural: planets}
            versions: [{name: v1}]
          """;
      String planet = "{apiVersion: example.org/v1, kind: Planet, metadata: {name: mars}}";

      assertThat(intents(planet, crd).all().get(0).key().namespace()).isEmpty();
      assertThat(intent(planet).key().namespace()).isEqualTo("guestbook");
    }

    @Test
    void mustBeNamedSomewhere() {
      IntentContext nowhere =
          new IntentContext(InstanceId.DEFAULT, new ApplicationName("guestbook"), "", CLUSTER);

      assertThatThrownBy(() -> Intents.of(manifests(SETTINGS), nowhere))
          .isInstanceOf(ManifestException.class)
          .hasMessageContaining("ConfigMap settings of application 'guestbook' needs a namespace")
          .hasMessageContaining("guestbook.yaml:1");
    }
  }

  @Nested
  class Duplicates {
    @Test
    void countOnceIfEqual() {
      assertThat(
              intents(SETTINGS, SETTINGS.replace("settings}", "settings, namespace: guestbook}"))
                  .all())
          .hasSize(1);
    }

    @Test
    void areAnErrorThatNamesBothPlacesIfDifferent() {
      List<Manifest> rendered = manifests(SETTINGS + "---\n" + SETTINGS.replace("blue", "canary"));

      assertThatThrownBy(() -> Intents.of(rendered, CONTEXT))
          .isInstanceOf(ManifestException.class)
          .hasMessageContaining("guestbook.yaml:1:")
          .hasMessageContaining("guestbook.yaml:6:")
          .hasMessageContaining("ConfigMap guestbook/settings")
          .hasMessageNotContaining("canary");
    }

    @Test
    void areNoneAmongObjectsThatTheServerNames() {
      String job =
          "{apiVersion: batch/v1, kind: Job, metadata: {generateName: migrate-}, spec: {parallelism: %s}}";
      Intents intents = intents(job.formatted(1), job.formatted(2));

      assertThat(intents.all()).hasSize(2);
      assertThat(intents.all().get(0).key().name()).isEmpty();
      assertThat(intents.get(intents.all().get(0).key())).isEmpty();
    }
  }

  @Nested
  class TheDigest {
    @Test
    void doesNotDependOnOrder() {
      String other = SETTINGS.replace("settings", "other");

      assertThat(intents(SETTINGS, other).digest()).isEqualTo(intents(other, SETTINGS).digest());
    }

    @Test
    void changesWithAnyDocument() {
      assertThat(intents(SETTINGS).digest())
          .isNotEqualTo(intents(SETTINGS.replace("blue", "red")).digest());
    }

    @Test
    void survivesTheStore() {
      Intents intents = intents(Guestbook.text("frontend.yaml"));

      Intents stored = Intents.ofStored(intents.all().stream().map(Intent::manifest).toList());

      assertThat(stored.digest()).isEqualTo(intents.digest());
      assertThat(stored.all()).isEqualTo(intents.all());
    }
  }
}
