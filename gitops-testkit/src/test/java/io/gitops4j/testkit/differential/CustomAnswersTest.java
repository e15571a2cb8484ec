package io.gitops4j.testkit.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiCall.Verb;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.cluster.InMemoryCluster;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How a kube-apiserver 1.20.2 answered calls about custom kinds: those before the last prepare, the
 * last one's answer must hold the words.
 */
class CustomAnswersTest {
  private static final String NAMESPACE = "default";

  private static Arguments answer(String what, int code, String words, String... calls) {
    return argumentSet(what, List.of(calls), code, words);
  }

  /** As in {@code "APPLY Free/status alpha {'data':{}}"}. */
  private static ApiCall call(String line) {
    String[] words = line.split(" ", 4);
    String[] target = words[1].split("/", -1);
    Verb verb = Verb.valueOf(words[0]);
    GroupVersionKind kind = GroupVersionKind.of("differential.example/v1", target[0]);
    Value body = Json.read("test", words[3].replace('\'', '"'));
    return new ApiCall(
        verb,
        kind,
        NAMESPACE,
        verb == Verb.CREATE ? "" : "a",
        target.length > 1 ? target[1] : "",
        words[0].endsWith("PATCH") ? body : completed(kind, body.mapAt()),
        verb == Verb.APPLY
            ? Map.of("fieldManager", words[2], "force", "true")
            : Map.of("fieldManager", words[2]));
  }

  private static MapValue completed(GroupVersionKind kind, MapValue body) {
    MapValue metadata = body.mapAt("metadata");
    Value name = metadata.get("name").orElse(Scalar.of("a"));
    return body.with("apiVersion", Scalar.of(kind.apiVersion()))
        .with("kind", Scalar.of(kind.kind()))
        .with("metadata", metadata.with("name", name));
  }

  static Stream<Arguments> owners() {
    return Stream.of(
        answer(
            "who owns a container comes to own what others put there, also where no schema says more",
            200,
            "'data':{'a':{'x':1}}",
            "CREATE Free u {'data':{'a':{}}}",
            "APPLY Free b {'data':{'a':{'x':1}}}",
            "APPLY Free b {}"),
        answer(
            "but not where the whole kind counts as having no schema",
            200,
            "'fieldsV1':{'f:status':{}},'manager':'u'",
            "CREATE Loose u {'status':{}}",
            "APPLY Loose b {'status':{'x':1}}",
            "APPLY Loose c {}"));
  }

  static Stream<Arguments> metadata() {
    String unreadable = "Typed in version \\\"v1\\\" cannot be handled as a Typed";
    return Stream.of(
        answer(
            "annotations that are none",
            400,
            unreadable,
            "CREATE Typed me {'metadata':{'annotations':'odd'}}"),
        answer(
            "they are read before the object is looked for",
            400,
            unreadable,
            "REPLACE Typed me {'metadata':{'annotations':-1}}"),
        answer(
            "owners that are none, in a patch that loses the name too",
            422,
            "'field':'patch'",
            "CREATE Typed me {}",
            "JSON_PATCH Typed me [{'op':'remove','path':'/metadata/name'},"
                + "{'op':'add','path':'/metadata/ownerReferences','value':{}}]"),
        answer(
            "a label that is null",
            201,
            "'labels':{'app':''}",
            "CREATE Loose me {'metadata':{'labels':{'app':null}}}"),
        answer(
            "an apply of a kind without schema is not read, but what it wrote is",
            201,
            "'managedFields'",
            "APPLY Loose me {'metadata':{'labels':{'app':{}},'finalizers':[1]}}"),
        answer(
            "what it wrote reads as not there",
            200,
            "'metadata':{'creationTimestamp'",
            "APPLY Loose me {'metadata':{'annotations':{'app':{}}}}",
            "GET Loose me {}"),
        answer(
            "a uid that is no text does not fit the schema",
            500,
            "failed to create typed patch object",
            "APPLY Typed me {'metadata':{'uid':1}}"));
  }

  static Stream<Arguments> lists() {
    String refused = "must be an object for an array of list-type map";
    return Stream.of(
        answer(
            "an item of a keyed list that is no map, after which keys are not compared",
            422,
            "'field':'spec.named[2]','message':'Invalid value: []interface {}{1}: " + refused,
            "CREATE Loose me {'spec':{'named':[{'name':'a'},{'name':'a'},[1]]}}"),
        answer(
            "nulls in a keyed list count as empty",
            422,
            "Duplicate value: map[string]interface {}{}",
            "CREATE Loose me {'spec':{'named':[null,null]}}"),
        answer(
            "a key that is null",
            422,
            "Duplicate value: map[string]interface {}{\\\"name\\\":interface {}(nil)}",
            "APPLY Loose me {'spec':{'named':[{'name':null},{'name':null}]}}"),
        answer(
            "nulls in a set",
            422,
            "Duplicate value: \\\"null\\\"",
            "CREATE Loose me {'spec':{'texts':[null,null]}}"),
        answer(
            "maps in a set",
            422,
            "Duplicate value: map[string]interface {}{\\\"a\\\":1}",
            "APPLY Loose me {'spec':{'texts':[{'a':1},{'a':1}]}}"),
        answer(
            "a number is held against its bounds although it should be whole",
            422,
            "should be less than or equal to 100",
            "CREATE Typed me {'spec':{'number':100.5}}"));
  }

