package io.gitops4j.testkit.fields;

import static io.gitops4j.testkit.fields.Shop.SETTINGS;
import static io.gitops4j.testkit.fields.Shop.WEB;
import static io.gitops4j.testkit.fields.Shop.settings;
import static io.gitops4j.testkit.fields.Shop.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.FieldRule;
import io.gitops4j.core.application.FieldRules;
import io.gitops4j.core.diff.FieldChange;
import io.gitops4j.core.diff.FieldChange.Reason;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.core.sync.ResourceResult;
import io.gitops4j.core.sync.SyncResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose fields are whose, and what becomes of those that others own. */
class OwningTest {
  private final Shop shop = open();

  Shop open() {
    return new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void whatWasEditedByHandAndBackAndThenLeftGitGoesAway() {
    shop.push(settings("a: one, b: two"));
    shop.sync();
    shop.write(SETTINGS, "kubectl-edit", "other", "data", "b");
    shop.write(SETTINGS, "kubectl-edit", "two", "data", "b");

    shop.push(settings("a: one"));
    shop.differsOnlyIn(SETTINGS, ".data.b");
    FieldChange change = shop.changes(SETTINGS).get(0);
    assertThat(change.reason()).isEqualTo(Reason.NO_LONGER_STATED);
    assertThat(change.owner()).contains("kubectl-edit");
    assertThat(shop.app().plan().toString()).contains("takes over fields of others first");
    SyncResult result = shop.sync();

    assertThat(result.resource(SETTINGS).orElseThrow().message())
        .isEqualTo("took over fields of others");
    assertThat(shop.live(SETTINGS, "data", "b")).isEqualTo(Scalar.NULL);
    shop.isSynced();
  }

  @Test
  void theSameIfASyncSharedTheFieldMeanwhile() {
    shop.push(settings("a: one, b: two"));
    shop.sync();
    shop.write(SETTINGS, "kubectl-edit", "other", "data", "b");
    shop.write(SETTINGS, "kubectl-edit", "two", "data", "b");
    shop.sync();

    shop.push(settings("a: one"));
    shop.differsOnlyIn(SETTINGS, ".data.b");
    shop.sync();

    assertThat(shop.live(SETTINGS, "data", "b")).isEqualTo(Scalar.NULL);
    shop.isSynced();
  }

  @Test
  void whatAControllerTookOverStaysWhenGitStatesItNoMore() {
    shop.push(web("web:1", "replicas: 2"));
    shop.sync();
    shop.write(WEB, "kube-controller-manager", "9", "spec", "replicas");

    shop.push(web("web:1", ""));
    shop.isSynced();
    shop.push(web("web:2", ""));
    shop.sync();

    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(9));
  }

  @Test
  void anObjectThatChangesBeforeItsOwnersAreRewrittenIsReadAgain() {
    shop.push(settings("a: one, b: two"));
    shop.sync();
    shop.write(SETTINGS, "kubectl-edit", "other", "data", "b");
    shop.reach(
        new OnApply(
            shop.cluster, 1, () -> shop.write(SETTINGS, "kubectl-edit", "third", "data", "c")),
        FieldRules.DEFAULT);
    shop.push(settings("a: one"));

    shop.sync();

    assertThat(shop.live(SETTINGS, "data").toPlain()).isEqualTo(Map.of("a", "one", "c", "third"));
    shop.isSynced();
  }

  @Test
  void fieldsOfOthersShowApartAndNeverCount() {
    shop.push(settings("a: one"));
    shop.sync();
    shop.write(SETTINGS, "kubectl-edit", "theirs", "data", "z");

    shop.isSynced();
    assertThat(shop.diff(SETTINGS).foreign())
        .singleElement()
        .satisfies(
            field -> {
              assertThat(field.path()).hasToString(".data.z");
              assertThat(field.value()).contains(Scalar.of("theirs"));
              assertThat(field.owner()).isEqualTo("kubectl-edit");
            });
  }

