package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
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
import org.junit.jupiter.api.Test;

class ApiDefinitionsTest extends ApiFixture {
  private static final GroupVersionKind DEFINITION =
      GroupVersionKind.of("apiextensions.k8s.io/v1", "CustomResourceDefinition");
  private static final ResourceKey WIDGETS =
      new ResourceKey(
          "apiextensions.k8s.io", "CustomResourceDefinition", "", "widgets.example.org");
  private static final GroupVersionKind V1 = GroupVersionKind.of("example.org/v1", "Widget");
  private static final GroupVersionKind BETA = GroupVersionKind.of("example.org/v1beta1", "Widget");
  private static final ResourceKey WIDGET =
      new ResourceKey("example.org", "Widget", "guestbook", "w");

  private static Manifest definition(String name, String kind) {
    return Yaml.manifest(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: %1$s.example.org}
        spec:
          group: example.org
          scope: Namespaced
          names: {plural: %1$s, singular: widget, kind: %2$s, listKind: %2$sList}
          versions:
          - name: v1beta1
            served: true
            storage: false
            schema: &any {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
            subresources:
              status: {}
              scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.size}
        """
            .formatted(name, kind)
            .replace("&any ", ""));
  }

  private static Manifest widget(String version, String more) {
    return Yaml.manifest(
        "{apiVersion: example.org/%s, kind: Widget, metadata: {name: w, namespace: guestbook%s},"
                .formatted(version, more)
            + " spec: {size: 3}, status: {size: 2}}");
  }

  private void serveWidgets() {
    created(definition("widgets", "Widget"));
    time.advance(Duration.ofSeconds(1));
  }

  private MapValue live(ResourceKey key) {
    return cluster.peek(key).orElseThrow().content();
  }

  @Test
  void areServedOnceTheirNamesAreAccepted() {
    created(definition("widgets", "Widget"));
    ApiAnswer before = api.send(ApiCall.list(V1, "guestbook"));
    time.advance(Duration.ofSeconds(1));

    assertThat(before.code()).isEqualTo(404);
    assertThat(taken(ApiCall.list(V1, "guestbook")).body().textAt("kind")).contains("WidgetList");
    MapValue status = live(WIDGETS).mapAt("status");
    assertThat(status.itemsAt("conditions"))
        .extracting(condition -> condition.textAt("type").orElse(""))
        .containsExactly("NamesAccepted", "Established");
    assertThat(status.textAt("acceptedNames", "plural")).contains("widgets");
    assertThat(ManagedFields.of(live(WIDGETS)).entries())
        .extracting(ManagedFieldsEntry::manager)
        .contains("kube-apiserver", ME);
  }

  @Test
  void areServedInAllVersionsTheStableOneFirst() {
    serveWidgets();
    created(widget("v1beta1", ""));

    MapValue answer = taken(ApiCall.get(V1, "guestbook", "w")).body();

    assertThat(answer.textAt("apiVersion")).contains("example.org/v1");
    assertThat(ManagedFields.of(answer).entries())
        .extracting(ManagedFieldsEntry::apiVersion)
        .containsExactly("example.org/v1beta1");
    assertThat(
            cluster.info().resource(new GroupKind("example.org", "Widget")).map(ApiResource::kind))
        .contains(V1);
  }

  @Test
  void haveSubresourcesPerVersion() {
    serveWidgets();
    MapValue made = created(widget("v1", ""));

    MapValue patch =
        json("{'spec':{'size':9},'status':{'size':1},'metadata':{'labels':{'a':'b'}}}");
    MapValue after = taken(ApiCall.mergePatch(V1, WIDGET, patch, ME).on("status")).body();
    MapValue scale = taken(ApiCall.get(V1, "guestbook", "w").on("scale")).body();

    assertThat(made.get("status")).isEmpty();
    assertThat(after.integerAt("spec", "size")).contains(3L);
    assertThat(after.at("metadata", "labels")).isEmpty();
    assertThat(scale.mapAt("spec")).isEqualTo(json("{'replicas':3}"));
    assertThat(scale.mapAt("status")).isEqualTo(json("{'replicas':1}"));
    assertThat(api.send(ApiCall.get(BETA, "guestbook", "w").on("status")).code()).isEqualTo(404);
  }

  @Test
  void areLockedAndCheckedInTheirKind() {
    serveWidgets();
    created(widget("v1", ""));

    assertThat(api.send(ApiCall.replace(widget("v1", ""), ME)).message())
        .isEqualTo(
            "widgets.example.org \"w\" is invalid: metadata.resourceVersion: Invalid value: 0x0: must"
                + " be specified for an update");
    ApiCall other =
        ApiCall.create(widget("v1", ""), ME)
            .withBody(
                json("{'apiVersion':'example.org/v1','kind':'Gadget','metadata':{'name':'x'}}"));
    assertThat(api.send(other).message())
        .endsWith("is invalid: kind: Invalid value: \"Gadget\": must be Widget");
  }

  @Test
  void goWithAllTheirObjects() {
    serveWidgets();
    created(widget("v1", ", finalizers: [a.b/c]"));

    MapValue answer = taken(ApiCall.delete(DEFINITION, WIDGETS)).body();
    time.advance(Duration.ofSeconds(1));
    MapValue waiting = live(WIDGETS);
    MapValue patch = json("{'metadata':{'finalizers':null}}");
    taken(ApiCall.mergePatch(V1, WIDGET, patch, ME));
    time.advance(Duration.ofSeconds(1));

    assertThat(answer.itemsAt("metadata", "finalizers"))
        .containsExactly(Value.of("customresourcecleanup.apiextensions.k8s.io"));
    assertThat(answer.at("metadata", "deletionGracePeriodSeconds")).isEmpty();
    assertThat(Conditions.isTrue(waiting.mapAt("status"), "Terminating")).isTrue();
    assertThat(List.of(api.send(ApiCall.get(DEFINITION, "", WIDGETS.name())).code()))
        .containsExactly(404);
    assertThat(api.send(ApiCall.list(V1, "guestbook")).code()).isEqualTo(404);
  }

  @Test
  void doNotTakeAKindOfAnother() {
    serveWidgets();
    created(definition("gizmos", "Widget"));
    time.advance(Duration.ofSeconds(1));

    MapValue status =
        live(new ResourceKey(WIDGETS.group(), WIDGETS.kind(), "", "gizmos.example.org"))
            .mapAt("status");

    assertThat(Conditions.isTrue(status, "NamesAccepted")).isFalse();
    assertThat(Conditions.isTrue(status, "Established")).isFalse();
    assertThat(cluster.info().resource(V1).map(ApiResource::plural)).contains("widgets");
  }

  @Test
  void pruneFillInAndCheckTheirObjects() {
    String schema =
        "{type: object, properties: {spec: {type: object, properties: {size: {type: integer},"
            + " color: {type: string, default: red}}}}}";
    MapValue open = definition("widgets", "Widget").content();
    String closed =
        CanonicalJson.write(open)
            .replace(
                "{\"type\":\"object\",\"x-kubernetes-preserve-unknown-fields\":true}",
                CanonicalJson.write(Yaml.value(schema)));
    created(Manifest.of(json(closed)));
    time.advance(Duration.ofSeconds(1));

    MapValue made = created(widget("v1beta1", ""));
    MapValue patch = json("{'spec':{'size':'large'}}");
    ApiAnswer wrong = api.send(ApiCall.mergePatch(V1, WIDGET, patch, ME));

    assertThat(made.mapAt("spec")).isEqualTo(json("{'size':3,'color':'red'}"));
    assertThat(made.get("status")).isEmpty();
    assertThat(wrong.code()).isEqualTo(422);
    assertThat(wrong.message())
        .contains("spec.size: Invalid value: \"string\"", "must be of type integer");
  }
}
