package io.gitops4j.testkit.fields;

import static io.gitops4j.testkit.fields.Shop.SETTINGS;
import static io.gitops4j.testkit.fields.Shop.WEB;
import static io.gitops4j.testkit.fields.Shop.settings;
import static io.gitops4j.testkit.fields.Shop.web;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.application.BuiltInRule;
import io.gitops4j.core.application.FieldRule;
import io.gitops4j.core.application.FieldRules;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.core.sync.SyncResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An ignored field keeps its live value. */
class IgnoringTest {
  private static final FieldRules REPLICAS =
      FieldRules.DEFAULT.with(FieldRule.ignore("apps", "Deployment").fields("/spec/replicas"));

  private final Shop shop = open();

  Shop open() {
    return new Shop();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void aNewObjectIsAsGitSays() {
    shop.rules(REPLICAS);
    shop.push(web("web:1", "replicas: 3"));

    shop.sync();

    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(3));
    shop.isSynced();
  }

  @Test
  void ignoringReplicasOfALiveDeploymentOf10NeverChangesThem() {
    shop.push(web("web:1", "replicas: 10"));
    shop.sync();
    shop.rules(REPLICAS);
    shop.push(web("web:1", "replicas: 3"));
    shop.isSynced();

    shop.push(web("web:2", "replicas: 3"));
    shop.differsOnlyIn(WEB, ".spec.template.spec.containers[name=\"web\"].image");
    assertThat(shop.app().plan().toString()).contains("leaves .spec.replicas as it is");
    shop.sync();
    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(10));