  static Stream<Arguments> patches() {
    String there = "CREATE Free me {'spec':{'list':['p','q'],'map':{'x':1}}}";
    return Stream.of(
        answer(
            "a copy from an item that is not there",
            422,
            "the server rejected our request",
            there,
            "JSON_PATCH Free me [{'op':'copy','from':'/spec/list/-','path':'/spec/new'}]"),
        answer(
            "a copy from below what is not there",
            422,
            "the server rejected our request",
            there,
            "JSON_PATCH Free me [{'op':'copy','from':'/spec/none/x','path':'/spec/new'}]"),
        answer(
            "a copy of what a map lacks",
            200,
            "'new':null",
            there,
            "JSON_PATCH Free me [{'op':'copy','from':'/spec/none','path':'/spec/new'}]"),
        answer(
            "an item behind the last is not replaced",
            422,
            "the server rejected our request",
            there,
            "JSON_PATCH Free me [{'op':'replace','path':'/spec/list/2','value':9}]"),
        answer(
            "what is not there is no null, in a list",
            422,
            "the server rejected our request",
            there,
            "JSON_PATCH Free me [{'op':'test','path':'/spec/list/2','value':null}]"),
        answer(
            "a sub-resource that the definition does not have",
            404,
            "looses.differential.example \\\"a\\\" not found",
            "CREATE Loose me {}",
            "MERGE_PATCH Loose/status me {}"));
  }

  static Stream<Arguments> schemas() {
    return Stream.of(
        answer(
            "what is no member of an enumeration",
            422,
            "Unsupported value: map[string]interface {}{}: supported values:",
            "CREATE Typed me {'spec':{'mode':{}}}"),
        answer(
            "duplicates in a status are not looked for",
            200,
            "'conditions':[{'type':'Ready'},{'type':'Ready'}]",
            "CREATE Typed me {}",
            "MERGE_PATCH Typed/status me {'status':{'conditions':[{'type':'Ready'},{'type':'Ready'}]}}"),
        answer(
            "nor anywhere while there are some already",
            200,
            "'texts':['a','a']",
            "CREATE Typed me {}",
            "MERGE_PATCH Typed/status me {'status':{'conditions':[{'type':'Ready'},{'type':'Ready'}]}}",
            "MERGE_PATCH Typed me {'spec':{'texts':['a','a']}}"),
        answer(
            "two controllers",
            422,
            "[]v1.OwnerReference{v1.OwnerReference{APIVersion:\\\"v1\\\", Kind:\\\"A\\\","
                + " Name:\\\"x\\\", UID:\\\"1\\\", Controller:(*bool)(...), BlockOwnerDeletion:(*bool)(nil)}, ",
            "CREATE Free me {'metadata':{'ownerReferences':["
                + "{'apiVersion':'v1','kind':'A','name':'x','uid':'1','controller':true},"
                + "{'apiVersion':'v1','kind':'A','name':'y','uid':'2','controller':true}]}}"),
        answer(
            "times are of any type until they are stored",
            201,
            "'generation':1",
            "APPLY Typed me {'metadata':{'creationTimestamp':{}}}"),
        answer(
            "a version to apply to that is no number",
            500,
            "strconv.ParseUint",
            "APPLY Free me {'metadata':{'resourceVersion':'x'}}"),
        answer(
            "a version to apply to that counts as none, which an update needs",
            422,
            "metadata.resourceVersion: Invalid value: 0x0: must be specified for an update",
            "CREATE Free me {}",
            "APPLY Free me {'metadata':{'resourceVersion':'0'}}"));
  }

  @ParameterizedTest
  @MethodSource({"owners", "metadata", "lists", "patches", "schemas"})
  void answersAsTheServerDid(List<String> calls, int code, String words) {
    try (VirtualTime time = VirtualTime.create()) {
      KubernetesApi api =
          InMemoryCluster.named("custom").version("v1.20.2").withoutControllers().on(time).api();
      CustomSpecimens.definitions()
          .forEach(definition -> api.send(ApiCall.apply(definition, "differential").forced()));
      time.runDue();

      List<ApiAnswer> answers = calls.stream().map(line -> api.send(call(line))).toList();

      ApiAnswer last = answers.get(answers.size() - 1);
      assertThat(CanonicalJson.write(last.body())).contains(words.replace('\'', '"'));
      assertThat(last.code()).isEqualTo(code);
    }
  }
}
