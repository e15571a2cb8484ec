package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiWritesTest extends ApiFixture {
  private static final GroupVersionKind DEPLOYMENT = GroupVersionKind.of("apps/v1", "Deployment");
  private static final ResourceKey FRONTEND = Yaml.key("apps", "Deployment", "frontend");

  private ApiAnswer jsonPatched(String patch) {
    Value operations = Json.read("test", patch.replace('\'', '"'));
    return api.send(ApiCall.jsonPatch(CONFIG_MAP, key("settings"), operations, ME));
  }

  private void createSettings() {
    created(Yaml.manifest(Yaml.settings("{a: '1', b: '2'}")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[{'op':'add','path':'/data/c','value':'3'}]|{'a':'1','b':'2','c':'3'}",
        "[{'op':'replace','path':'/data/a','value':'3'}]|{'a':'3','b':'2'}",
        "[{'op':'remove','path':'/data/a'}]|{'b':'2'}",
        "[{'op':'move','from':'/data/a','path':'/data/c'}]|{'b':'2','c':'1'}",
        "[{'op':'copy','from':'/data/a','path':'/data/c'}]|{'a':'1','b':'2','c':'1'}",
        "[{'op':'test','path':'/data/a','value':'1'},{'op':'remove','path':'/data/b'}]|{'a':'1'}",
        "[{'op':'test','path':'/data/z','value':null}]|{'a':'1','b':'2'}",
        "[{'op':'replace','path':'/data/z','value':'1'}]|422",
        "[{'op':'copy','from':'/data/z','path':'/data/c'}]|422",
        "[{'op':'frob','path':'/data/a'}]|422",
        "[{'op':'replace','path':'','value':{}}]|422",
        "[]|{'a':'1','b':'2'}",
      })
  void changesByJsonPatch(String patch, String expected) {
    createSettings();

    ApiAnswer answer = jsonPatched(patch);

    if (expected.equals("422")) {
      assertThat(answer.code()).isEqualTo(422);
    } else {
      assertThat(answer.body().mapAt("data")).isEqualTo(json(expected));
    }
  }

  @Test
  void forgetsOwnersThatAReplacementEmpties() {
    createSettings();
    MapValue owned = taken(ApiCall.get(CONFIG_MAP, "guestbook", "settings")).body();
    assertThat(owned.itemsAt("metadata", "managedFields")).isNotEmpty();

    MapValue disowned =
        owned.with("metadata", owned.mapAt("metadata").with("managedFields", ListValue.EMPTY));
    ApiAnswer answer = api.send(ApiCall.replace(Manifest.of(disowned), ME));

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.body().at("metadata", "managedFields")).isEmpty();
  }

  @Test
  void countsTheItemsOfListsInAJsonPatch() {
    createSettings();

    jsonPatched("[{'op':'add','path':'/metadata/finalizers','value':['a.b/c','d.e/f']}]");
    jsonPatched("[{'op':'add','path':'/metadata/finalizers/-','value':'g.h/i'}]");
    jsonPatched("[{'op':'add','path':'/metadata/finalizers/0','value':'j.k/l'}]");
    ApiAnswer answer = jsonPatched("[{'op':'remove','path':'/metadata/finalizers/1'}]");

    assertThat(answer.body().at("metadata", "finalizers"))
        .contains(Value.of(List.of("j.k/l", "d.e/f", "g.h/i")));
    assertThat(jsonPatched("[{'op':'remove','path':'/metadata/finalizers/9'}]").code())
        .isEqualTo(422);
  }

  @Test
  void readsEscapesInAJsonPatch() {
    created(settings("settings", ", annotations: {x.y/z: a}"));

    ApiAnswer answer =
        jsonPatched("[{'op':'replace','path':'/metadata/annotations/x.y~1z','value':'b'}]");

    assertThat(answer.body().textAt("metadata", "annotations", "x.y/z")).contains("b");
  }

  @Test
  void mergePatchRemovesByNull() {
    createSettings();

    MapValue patch = json("{'data':{'a':null,'c':'3'},'metadata':{'labels':{'x':null}}}");
    MapValue after = taken(ApiCall.mergePatch(CONFIG_MAP, key("settings"), patch, "you")).body();

    assertThat(after.mapAt("data")).isEqualTo(json("{'b':'2','c':'3'}"));
    assertThat(ManagedFields.of(after).entries())
        .extracting(ManagedFieldsEntry::manager)
        .containsExactly(ME, "you");
  }

  @Test
  void aCallWithoutAManagerIsOfNobodyKnown() {
    MapValue made = taken(ApiCall.create(settings("a", ", labels: {x: y}"), "")).body();

    assertThat(ManagedFields.of(made).entries())
        .extracting(ManagedFieldsEntry::manager)
        .containsExactly("unknown");
  }

  @Test
  void dryRunsStoreNothing() {
    createSettings();
    MapValue before = taken(ApiCall.get(CONFIG_MAP, "guestbook", "settings")).body();
    Manifest other = Yaml.manifest(Yaml.settings("{z: '9'}"));

    MapValue replaced = taken(ApiCall.replace(other, "you").asDryRun()).body();
    ApiAnswer made = taken(ApiCall.create(settings("new"), ME).asDryRun());
    ApiAnswer applied = taken(ApiCall.apply(settings("new"), ME).asDryRun());
    taken(ApiCall.delete(CONFIG_MAP, key("settings")).asDryRun());

    assertThat(replaced.at("metadata", "resourceVersion"))
        .isEqualTo(before.at("metadata", "resourceVersion"));
    assertThat(replaced.mapAt("data")).isEqualTo(json("{'z':'9'}"));
    assertThat(List.of(made, applied))
        .allSatisfy(
            answer -> {
              assertThat(answer.code()).isEqualTo(201);
              assertThat(answer.body().at("metadata", "resourceVersion")).isEmpty();
              assertThat(answer.body().textAt("metadata", "uid")).isPresent();
            });
    assertThat(taken(ApiCall.get(CONFIG_MAP, "guestbook", "settings")).body()).isEqualTo(before);
    assertThat(api.send(ApiCall.get(CONFIG_MAP, "guestbook", "new")).code()).isEqualTo(404);
  }

  @Test
  void theCreatorDoesNotOwnWhatTypesAlwaysHave() {
    InMemoryCluster old =
        Yaml.withGuestbook(
            InMemoryCluster.named("old").version("v1.20.2").withoutControllers().on(time));
    Manifest manifest = Yaml.manifest(Yaml.deployment("x", 2));

    MapValue made = old.api().send(ApiCall.create(manifest, ME)).body();

    MapValue owned = ManagedFields.of(made).entries().get(0).fields().toFieldsV1();
    assertThat(owned.get("f:status")).isEmpty();
    assertThat(owned.at("f:spec", ".")).isEmpty();
    assertThat(owned.at("f:spec", "f:template", ".")).isEmpty();
    assertThat(owned.at("f:spec", "f:strategy", ".")).isEmpty();
    assertThat(owned.at("f:spec", "f:strategy", "f:rollingUpdate", ".")).isPresent();
    assertThat(owned.at("f:spec", "f:template", "f:spec", "f:containers", ".")).isEmpty();
    assertThat(owned.at("f:spec", "f:template", "f:metadata", "f:labels", ".")).isPresent();
  }

  @Nested
  class Subresources {
    @Test
    void statusLeavesTheSpecAlone() {
      created(Yaml.manifest(Yaml.deployment("x", 2)));
      MapValue patch =
          json(
              "{'status':{'replicas':1,'readyReplicas':1},'spec':{'replicas':7},"
                  + "'metadata':{'labels':{'q':'r'},'annotations':{'s':'t'}}}");

      MapValue after =
          taken(ApiCall.mergePatch(DEPLOYMENT, FRONTEND, patch, "you").on("status")).body();

      assertThat(after.integerAt("spec", "replicas")).contains(2L);
      assertThat(after.integerAt("status", "readyReplicas")).contains(1L);
      assertThat(after.at("metadata", "labels", "q")).isEmpty();
      assertThat(after.textAt("metadata", "annotations", "s")).contains("t");
      assertThat(after.integerAt("metadata", "generation")).contains(1L);
    }

    @Test
    void statusIsAppliedOnlyToWhatIsThere() {
      Manifest manifest =
          Yaml.manifest(
              "{apiVersion: apps/v1, kind: Deployment,"
                  + " metadata: {name: frontend, namespace: guestbook},"
                  + " status: {replicas: 1, readyReplicas: 1, availableReplicas: 1}}");
      ApiCall call = ApiCall.apply(manifest, "you").on("status");

      assertThat(api.send(call).code()).isEqualTo(404);
      created(Yaml.manifest(Yaml.deployment("x", 2)));

      assertThat(taken(call).body().integerAt("status", "availableReplicas")).contains(1L);
    }

    @Test
    void scaleIsTheSizeOfAWorkload() {
      created(Yaml.manifest(Yaml.deployment("x", 2)));
      MapValue five = json("{'spec':{'replicas':5}}");

      MapValue scaled =
          taken(ApiCall.mergePatch(DEPLOYMENT, FRONTEND, five, "you").on("scale")).body();

      assertThat(scaled.textAt("kind")).contains("Scale");
      assertThat(scaled.integerAt("spec", "replicas")).contains(5L);
      assertThat(scaled.textAt("status", "selector")).contains("app=frontend");
      MapValue live = taken(ApiCall.get(DEPLOYMENT, "guestbook", "frontend")).body();
      assertThat(live.integerAt("spec", "replicas")).contains(5L);
      assertThat(live.integerAt("metadata", "generation")).contains(2L);
    }

    @Test
    void finalizeEndsANamespace() {
      ResourceKey space = new ResourceKey("", "Namespace", "", "extra");
      Manifest manifest =
          Yaml.manifest("{apiVersion: v1, kind: Namespace, metadata: {name: extra}}");
      created(manifest);

      MapValue going = taken(ApiCall.delete(NAMESPACE, space)).body();
      MapValue kept =
          taken(ApiCall.mergePatch(NAMESPACE, space, json("{'spec':{'finalizers':null}}"), ME))
              .body();
      ApiAnswer late = api.send(ApiCall.create(settings("late").inNamespace("extra"), ME));
      taken(ApiCall.replace(manifest, ME).on("finalize"));

      assertThat(going.textAt("status", "phase")).contains("Terminating");
      assertThat(kept.itemsAt("spec", "finalizers")).hasSize(1);
      assertThat(late.code()).isEqualTo(403);
      assertThat(late.body().itemsAt("details", "causes").get(0).textAt("reason"))
          .contains("NamespaceTerminating");
      assertThat(api.send(ApiCall.get(NAMESPACE, "", "extra")).code()).isEqualTo(404);
    }
  }

  @Nested
  class Replacing {
    @Test
    void needsAResourceVersionForSomeKinds() {
      Manifest lease =
          Yaml.manifest(
              "{apiVersion: coordination.k8s.io/v1, kind: Lease,"
                  + " metadata: {name: l, namespace: guestbook}}");

      assertThat(taken(ApiCall.replace(lease, ME)).code()).isEqualTo(201);
      assertThat(api.send(ApiCall.replace(lease, ME)).message())
          .isEqualTo(
              "leases.coordination.k8s.io \"l\" is invalid: metadata.resourceVersion: Invalid value:"
                  + " 0x0: must be specified for an update");
    }

    @Test
    void byTheSameIsNoWrite() {
      MapValue before = created(Yaml.manifest(Yaml.settings("{a: b}")));
      time.advance(Duration.ofHours(1));

      ApiAnswer answer = taken(ApiCall.replace(Yaml.manifest(Yaml.settings("{a: b}")), "you"));

      assertThat(answer.body()).isEqualTo(before);
    }
  }

  @Test
  void anObjectIsAnsweredInTheVersionAskedFor() {
    InMemoryCluster old =
        Yaml.withGuestbook(
            InMemoryCluster.named("old").version("v1.21.0").withoutControllers().on(time));
    GroupVersionKind beta = GroupVersionKind.of("policy/v1beta1", "PodDisruptionBudget");
    Manifest budget =
        Yaml.manifest(
            "{apiVersion: policy/v1, kind: PodDisruptionBudget,"
                + " metadata: {name: p, namespace: guestbook}, spec: {minAvailable: 1}}");

    old.create(budget, ME);
    MapValue answer = old.api().send(ApiCall.get(beta, "guestbook", "p")).body();

    assertThat(answer.textAt("apiVersion")).contains("policy/v1beta1");
    assertThat(answer.integerAt("spec", "minAvailable")).contains(1L);
    assertThat(ManagedFields.of(answer).entries())
        .extracting(ManagedFieldsEntry::apiVersion)
        .containsExactly("policy/v1");
  }
}
