package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.GitOpsAssertions.assertThat;
import static io.gitops4j.testkit.cluster.Yaml.deployment;
import static io.gitops4j.testkit.cluster.Yaml.key;
import static io.gitops4j.testkit.cluster.Yaml.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Applied;
import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.cluster.ApplyOutcome.Conflicted;
import io.gitops4j.core.cluster.ApplyOutcome.FieldConflict;
import io.gitops4j.core.cluster.ApplyOutcome.Rejected;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiServerTest {
  private static final ResourceKey FRONTEND = key("apps", "Deployment", "frontend");
  private static final ResourceKey SETTINGS = key("", "ConfigMap", "settings");
  private static final String V1 = "guestbook/frontend:0.1";

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryCluster cluster = cluster(7);

  private InMemoryCluster cluster(long seed) {
    return Yaml.withGuestbook(InMemoryCluster.named("idc").seed(seed).withoutWorkloads().on(time));
  }

  @AfterEach
  void close() {
    time.close();
  }

  private LiveResource apply(String yaml) {
    return Yaml.apply(cluster, yaml);
  }

  private Rejected rejected(String yaml) {
    ApplyOutcome outcome = outcome(cluster, yaml);
    assertThat(outcome).isInstanceOf(Rejected.class);
    return (Rejected) outcome;
  }

  private static MapValue withData(MapValue object, String key, String value) {
    return Fields.set(object, value, "data", key);
  }

  @Nested
  class Metadata {
    @Test
    void isFilledIn() {
      LiveResource live = apply(deployment(V1, 2));

      assertThat(live.uid()).hasSize(36);
      assertThat(live.generation()).isOne();
      assertThat(live.content().textAt("metadata", "creationTimestamp"))
          .contains("2026-01-05T08:00:00Z");
      assertThat(live.content().at("status")).contains(MapValue.EMPTY);
    }

    @Test
    void generationRisesWithTheSpecAndNotWithLabelsOrStatus() {
      apply(deployment(V1, 2));

      assertThat(apply(deployment(V1, 3)).generation()).isEqualTo(2);
      cluster.edit(FRONTEND, d -> Fields.set(d, "gold", "metadata", "labels", "tier"));
      cluster.updateStatus(FRONTEND, "someone", d -> Fields.set(d, 3, "status", "replicas"));
      assertThat(cluster.peek(FRONTEND).map(LiveResource::generation)).contains(2L);
    }

    @Test
    void resourceVersionsRiseAcrossTheCluster() {
      long first = Long.parseLong(apply(Yaml.settings("{a: b}")).resourceVersion());
      long second = Long.parseLong(apply(deployment(V1, 2)).resourceVersion());

      assertThat(second).isGreaterThan(first);
    }

    @Test
    void equalSeedsGiveEqualUids() {
      String uid = apply(deployment(V1, 2)).uid();

      assertThat(Yaml.apply(cluster(7), deployment(V1, 2)).uid()).isEqualTo(uid);
      assertThat(Yaml.apply(cluster(8), deployment(V1, 2)).uid()).isNotEqualTo(uid);
    }

    @Test
    void dryRunsLeaveNoTraceInLaterUids() {
      InMemoryCluster rehearsed = cluster(7);
      rehearsed.apply(ApplyRequest.forced(Yaml.manifest(Yaml.settings("{a: b}")), "x").asDryRun());

      assertThat(Yaml.apply(rehearsed, deployment(V1, 2)).uid())
          .isEqualTo(apply(deployment(V1, 2)).uid());
    }

    @Test
    void serverFieldsInAManifestCountOnlyAsConditions() {
      apply(Yaml.settings("{a: b}"));
      String other =
          """
          apiVersion: v1
          kind: ConfigMap
          metadata: {name: settings, namespace: guestbook, uid: "another", generation: 7}
          data: {a: c}
          """;

      assertThat(outcome(cluster, other))
          .isInstanceOfSatisfying(
              Rejected.class,
              r ->
                  assertThat(r.message())
                      .isEqualTo(
                          "ConfigMap \"settings\" is invalid: metadata.uid: Invalid value:"
                              + " \"another\": field is immutable"));
      assertThat(cluster).hasField(SETTINGS, "b", "data", "a");
    }

    @Test
    void managedFieldsInAManifestAreRefused() {
      MapValue live = apply(Yaml.settings("{a: b}")).content();

      ApplyOutcome outcome = cluster.apply(ApplyRequest.forced(Manifest.of(live), "someone"));

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Rejected.class, r -> assertThat(r.message()).contains("managedFields must be nil"));
    }
  }

  @Nested
  class Defaulting {
    @Test
    void fillsWorkloadsAndNobodyOwnsIt() {
      LiveResource live = apply(deployment(V1, 2));

      assertThat(cluster)
          .hasField(FRONTEND, "RollingUpdate", "spec", "strategy", "type")
          .hasField(FRONTEND, "25%", "spec", "strategy", "rollingUpdate", "maxSurge")
          .hasField(FRONTEND, 10, "spec", "revisionHistoryLimit")
          .hasField(FRONTEND, 600, "spec", "progressDeadlineSeconds")
          .hasField(FRONTEND, "Always", "spec", "template", "spec", "restartPolicy");
      assertThat(ManagedFields.of(live.content()).ownersOf(FieldPath.of("spec", "strategy")))
          .isEmpty();
    }

    @Test
    void comesBackForAFieldThatIsNoLongerStated() {
      apply(deployment(V1, 5));

      apply(deployment(V1, 5).replace("  replicas: 5\n", ""));

      assertThat(cluster).hasField(FRONTEND, 1, "spec", "replicas");
    }

    @Test
    void givesServicesAddressesOfTheirOwn() {
      for (String name : List.of("one", "two")) {
        apply(
            """
            apiVersion: v1
            kind: Service
            metadata: {name: %s, namespace: guestbook}
            spec: {type: NodePort, selector: {app: x}, ports: [{port: 80}]}
            """
                .formatted(name));
      }

      assertThat(cluster)
          .hasField(key("", "Service", "one"), "10.96.0.10", "spec", "clusterIP")
          .hasField(key("", "Service", "two"), "10.96.0.11", "spec", "clusterIP")
          .has(
              key("", "Service", "two"),
              two -> {
                MapValue port = two.content().itemsAt("spec", "ports").get(0).mapAt();
                assertThat(port.integerAt("targetPort")).contains(80L);
                assertThat(port.textAt("protocol")).contains("TCP");
                assertThat(port.integerAt("nodePort")).contains(30001L);
              });
    }

    @Test
    void foldsTextOfSecretsIntoTheirData() {
      apply(
          """
          apiVersion: v1
          kind: Secret
          metadata: {name: login, namespace: guestbook}
          stringData: {password: hunter2}
          """);

      assertThat(cluster)
          .hasField(key("", "Secret", "login"), "aHVudGVyMg==", "data", "password")
          .hasField(key("", "Secret", "login"), "Opaque", "type")
          .has(
              key("", "Secret", "login"),
              secret -> assertThat(secret.content().get("stringData")).isEmpty());
    }

    @Test
    void emptySettingsThatTypesLeaveOutChangeNothing() {
      apply(deployment(V1, 2));

      ApplyOutcome outcome =
          outcome(cluster, deployment(V1, 2) + "  minReadySeconds: 0\n  paused: false\n");

      assertThat(outcome).isInstanceOf(Applied.class);
      assertThat(cluster.peek(FRONTEND).map(LiveResource::generation)).contains(1L);
    }
  }

  @Nested
  class Ownership {
    @Test
    void ofAnEditTurnsAnUnforcedApplyIntoAConflict() {
      apply(deployment(V1, 2));
      cluster.edit(FRONTEND, d -> Fields.set(d, 5, "spec", "replicas"));

      ApplyOutcome outcome =
          cluster.apply(
              ApplyRequest.forced(Yaml.manifest(deployment(V1, 2)), "gitops4j").unforced());

      assertThat(outcome)
          .isInstanceOfSatisfying(
              Conflicted.class,
              conflicted -> {
                assertThat(conflicted.conflicts())
                    .containsExactly(new FieldConflict(".spec.replicas", "kubectl-edit"));
                assertThat(conflicted.message())
                    .isEqualTo(
                        "Apply failed with 1 conflict: conflict with \"kubectl-edit\" using"
                            + " apps/v1: .spec.replicas");
              });
      apply(deployment(V1, 2));
      assertThat(cluster).hasField(FRONTEND, 2, "spec", "replicas");
    }

    @Test
    void ofAPlainCreatorIncludesDefaults() {
      cluster.create(Yaml.manifest(deployment(V1, 2)), "kubectl-create");

      List<ManagedFieldsEntry> owners =
          ManagedFields.of(cluster.peek(FRONTEND).orElseThrow().content())
              .ownersOf(FieldPath.of("spec", "strategy", "type"));

      assertThat(owners).extracting(ManagedFieldsEntry::manager).containsExactly("kubectl-create");
    }

    @Test
    void ofAStatusIsKeptApart() {
      apply(deployment(V1, 2));

      LiveResource live =
          cluster.updateStatus(FRONTEND, "watcher", d -> Fields.set(d, 2, "status", "replicas"));

      assertThat(ManagedFields.of(live.content()).ownersOf(FieldPath.of("status", "replicas")))
          .extracting(ManagedFieldsEntry::subresource)
          .containsExactly("status");
    }

    @Test
    void aStatusInAManifestIsIgnored() {
      LiveResource live = apply(deployment(V1, 2) + "status: {replicas: 9}\n");

      assertThat(live.content().at("status", "replicas")).isEmpty();
      assertThat(ManagedFields.of(live.content()).ownersOf(FieldPath.of("status", "replicas")))
          .isEmpty();
    }
  }

  @Nested
  class PlainWrites {
    @Test
    void thatChangeNothingAreNotStored() {
      LiveResource before = apply(Yaml.settings("{a: b}"));

      assertThat(cluster.edit(SETTINGS, object -> object)).isEqualTo(before);
    }

    @Test
    void onAnOldVersionAreRefused() {
      MapValue old = apply(Yaml.settings("{a: b}")).content();
      apply(Yaml.settings("{a: c}"));

      assertThatThrownBy(() -> cluster.edit(SETTINGS, object -> withData(old, "a", "d")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(
              "Operation cannot be fulfilled on configmaps \"settings\": the object has been"
                  + " modified; please apply your changes to the latest version and try again");
    }

    @Test
    void ofWhatIsNotThereAreRefused() {
      assertThatThrownBy(() -> cluster.edit(SETTINGS, object -> object))
          .hasMessage("configmaps \"settings\" not found");
    }

    @Test
    void canNotChangeWhatOnlyTheServerMay() {
      LiveResource live = apply(Yaml.settings("{a: b}"));

      cluster.edit(SETTINGS, object -> Fields.set(object, 7, "metadata", "generation"));
      assertThatThrownBy(
              () -> cluster.edit(SETTINGS, o -> Fields.set(o, "forged", "metadata", "uid")))
          .hasMessage(
              "ConfigMap \"settings\" is invalid: metadata.uid: Invalid value: \"forged\": field is"
                  + " immutable");

      assertThat(cluster.peek(SETTINGS)).contains(live);
    }

    @Test
    void aSecondCreateIsRefused() {
      apply(Yaml.settings("{a: b}"));

      assertThatThrownBy(() -> cluster.create(Yaml.manifest(Yaml.settings("{}")), "someone"))
          .hasMessage("configmaps \"settings\" already exists");
    }
  }

  @Nested
  class Refusing {
    @Test
    void aSelectorThatItsTemplateDoesNotMeet() {
      Rejected rejected =
          rejected(deployment(V1, 2).replace("labels: {app: frontend}", "labels: {app: other}"));

      assertThat(rejected.causes())
          .containsExactly(
              new Cause(
                  "spec.template.metadata.labels",
                  "FieldValueInvalid",
                  "Invalid value: map[string]string{\"app\":\"other\"}: `selector` does not match"
                      + " template `labels`"));
      assertThat(rejected.message())
          .startsWith(
              "Deployment.apps \"frontend\" is invalid: spec.template.metadata.labels: Invalid"
                  + " value");
    }

    @Test
    void aChangedSelector() {
      apply(deployment(V1, 2));

      Rejected rejected = rejected(deployment(V1, 2).replace("{app: frontend}", "{app: other}"));

      assertThat(rejected.reason()).isEqualTo("Invalid");
      assertThat(rejected.message()).endsWith("field is immutable");
      assertThat(cluster.peek(FRONTEND).map(LiveResource::generation)).contains(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Settings", "-settings", "set_tings", "settings."})
    void aNameThatIsNone(String name) {
      Rejected rejected = rejected(Yaml.settings("{}").replace("name: settings", "name: " + name));

      assertThat(rejected.causes()).extracting(Cause::field).containsExactly("metadata.name");
    }

    @Test
    void aListItemThatIsNamedTwice() {
      String twice =
          """
          apiVersion: v1
          kind: Pod
          metadata: {name: twins, namespace: guestbook}
          spec:
            containers:
            - {name: a, image: "x:1"}
            - {name: a, image: "x:2"}
          """;

      assertThat(rejected(twice).message()).contains("duplicate entries for key [name=\"a\"]");
      assertThat(cluster).doesNotContain(key("", "Pod", "twins"));
    }

    @Test
    void aChangedClusterAddress() {
      String service =
          """
          apiVersion: v1
          kind: Service
          metadata: {name: web, namespace: guestbook}
          spec: {clusterIP: 10.96.3.3, selector: {app: x}, ports: [{port: 80}]}
          """;
      apply(service);

      assertThat(rejected(service.replace("10.96.3.3", "10.96.4.4")).message())
          .contains("may not change once set");
    }

    @Test
    void aChangeOfWhatIsImmutable() {
      apply(Yaml.settings("{a: b}") + "immutable: true\n");

      assertThat(rejected(Yaml.settings("{a: c}") + "immutable: true\n").causes())
          .extracting(Cause::reason)
          .containsExactly("FieldValueForbidden");
    }

    @Test
    void anObjectWithoutANamespace() {
      Rejected rejected = rejected("{apiVersion: v1, kind: ConfigMap, metadata: {name: lost}}");

      assertThat(rejected.reason()).isEqualTo("BadRequest");
    }
  }

  @Test
  void aNamespaceOnAClusterScopedObjectIsDropped() {
    LiveResource space =
        apply("{apiVersion: v1, kind: Namespace, metadata: {name: extra, namespace: guestbook}}");

    assertThat(space.key()).isEqualTo(new ResourceKey("", "Namespace", "", "extra"));
    assertThat(cluster.get(space.key().inNamespace("guestbook"))).contains(space);
    assertThat(space.content().textAt("status", "phase")).contains("Active");
  }

  @Test
  void aTakenBackLabelGoesAndForeignOnesStay() {
    apply(Yaml.settings("{a: b}").replace("name: settings", "name: settings, labels: {x: y}"));
    cluster.edit(SETTINGS, object -> Fields.set(object, "them", "metadata", "labels", "z"));

    apply(Yaml.settings("{a: b}"));

    assertThat(cluster).has(SETTINGS, s -> assertThat(s.manifest().labels()).containsOnlyKeys("z"));
  }

  @Test
  void unchangedMeansThatNothingIsWritten() {
    LiveResource before = apply(Yaml.settings("{a: b}"));
    time.advance(Duration.ofHours(1));

    ApplyOutcome outcome = outcome(cluster, Yaml.settings("{a: b}"));

    assertThat(outcome).isEqualTo(new Applied(before, Change.UNCHANGED));
    assertThat(before.content().at("data", "a")).contains(Scalar.of("b"));
  }
}