  @Test
  void strictRulesReportAndRemoveFieldsOfOthersButNotOfControllers() {
    shop.rules(FieldRules.DEFAULT.strict());
    shop.push(web("web:1", ""));
    shop.sync();
    shop.isSynced();
    shop.write(WEB, "kubectl-edit", "x", "metadata", "labels", "extra");
    shop.write(WEB, "kube-controller-manager", "y", "metadata", "annotations", "controller");

    shop.differsOnlyIn(WEB, ".metadata.labels.extra");
    assertThat(shop.changes(WEB).get(0).reason()).isEqualTo(Reason.FOREIGN);
    assertThat(shop.changes(WEB).get(0).owner()).contains("kubectl-edit");
    shop.sync();

    assertThat(shop.live(WEB, "metadata", "labels", "extra")).isEqualTo(Scalar.NULL);
    assertThat(shop.live(WEB, "metadata", "annotations", "controller")).isEqualTo(Scalar.of("y"));
    shop.isSynced();
  }

  @Test
  void strictRulesRemoveItemsOfOthersButNotWhatHoldsAnObject() {
    shop.rules(FieldRules.DEFAULT.strict());
    shop.push(web("web:1", ""));
    shop.sync();
    shop.change(WEB, "kubectl-edit", OwningTest::withSidecarAndFinalizer);

    assertThat(shop.changes(WEB))
        .isNotEmpty()
        .allSatisfy(
            change -> {
              assertThat(change.reason()).isEqualTo(Reason.FOREIGN);
              assertThat(change.path().toString()).contains("containers[name=\"side\"]");
            });
    shop.sync();

    assertThat(shop.live(WEB, "spec", "template", "spec", "containers").itemsAt()).hasSize(1);
    assertThat(shop.live(WEB, "metadata", "finalizers").itemsAt())
        .containsExactly(Scalar.of("shop.example/hold"));
    shop.isSynced();
  }

  private static MapValue withSidecarAndFinalizer(MapValue deployment) {
    List<Value> containers =
        new ArrayList<>(deployment.itemsAt("spec", "template", "spec", "containers"));
    containers.add(0, Value.of(Map.of("name", "side", "image", "side:1")));
    MapValue withSidecar =
        Shop.with(deployment, Value.of(containers), "spec", "template", "spec", "containers");
    return Shop.with(withSidecar, Value.of(List.of("shop.example/hold")), "metadata", "finalizers");
  }

  @Test
  void yieldingLeavesAFieldToOthersWhileTheyOwnIt() {
    shop.rules(FieldRules.DEFAULT.with(FieldRule.yielding("", "ConfigMap").fields("/data/*")));
    shop.push(settings("a: one, b: two"));
    shop.sync();
    shop.write(SETTINGS, "operator", "theirs", "data", "a");
    shop.isSynced();

    shop.push(settings("a: three, b: four"));
    shop.differsOnlyIn(SETTINGS, ".data.b");
    shop.sync();

    assertThat(shop.live(SETTINGS, "data", "a")).isEqualTo(Scalar.of("theirs"));
    shop.isSynced();
  }

