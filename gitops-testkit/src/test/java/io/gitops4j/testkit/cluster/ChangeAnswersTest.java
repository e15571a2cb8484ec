package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.KindAnswersTest.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a kube-apiserver 1.20.2 said of changes: what it looked at, how often, in which order. */
class ChangeAnswersTest {
  private static final String WRONG_UID =
      "'metadata':{'uid':'1','ownerReferences':[{'uid':'u','kind':'K','name':'n'}]}";
  private static final String FIRST = "owner uid owner";
  private static final String PODS =
      "'template':{'metadata':{'labels':{'a':'b'}},'spec':{'containers':[{'name':'x','image':'x'}]}}";
  private static final String WORKLOAD =
      "{'spec':{'selector':{'matchLabels':{'a':'b'}}," + PODS + "}}";
  private static final String JOB =
      "{'spec':{'template':{'spec':{'restartPolicy':'Never','containers':[{'name':'x','image':'x'}]}}}}";
  private static final String LABELLED_JOB =
      JOB.replace("{'template':{", "{'template':{'metadata':{'labels':{'tier':'1'}},");

  private static Arguments looks(String kind, String object, String change, String fields) {
    return argumentSet(kind, kind, object, change, fields);
  }

  static Stream<Arguments> looks() {
    return Stream.of(
        looks("v1/ConfigMap", "{}", "'data':{'a b':'c'}", FIRST + " uid owner owner data[a b]"),
        looks(
            "rbac.authorization.k8s.io/v1/Role",
            "{}",
            "'rules':[{'verbs':['get'],'apiGroups':['']}]",
            FIRST + " owner rules[0].resources owner rules[0].resources uid owner"),
        looks(
            "apps/v1/Deployment",
            WORKLOAD,
            "'spec':{'minReadySeconds':-1,'selector':{'matchLabels':{'a':null}}}",
            FIRST + " uid owner spec.selector spec.minReadySeconds spec.selector"),
        looks(
            "apps/v1/StatefulSet",
            WORKLOAD,
            "'spec':{'replicas':-1,'serviceName':'q'}",
            FIRST + " owner spec.replicas uid owner spec spec.replicas"),
        looks(
            "apps/v1/DaemonSet",
            WORKLOAD,
            "'spec':{'minReadySeconds':-1}",
            FIRST + " owner spec.minReadySeconds uid owner spec.minReadySeconds"),
        looks(
            "batch/v1/Job",
            JOB,
            "'spec':{'parallelism':-1,'completions':7}",
            FIRST
                + " owner spec.template.metadata.labels[controller-uid] spec.selector"
                + " spec.parallelism uid owner spec.parallelism spec.completions"),
        looks(
            "batch/v1beta1/CronJob",
            "{'spec':{'schedule':'* * * * *','jobTemplate':" + JOB + "}}",
            "'spec':{'schedule':'x'}",
            FIRST + " uid owner spec.schedule"),
        looks(
            "v1/Pod",
            "{'spec':{'containers':[{'name':'x','image':'x'}]}}",
            "'spec':{'containers':[{'name':'x','image':'','imagePullPolicy':'Always'}]}",
            FIRST + " uid owner owner spec.containers[0].image spec.containers[0].image"));
  }

  @ParameterizedTest
  @MethodSource("looks")
  void looksAtAChange(String kind, String object, String change, String fields) {
    ApiAnswer answer =
        last(
            call("CREATE " + kind + " a", object),
            call("MERGE_PATCH " + kind + " a", "{" + WRONG_UID + "," + change + "}"));

    assertThat(fieldsOf(answer)).isEqualTo(fields);
  }

  @Test
  void looksAtAStatusToo() {
    ApiAnswer answer =
        last(
            call("CREATE apps/v1/StatefulSet a", WORKLOAD),
            call(
                "MERGE_PATCH apps/v1/StatefulSet a/status",
                "{" + WRONG_UID + ",'status':{'replicas':-1}}"));

    assertThat(fieldsOf(answer))
        .isEqualTo(
            FIRST
                + " status.replicas status.readyReplicas status.currentReplicas"
                + " status.updatedReplicas uid owner");
  }

  private static String fieldsOf(ApiAnswer answer) {
    return answer.body().itemsAt("details", "causes").stream()
        .map(cause -> cause.textAt("field").orElse(""))
        .map(field -> field.startsWith("metadata.ownerReferences") ? "owner" : field)
        .map(field -> field.equals("metadata.uid") ? "uid" : field)
        .collect(Collectors.joining(" "));
  }

  private static Arguments answer(String what, List<ApiCall> calls, int code, String words) {
    return argumentSet(what, calls, code, words);
  }

