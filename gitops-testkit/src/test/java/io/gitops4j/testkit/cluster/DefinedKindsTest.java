package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiCall.Verb;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of definitions that change, have sizes and go; as a kube-apiserver 1.20.2 answers. */
class DefinedKindsTest extends ApiFixture {
  private static final GroupVersionKind DEFINITION =
      GroupVersionKind.of("apiextensions.k8s.io/v1", "CustomResourceDefinition");
  private static final GroupVersionKind WIDGET =
      GroupVersionKind.of("defined.example/v1", "Widget");
  private static final ResourceKey DEFINED =
      new ResourceKey(DEFINITION.group(), DEFINITION.kind(), "", "widgets.defined.example");
  private static final ResourceKey W =
      new ResourceKey("defined.example", "Widget", "guestbook", "w");

  private static Manifest definition(String fields) {
    return Yaml.manifest(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.defined.example}
        spec:
          group: defined.example
          scope: Namespaced
          names: {plural: widgets, kind: Widget}
          versions:
          - name: v1
            served: true
            storage: true
            subresources:
              scale: {specReplicasPath: .spec.size, statusReplicasPath: .status.size}
            schema:
              openAPIV3Schema:
                type: object
                properties: {spec: {type: object, properties: {%s}}}
        """
            .formatted(fields));
  }

  private static Manifest widget(String more) {
    return Yaml.manifest(
        "{apiVersion: defined.example/v1, kind: Widget, metadata: {name: w, namespace: guestbook%s"
            .formatted(more));
  }

  @BeforeEach
  void define() {
    created(definition("size: {type: integer}, list: {type: array, items: {type: object}}"));
    time.runDue();
  }

  @Test
  void isReadByTheDefinitionAsItIsNow() {
    created(widget("}, spec: {size: 1, list: [{}]}}"));
    taken(
        ApiCall.apply(
                definition(
                    "list: {type: array, items: {type: object, properties: {n: {type: integer, default: 8}}}}"),
                ME)
            .forced());
    time.runDue();

    MapValue read = taken(ApiCall.get(WIDGET, "guestbook", "w")).body();

    assertThat(read.mapAt("spec")).isEqualTo(json("{'list':[{'n':8}]}"));
  }

  @Test
  void readingASizeThatIsNotSaidFails() {
    created(widget("}, spec: {}}"));

    ApiAnswer answer = api.send(ApiCall.get(WIDGET, "guestbook", "w").on("scale"));

    String words = "the spec replicas field \".spec.size\" does not exist";
    assertThat(answer.code()).isEqualTo(500);
    assertThat(answer.message()).isEqualTo("Internal error occurred: " + words);
    assertThat(answer.body().itemsAt("details", "causes"))
        .extracting(cause -> cause.textAt("message").orElse(""))
        .containsExactly(words);
  }

  @Test
  void aSizeIsSaidByItsScale() {
    created(widget("}}"));

    MapValue scale =
        taken(ApiCall.mergePatch(WIDGET, W, json("{'spec':{'replicas':0}}"), ME).on("scale"))
            .body();

    assertThat(scale.mapAt("spec")).isEqualTo(MapValue.EMPTY);
    assertThat(taken(ApiCall.get(WIDGET, "guestbook", "w")).body().integerAt("spec", "size"))
        .contains(0L);
  }

  @Test
  void aScaleThatNamesNoVersionMeansAny() {
    created(widget("}, spec: {size: 1}}"));
    Manifest scale =
        Yaml.manifest(
            "{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: w}, spec: {replicas: 3}}");
    ApiCall call =
        new ApiCall(Verb.REPLACE, WIDGET, "guestbook", "w", "scale", scale.content(), Map.of());

    assertThat(taken(call).body().integerAt("spec", "replicas")).contains(3L);
  }

  @Test
  void aSizeBelowNothingIsRefusedWhereItIsKept() {
    created(widget("}}"));

    ApiAnswer scale =
        api.send(ApiCall.mergePatch(WIDGET, W, json("{'spec':{'replicas':-1}}"), ME).on("scale"));
    ApiAnswer object = api.send(ApiCall.mergePatch(WIDGET, W, json("{'spec':{'size':-1}}"), ME));

    assertThat(scale.message())
        .isEqualTo(
            "Widget.defined.example \"w\" is invalid: .spec.size: Invalid value: -1: should be a non-negative integer");
    assertThat(object.message()).isEqualTo(scale.message());
  }

  @Test
  void aPartThatIsNotServedIsAnObjectThatIsNotFound() {
    created(widget("}}"));

    ApiAnswer answer = api.send(ApiCall.get(WIDGET, "guestbook", "w").on("status"));

    assertThat(answer.message()).isEqualTo("widgets.defined.example \"w\" not found");
  }

  @Test
  void nothingNewComesWhereTheDefinitionGoes() {
    created(widget(", finalizers: [example.com/stays]}}"));

    MapValue going = taken(ApiCall.delete(DEFINITION, DEFINED)).body();
    time.runDue();
    ApiAnswer late = api.send(ApiCall.create(widget("}}"), ME));

    assertThat(Conditions.find(going.mapAt("status"), "Terminating").orElseThrow().textAt("reason"))
        .contains("InstanceDeletionPending");
    assertThat(late.code()).isEqualTo(405);
    assertThat(late.message())
        .isEqualTo("create not allowed while custom resource definition is terminating");
  }

  @Test
  void aDefinitionThatIsAnotherIsNotDeleted() {
    MapValue options = json("{'preconditions':{'uid':'1'}}");

    ApiAnswer answer = api.send(ApiCall.delete(DEFINITION, DEFINED).withBody(options));

    assertThat(answer.message())
        .startsWith(
            "Operation cannot be fulfilled on customresourcedefinitions.apiextensions.k8s.io \"widgets.defined.example\": Precondition failed: UID in precondition: 1, UID in object meta: ");
  }
}