  @Test
  void failingShowsTheFieldWithItsOwnerAndBlocksThatObjectAlone() {
    shop.rules(
        FieldRules.DEFAULT.with(FieldRule.failOnConflict("", "ConfigMap").fields("/data/a")));
    shop.push(settings("a: one, b: two"));
    shop.sync();
    shop.write(SETTINGS, "operator", "theirs", "data", "a");
    shop.push(settings("a: one, b: four"), web("web:1", ""));

    assertThat(shop.diff(SETTINGS).verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(shop.diff(SETTINGS).why()).contains(".data.a is owned by operator");
    assertThat(shop.changes(SETTINGS))
        .extracting(it -> it.path().toString())
        .containsExactlyInAnyOrder(".data.a", ".data.b");
    SyncResult result = shop.app().sync();

    assertThat(result.isSuccess()).isFalse();
    assertThat(result.resource(SETTINGS).orElseThrow())
        .satisfies(it -> assertThat(it.code()).isEqualTo(ResourceResult.Code.FAILED))
        .satisfies(it -> assertThat(it.message()).contains("operator"));
    assertThat(result.resource(WEB).orElseThrow().code()).isEqualTo(ResourceResult.Code.CREATED);
    assertThat(shop.live(SETTINGS, "data", "b")).isEqualTo(Scalar.of("two"));

    shop.push(settings("a: theirs, b: four"), web("web:1", ""));
    shop.sync();
    assertThat(shop.live(SETTINGS, "data", "b")).isEqualTo(Scalar.of("four"));
    shop.isSynced();
  }

  @Test
  void whatKubectlAppliedBeforeAndGitDoesNotStateGoesWhenItIsAdopted() {
    shop.push(settings("a: one"));
    createdByKubectl();

    shop.differsOnlyIn(
        SETTINGS,
        ".metadata.annotations.gitops4j.io/tracking-id",
        ".data.old",
        ".metadata.annotations.kubectl.kubernetes.io/last-applied-configuration");
    shop.sync();

    assertThat(shop.live(SETTINGS, "data").toPlain()).isEqualTo(Map.of("a", "one"));
    shop.isSynced();
  }

  @Test
  void defaultsWrittenWithWhatKubectlAppliedNeverBecomeDrift() {
    String stated =
        web("web:1", "replicas: 2").replace("{name: web}\n", "{name: web, namespace: shop}\n");
    MapValue document = ManifestReader.create().read("web.yaml", stated).get(0).content();
    shop.cluster.create(namespace(), "test");
    shop.cluster.create(Manifest.of(noted(document)), "kubectl-client-side-apply");
    shop.push(web("web:1", "replicas: 2"));

    shop.differsOnlyIn(
        WEB,
        ".metadata.annotations.gitops4j.io/tracking-id",
        ".metadata.annotations.kubectl.kubernetes.io/last-applied-configuration");
    shop.sync();
    shop.isSynced();
    // Another rule ends what is remembered of the sync.
    shop.rules(
        FieldRules.DEFAULT.with(FieldRule.ignore("apps", "*").fields("/spec/minReadySeconds")));

    shop.isSynced();
    assertThat(shop.diff(WEB).foreign()).isEmpty();
    assertThat(ManagedFields.of(shop.cluster.peek(WEB).orElseThrow().content()).entries())
        .extracting(ManagedFieldsEntry::manager)
        .doesNotContain("kubectl-client-side-apply");
  }

  /** As kubectl notes what it was given. */
  private static MapValue noted(MapValue document) {
    Scalar note = Scalar.of(CanonicalJson.write(document));
    return Shop.with(
        document,
        note,
        "metadata",
        "annotations",
        "kubectl.kubernetes.io/last-applied-configuration");
  }

  @Test
  void whatHelmWroteGoesOnceAndItIsSaidThatDefaultsMayComeBack() {
    String stated =
        web("web:1", "replicas: 2").replace("{name: web}\n", "{name: web, namespace: shop}\n");
    shop.cluster.create(namespace(), "test");
    shop.cluster.create(ManifestReader.create().read("web.yaml", stated).get(0), "helm");
    shop.push(web("web:1", "replicas: 2"));

    assertThat(shop.diff(WEB).confirmed()).isFalse();
    assertThat(shop.diff(WEB).why())
        .isEqualTo("the server may fill in .spec.progressDeadlineSeconds again");
    shop.sync();

    shop.isSynced();
    assertThat(shop.live(WEB, "spec", "progressDeadlineSeconds")).isEqualTo(Scalar.of(600));
  }

  @Test
  void nobodyIsAdoptedFromIfToldSo() {
    shop.rules(FieldRules.DEFAULT.adoptingFrom());
    shop.push(settings("a: one"));
    createdByKubectl();

    shop.sync();

    assertThat(shop.live(SETTINGS, "data").toPlain()).isEqualTo(Map.of("a", "one", "old", "yes"));
    shop.isSynced();
  }

  private void createdByKubectl() {
    MapValue document =
        Value.of(
                Map.<String, Object>of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "ConfigMap",
                    "metadata",
                    Map.of("name", "settings", "namespace", "shop"),
                    "data",
                    Map.of("a", "one", "old", "yes")))
            .mapAt();
    shop.cluster.create(namespace(), "test");
    shop.cluster.create(Manifest.of(noted(document)), "kubectl-client-side-apply");
  }

  private static Manifest namespace() {
    return Manifest.of(
        Value.of(
                Map.<String, Object>of(
                    "apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", "shop")))
            .mapAt());
  }
}