  static Stream<Arguments> answers() {
    String role = "rbac.authorization.k8s.io/v1/Role a";
    String sealed = "field is immutable when `immutable` is set";
    return Stream.of(
        answer(
            "a selector that is taken away is shown as null",
            List.of(
                call("CREATE apps/v1/Deployment a", WORKLOAD),
                call("MERGE_PATCH apps/v1/Deployment a", "{'spec':{'selector':null}}")),
            422,
            "spec.selector: Invalid value: \"null\": field is immutable"),
        answer(
            "an unusable selector of a stateful set goes without words",
            List.of(
                call("CREATE apps/v1/StatefulSet a", WORKLOAD.replace("'a':'b'}}", "'a b':'b'}}"))),
            422,
            "MatchExpressions:[]v1.LabelSelectorRequirement(nil)}]"),
        answer(
            "an unusable selector of an aggregated role",
            List.of(
                call(
                    "CREATE rbac.authorization.k8s.io/v1/ClusterRole a",
                    "{'aggregationRule':{'clusterRoleSelectors':[{'matchLabels':{'a b':'c'}}]}}")),
            422,
            "aggregationRule.clusterRoleSelectors[0]: Invalid value: \"null\": invalid label selector."),
        answer(
            "a job has the labels of its template",
            List.of(call("APPLY batch/v1/Job a", LABELLED_JOB)),
            201,
            "{tier=1, controller-uid="),
        answer(
            "a job keeps labels of its own",
            List.of(
                call(
                    "CREATE batch/v1/Job a",
                    LABELLED_JOB.replaceFirst(
                        "\\{", "{'metadata':{'name':'a','labels':{'own':'1'}},"))),
            201,
            "labels={own=1}"),
        answer(
            "a stated label of a job must be its own",
            List.of(call("CREATE batch/v1/Job a", LABELLED_JOB.replace("tier", "job-name"))),
            422,
            "spec.template.metadata.labels[job-name]: Invalid value:"),
        answer(
            "a template of jobs has no selector",
            List.of(
                call(
                    "CREATE batch/v1beta1/CronJob a",
                    "{'spec':{'schedule':'* * * * *','jobTemplate':"
                        + JOB.replace("{'spec':{'te", "{'spec':{'selector':{},'te")
                        + "}}")),
            422,
            "`selector` will be auto-generated"),
        answer(
            "who creates a daemon set owns what the server counts",
            List.of(call("CREATE apps/v1/DaemonSet a", WORKLOAD)),
            201,
            "f:deprecated.daemonset.template.generation={}"),
        answer(
            "an empty map of bytes in what is sealed",
            List.of(
                call("CREATE v1/ConfigMap a", "{'immutable':true}"),
                call("MERGE_PATCH v1/ConfigMap a", "{'binaryData':{}}")),
            422,
            "binaryData: Forbidden: " + sealed),
        answer(
            "an empty map of texts in what is sealed",
            List.of(
                call("CREATE v1/ConfigMap a", "{'immutable':true}"),
                call("MERGE_PATCH v1/ConfigMap a", "{'data':{}}")),
            200,
            "immutable=true"),
        answer(
            "an apply to what can't be accounted for",
            List.of(
                call(
                    "CREATE apps/v1/StatefulSet a",
                    WORKLOAD.replace("'image':'x'}]", "'image':'x'},{'name':'x','image':'y'}]")),
                call("APPLY apps/v1/StatefulSet a/status", "{}")),
            500,
            "failed to create manager for existing fields: failed to convert new object (apps/v1, Kind=StatefulSet) to smd typed:"),
        answer(
            "a replacement at the end of a list",
            List.of(
                call(
                    "CREATE " + role,
                    "{'rules':[{'apiGroups':[''],'resources':['x'],'verbs':['get']}]}"),
                call(
                    "JSON_PATCH " + role,
                    "[{'op':'replace','path':'/rules/0/verbs/-','value':'x'}]")),
            422,
            "the server rejected our request due to an error in our request"),
        answer(
            "a copy of an item that is not there",
            List.of(
                call(
                    "CREATE " + role,
                    "{'rules':[{'apiGroups':[''],'resources':['x'],'verbs':['get']}]}"),
                call("JSON_PATCH " + role, "[{'op':'copy','from':'/rules/9','path':'/rules/-'}]")),
            422,
            "the server rejected our request due to an error in our request"),
        answer(
            "a rehearsed apply of what is missing has the stated version",
            List.of(
                call(
                    "APPLY " + role + "?dryRun",
                    "{'metadata':{'name':'a','resourceVersion':'1'}}")),
            201,
            "resourceVersion=1"),
        answer(
            "a version of what is missing must be a number",
            List.of(call("APPLY " + role, "{'metadata':{'name':'a','resourceVersion':'x'}}")),
            500,
            "strconv.ParseUint: parsing \"x\": invalid syntax"),
        answer(
            "what fits the schema may still be of another type",
            List.of(
                call(
                    "APPLY batch/v1/Job a",
                    JOB.replace(
                        "'image':'x'", "'image':'x','readinessProbe':{'httpGet':{'port':true}}"))),
            500,
            "failed to convert new object to proper version: unable to convert unstructured object"
                + " to batch/v1, Kind=Job: json: cannot unmarshal bool"),
        answer(
            "what only the server sets must have its type",
            List.of(call("APPLY v1/ConfigMap a", "{'metadata':{'name':'a','clusterName':{}}}")),
            500,
            "failed to create typed patch object: .metadata.clusterName"),
        answer(
            "bytes as a list of none",
            List.of(call("CREATE v1/Secret a", "{'data':{'b':[]}}")),
            201,
            "data={b=}"),
        answer(
            "two containers without a name",
            List.of(
                call(
                    "CREATE apps/v1/Deployment a",
                    WORKLOAD.replace("{'name':'x','image':'x'}", "{'image':'x'},{'image':'x'}"))),
            422,
            "containers[1].name: Duplicate value: \"\""),
        answer(
            "controllers without a name",
            List.of(
                call(
                    "CREATE v1/ConfigMap a",
                    "{'metadata':{'name':'a','ownerReferences':[{'controller':true},{'controller':true}]}}")),
            422,
            "metadata.ownerReferences.uid: Invalid value: \"\": uid must not be empty]"),
        answer(
            "a namespace of what has none",
            List.of(
                call(
                    "APPLY rbac.authorization.k8s.io/v1/ClusterRole a",
                    "{'metadata':{'name':'a','namespace':'x'}}")),
            201,
            "name=a"));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersAsTheServer(List<ApiCall> calls, int code, String words) {
    ApiAnswer last = last(calls.toArray(new ApiCall[0]));

    assertThat(last.code()).as("%s", last).isEqualTo(code);
    assertThat(last.isSuccess() ? String.valueOf(last.body().toPlain()) : last.message())
        .contains(words);
  }

  @Test
  void anApplyOfAnotherOwnerWritesEmptyBytesAsTheyAre() {
    ApiCall created = call("CREATE v1/Secret a", "{'data':{'a':''}}");
    ApiCall claimed = call("APPLY v1/Secret a", "{'type':'Opaque'}");
    ApiCall again = call("APPLY v1/Secret a", "{'type':'Opaque'}");

    assertThat(versionOf(last(created, claimed, again)))
        .isEqualTo(versionOf(last(created, claimed)));
  }

  @Test
  void anApplyOfNothingButAnEmptyMapIsAWriteWhereBytesAreEmpty() {
    ApiCall created = call("APPLY v1/Secret a", "{'data':{'a':''}}");
    ApiCall other = call("APPLY v1/Secret a", "{'data':{'a':''},'stringData':{}}");

    assertThat(versionOf(last(created, other, other)))
        .isNotEqualTo(versionOf(last(created, other)));
  }

  private static String versionOf(ApiAnswer answer) {
    return answer.body().textAt("metadata", "resourceVersion").orElseThrow();
  }

  @Test
  void aWriteThatTakesNoOtherFieldLeavesTheTimeOfItsOwner() {
    try (VirtualTime time = VirtualTime.create()) {
      KubernetesApi api = api(time);
      ApiAnswer created = api.send(call("CREATE v1/ConfigMap a", "{'data':{'a':'1'}}"));
      time.advance(Duration.ofSeconds(5));

      ApiAnswer patched = api.send(call("MERGE_PATCH v1/ConfigMap a", "{'data':{'a':'2'}}"));

      assertThat(owners(patched)).isEqualTo(owners(created));
      assertThat(versionOf(patched)).isNotEqualTo(versionOf(created));
    }
  }

  private static List<?> owners(ApiAnswer answer) {
    MapValue metadata = answer.body().mapAt("metadata");
    return metadata.itemsAt("managedFields");
  }

  private static ApiAnswer last(ApiCall... calls) {
    try (VirtualTime time = VirtualTime.create()) {
      KubernetesApi api = api(time);
      return Stream.of(calls).map(api::send).toList().get(calls.length - 1);
    }
  }

  private static KubernetesApi api(VirtualTime time) {
    return InMemoryCluster.named("changes").version("v1.20.2").withoutControllers().on(time).api();
  }
}