    shop.push(web("web:3", ""));
    shop.sync();
    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(10));
    shop.isSynced();
  }

  @Test
  void addingAnAutoscalerToALiveDeploymentOf10NeverChangesItsReplicas() {
    shop.push(web("web:1", "replicas: 10"));
    shop.sync();

    shop.push(web("web:2", ""), shop.scaler());
    shop.sync();

    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(10));
    shop.write(WEB, "kube-controller-manager", "14", "spec", "replicas");
    shop.isSynced();
    shop.push(web("web:3", ""), shop.scaler());
    shop.sync();
    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(14));
    shop.isSynced();
  }

  @Test
  void replicasInGitAreNoDriftUnderAnAutoscalerOfTheSameApplication() {
    shop.push(web("web:1", "replicas: 2"), shop.scaler());
    shop.sync();
    shop.write(WEB, "kube-controller-manager", "9", "spec", "replicas");

    shop.isSynced();
    shop.push(web("web:2", "replicas: 4"), shop.scaler());
    shop.differsOnlyIn(WEB, ".spec.template.spec.containers[name=\"web\"].image");
    shop.sync();

    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(9));
    shop.isSynced();
  }

  @Test
  void anAutoscalerElsewhereKeepsWhatItOwns() {
    shop.push(web("web:1", "replicas: 2"));
    shop.sync();
    shop.write(WEB, "kube-controller-manager", "9", "spec", "replicas");

    shop.isSynced();

    shop.write(WEB, "kubectl-edit", "1", "spec", "replicas");
    shop.differsOnlyIn(WEB, ".spec.replicas");
  }

  @Test
  void builtInRulesCanBeSwitchedOff() {
    shop.push(web("web:1", "replicas: 2"), shop.scaler());
    shop.sync();
    shop.write(WEB, "kube-controller-manager", "9", "spec", "replicas");
    shop.isSynced();

    shop.rules(FieldRules.DEFAULT.without(BuiltInRule.SCALED_REPLICAS));

    shop.differsOnlyIn(WEB, ".spec.replicas");
  }

  @Test
  void anOwnedValueThatChangesBeforeItIsSentBackIsReadAgain() {
    shop.push(web("web:1", "replicas: 10"));
    shop.sync();
    OnApply racing =
        new OnApply(
            shop.cluster, 1, () -> shop.write(WEB, "kubectl-scale", "12", "spec", "replicas"));
    shop.reach(racing, REPLICAS);
    shop.push(web("web:2", "replicas: 3"));

    shop.sync();

    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(12));
    assertThat(shop.live(WEB, "spec", "template", "spec", "containers").toString())
        .contains("web:2");
    shop.isSynced();
  }

  @Test
  void anObjectThatIsGoneBeforeItsValueIsSentBackIsCreatedAsGitSays() {
    shop.push(web("web:1", "replicas: 10"));
    shop.sync();
    shop.reach(new OnApply(shop.cluster, 1, () -> shop.cluster.remove(WEB)), REPLICAS);
    shop.push(web("web:2", "replicas: 3"));

    shop.sync();

    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(3));
    shop.isSynced();
  }

  @Test
  void anObjectThatNeverStandsStillIsLeftAloneAndSaidSo() {
    shop.push(web("web:1", "replicas: 10"));
    shop.sync();
    int[] written = {20};
    OnApply racing =
        new OnApply(
            shop.cluster,
            1000,
            () -> shop.write(WEB, "noise", "v" + written[0]++, "metadata", "labels", "noise"));
    shop.reach(racing, REPLICAS);
    shop.push(web("web:2", "replicas: 3"));

    SyncResult result = shop.app().sync();

    assertThat(result.isSuccess()).isFalse();
    assertThat(result.message()).contains("changed faster than it could be settled");
    assertThat(shop.live(WEB, "spec", "replicas")).isEqualTo(Scalar.of(10));
  }

  @Test
  void whatAnotherApplierOwnsTooIsGivenUp() {
    shop.push(settings("a: one, b: two"));
    shop.sync();
    shop.cluster.apply(
        ApplyRequest.forced(
            Manifest.of(
                Value.of(
                        Map.<String, Object>of(
                            "apiVersion",
                            "v1",
                            "kind",
                            "ConfigMap",
                            "metadata",
                            Map.of("name", "settings", "namespace", "shop"),
                            "data",
                            Map.of("a", "one")))
                    .mapAt()),
            "other-engine"));
    shop.rules(FieldRules.DEFAULT.with(FieldRule.ignore("", "ConfigMap").fields("/data/a")));
    shop.push(settings("a: three, b: four"));
    shop.sync();

    assertThat(shop.live(SETTINGS, "data", "a")).isEqualTo(Scalar.of("one"));
    assertThat(
            ManagedFields.of(shop.cluster.peek(SETTINGS).orElseThrow().content())
                .ownersOf(FieldPath.of("data", "a")))
        .extracting(ManagedFieldsEntry::manager)
        .containsExactly("other-engine");
    shop.isSynced();
  }

  @Test
  void endingARuleShowsWhatItHid() {
    shop.rules(FieldRules.DEFAULT.with(FieldRule.ignore("", "ConfigMap").fields("/data/a")));
    shop.push(settings("a: one, b: two"));
    shop.sync();
    shop.write(SETTINGS, "kubectl-edit", "changed", "data", "a");
    shop.isSynced();

    shop.rules(FieldRules.DEFAULT);

    shop.differsOnlyIn(SETTINGS, ".data.a");
  }

  @Test
  void whatAManagerOwnsCanBeIgnored() {
    shop.rules(FieldRules.DEFAULT.with(FieldRule.ignore("*", "*").managedBy("vault")));
    shop.push(settings("a: one, b: two"));
    shop.sync();
    shop.write(SETTINGS, "vault", "secretive", "data", "a");
    shop.isSynced();

    shop.write(SETTINGS, "kubectl-edit", "changed", "data", "b");

    shop.differsOnlyIn(SETTINGS, ".data.b");
    shop.sync();
    assertThat(shop.live(SETTINGS, "data", "a")).isEqualTo(Scalar.of("secretive"));
  }

  @Test
  void aPartOfAnAtomicListKeepsItsValueAmongNeighboursFromGit() {
    shop.rules(
        FieldRules.DEFAULT.with(
            FieldRule.ignore("apps", "Deployment")
                .fields("/spec/template/spec/containers/[name=web]/args/1")));
    shop.push(web("web:1", ""));
    shop.sync();
    shop.change(WEB, "kubectl-edit", object -> withArgs(object, "serve", "--level=debug"));
    shop.isSynced();
    shop.push(web("web:1", "").replace("[serve,", "[run,"));

    shop.differsOnlyIn(WEB, ".spec.template.spec.containers[name=\"web\"].args");
    shop.sync();

    assertThat(containers().get(0).at("args"))
        .contains(ListValue.of(Scalar.of("run"), Scalar.of("--level=debug")));
    shop.isSynced();
  }

  private List<Value> containers() {
    return shop.cluster
        .peek(WEB)
        .orElseThrow()
        .content()
        .itemsAt("spec", "template", "spec", "containers");
  }

  private static MapValue withArgs(MapValue object, String... args) {
    Value container = object.itemsAt("spec", "template", "spec", "containers").get(0);
    Value changed = container.mapAt().with("args", Value.of(List.of(args)));
    return Shop.with(object, ListValue.of(changed), "spec", "template", "spec", "containers");
  }

  @Test
  void aNewListItemIsAsGitSaysAlsoInIgnoredFields() {
    shop.rules(
        FieldRules.DEFAULT.with(
            FieldRule.ignore("apps", "Deployment")
                .fields("/spec/template/spec/containers/*/image")));
    shop.push(web("web:1", ""));
    shop.sync();
    String log = "        - {name: log, image: \"log:1\"}\n";
    shop.push(web("web:2", "") + log);

    shop.sync();

    assertThat(containers())
        .extracting(item -> item.textAt("image").orElse(""))
        .containsExactly("web:1", "log:1");
    shop.isSynced();

    shop.push(web("web:2", ""));
    shop.sync();
    assertThat(containers()).hasSize(1);
    shop.isSynced();
  }

  @Test
  void generatedRulesOfAClusterRoleAreTheControllers() {
    ResourceKey key = new ResourceKey("rbac.authorization.k8s.io", "ClusterRole", "", "all");
    String role =
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: all, labels: {tier: "%s"}}
        aggregationRule: {clusterRoleSelectors: [{matchLabels: {aggregate: "true"}}]}
        rules: []
        """;
    shop.push(role.formatted("one"));
    shop.sync();
    Value rules =
        Value.of(
            List.of(
                Map.of(
                    "apiGroups",
                    List.of(""),
                    "resources",
                    List.of("pods"),
                    "verbs",
                    List.of("get"))));
    shop.change(key, "clusterrole-aggregation-controller", object -> object.with("rules", rules));
    shop.isSynced();

    shop.push(role.formatted("two"));
    shop.differsOnlyIn(key, ".metadata.labels.tier");
    shop.sync();

    assertThat(shop.live(key, "rules")).isEqualTo(rules);
    shop.isSynced();
  }

  @Test
  void anInjectedCaBundleStays() {
    ResourceKey key =
        new ResourceKey(
            "admissionregistration.k8s.io", "ValidatingWebhookConfiguration", "", "guard");
    String guard =
        """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: {name: guard}
        webhooks:
          - name: a.guard.example
            admissionReviewVersions: [v1]
            sideEffects: None
            failurePolicy: %s
            clientConfig: {caBundle: Cg==, service: {name: guard, namespace: shop}}
        """;
    shop.push(guard.formatted("Fail"));
    shop.sync();
    shop.change(key, "cainjector", object -> withBundle(object, "UkVBTA=="));
    shop.isSynced();

    shop.push(guard.formatted("Ignore"));
    shop.differsOnlyIn(key, ".webhooks[name=\"a.guard.example\"].failurePolicy");
    shop.sync();

    assertThat(shop.live(key, "webhooks").toString()).contains("UkVBTA==");
    shop.isSynced();
  }

  private static MapValue withBundle(MapValue object, String bundle) {
    Value webhook = object.itemsAt("webhooks").get(0);
    Value client = webhook.mapAt("clientConfig").with("caBundle", Scalar.of(bundle));
    return object.with("webhooks", ListValue.of(webhook.mapAt().with("clientConfig", client)));
  }

  @Test
  void annotationsInWhichControllersNoteWhatTheyDidAreTheirs() {
    String exported =
        web("web:1", "")
            .replace(
                "{name: web}\nspec",
                "{name: web, annotations: {deployment.kubernetes.io/revision: \"7\", team: %s}}\nspec");
    shop.push(exported.formatted("a"));
    shop.sync();
    shop.write(
        WEB,
        "kube-controller-manager",
        "rev-8",
        "metadata",
        "annotations",
        "deployment.kubernetes.io/revision");
    shop.isSynced();

    shop.push(exported.formatted("b"));
    shop.differsOnlyIn(WEB, ".metadata.annotations.team");
    shop.sync();

    assertThat(shop.live(WEB, "metadata", "annotations", "deployment.kubernetes.io/revision"))
        .isEqualTo(Scalar.of("rev-8"));
  }
}
