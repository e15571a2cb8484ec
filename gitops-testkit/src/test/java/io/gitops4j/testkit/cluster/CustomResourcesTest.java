package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is expected are the answers of kube-apiserver 1.20.2. */
class CustomResourcesTest {
  private static final GroupVersionKind THING = GroupVersionKind.of("fixed.example/v1", "Thing");
  private static final ResourceKey KEY =
      new ResourceKey("fixed.example", "Thing", "guestbook", "a");

  private final VirtualTime time = VirtualTime.create();
  private final InMemoryCluster cluster =
      Yaml.withGuestbook(
          InMemoryCluster.named("old").version("v1.20.2").withoutControllers().on(time));
  private final KubernetesApi api = cluster.api();

  @BeforeEach
  void define() {
    ApiAnswer answer =
        api.send(
            ApiCall.create(
                Yaml.manifest(
                    """
                    apiVersion: apiextensions.k8s.io/v1
                    kind: CustomResourceDefinition
                    metadata: {name: things.fixed.example}
                    spec:
                      group: fixed.example
                      scope: Namespaced
                      names: {plural: things, kind: Thing}
                      versions:
                      - name: v1
                        served: true
                        storage: true
                        schema:
                          openAPIV3Schema:
                            type: object
                            properties:
                              spec:
                                type: object
                                properties:
                                  plain: {type: string}
                                  ios: {x-kubernetes-int-or-string: true}
                                  nul: {type: string, nullable: true}
                                  min: {type: string, minLength: 2}
                                  enum: {type: string, enum: [a]}
                                  number: {type: integer}
                                  texts: {type: array, items: {type: string}}
                                  def: {type: string, default: zz}
                                  free: {x-kubernetes-preserve-unknown-fields: true}
                                  obj: {type: object, properties: {a: {type: string}}}
                    """),
                "me"));
    assertThat(answer.isSuccess()).as("%s", answer).isTrue();
    time.runDue();
  }

  @AfterEach
  void close() {
    time.close();
  }

  private static Manifest thing(String metadata, String rest) {
    return Yaml.manifest(
        "{apiVersion: fixed.example/v1, kind: Thing, metadata: {name: a, namespace: guestbook%s}%s}"
            .formatted(metadata, rest));
  }

  private static Manifest thing(String spec) {
    return thing("", ", spec: {" + spec + "}");
  }

  private ApiAnswer create(String spec) {
    return api.send(ApiCall.create(thing(spec), "me"));
  }

  private ApiAnswer apply(Manifest manifest, String manager) {
    return api.send(ApiCall.apply(manifest, manager).forced());
  }

  private static String version(ApiAnswer answer) {
    assertThat(answer.isSuccess()).as("%s", answer).isTrue();
    return answer.body().textAt("metadata", "resourceVersion").orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "plain: '' | spec.plain: Invalid value: \"null\": spec.plain in body must be of type string: \"null\"",
        "number: '' | spec.number: Invalid value: \"null\": spec.number in body must be of type integer: \"null\"",
        "texts: ['', ''] | spec.texts: Invalid value: \"null\": spec.texts in body must be of type string: \"null\"",
        "min: '' | [spec.min: Invalid value: \"null\": spec.min in body must be of type string: \"null\", spec.min: Invalid value: \"\": spec.min in body should be at least 2 chars long]",
        "enum: '' | [spec.enum: Invalid value: \"null\": spec.enum in body must be of type string: \"null\", spec.enum: Unsupported value: \"\": supported values: \"a\"]"
      })
  void emptyTextsAreRefusedAsNulls(String spec, String words) {
    assertThat(create(spec).message()).isEqualTo("Thing.fixed.example \"a\" is invalid: " + words);
    assertThat(apply(thing(spec), "me").message())
        .isEqualTo("Thing.fixed.example \"a\" is invalid: " + words);
  }

  @Test
  void emptyTextsAreTakenWhereNullMayBe() {
    assertThat(create("nul: '', free: {a: ''}").code()).isEqualTo(201);
  }

  @Test
  void bodiesLoseNullsThatMayNotBe() {
    assertThat(create("plain: null, nul: null, free: null, obj: {a: null}").body().mapAt("spec"))
        .isEqualTo(thing("nul: null, obj: {}, def: zz").content().mapAt("spec"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"plain: null | spec.plain", "obj: {a: null} | spec.obj.a", "obj: null | spec.obj"})
  void nullsOfAnApplyAreValidated(String spec, String field) {
    ApiAnswer answer = apply(thing(spec), "me");

    assertThat(answer.code()).isEqualTo(422);
    assertThat(answer.message()).contains(field + ": Invalid value: \"null\": ");
  }

  @Test
  void whatPruningEmptiesIsANull() {
    apply(thing("obj: {a: x}"), "me");

    assertThat(apply(thing("obj: {}"), "me").message())
        .contains("spec.obj: Invalid value: \"null\": spec.obj in body must be of type object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"', annotations: {}' | ''", "', finalizers: []' | ''", "'' | ', bogus: 1'"})
  void anApplyWritesWhatIsNotReadAgain(String metadata, String rest) {
    String first = version(apply(thing(metadata.replace("'", ""), rest.replace("'", "")), "a"));
    String second = version(apply(thing("", ""), "b"));
    String third = version(apply(thing("", ""), "b"));
    String fourth = version(apply(thing(metadata.replace("'", ""), rest.replace("'", "")), "a"));

    assertThat(second).isNotEqualTo(first);
    assertThat(third).isEqualTo(second);
    assertThat(fourth).isNotEqualTo(third);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x: 1         | {free: [null, 1, null]}       | [1]",
        "x: 1         | {free: [[null, 1]]}           | [[1]]",
        "x: 1         | {free: [{a: null, b: 1}]}     | [{b: 1}]",
        "free: {x: 1} | {free: {a: [{b: [null]}]}}    | {x: 1, a: [{b: []}]}",
        "free: {x: 1} | {free: [{x: {y: null}}]}      | [{x: {y: null}}]",
        "free: [1]    | {free: {a: {b: null}}}        | {a: {}}"
      })
  void mergePatchesLoseNullsInLists(String before, String patch, String after) {
    create(before);
    MapValue body = thing("", ", spec: " + patch).content().without("metadata");

    ApiAnswer answer = api.send(ApiCall.mergePatch(THING, KEY, body, "me"));

    assertThat(answer.body().at("spec", "free"))
        .isEqualTo(thing("free: " + after).content().at("spec", "free"));
  }

  @Test
  void ownedFieldsAreInTheOrderOfText() {
    Value fields =
        apply(thing("free: {a: {z: 1}, 'a-b': 2, B: 3}"), "me")
            .body()
            .itemsAt("metadata", "managedFields")
            .get(0)
            .mapAt("fieldsV1", "f:spec", "f:free");

    assertThat(fields.mapAt().keys()).containsExactly(".", "f:B", "f:a", "f:a-b");
  }

  @Test
  void noManagersInABodyForgetNone() {
    MapValue created = create("plain: x").body();
    MapValue body = Fields.set(created, Value.of(List.of()), "metadata", "managedFields");

    MapValue replaced = api.send(ApiCall.replace(Manifest.of(body), "you")).body();

    assertThat(replaced.at("metadata", "managedFields"))
        .isEqualTo(created.at("metadata", "managedFields"));
  }
}
