package io.gitops4j.testkit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.ApiCall.Verb;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * How a kube-apiserver 1.20.2 answered writes of built-in kinds: the calls before the last prepare.
 */
class KindAnswersTest {
  private static final String CLAIM =
      "{'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'2Gi'}}}}";
  private static final String DEPLOYMENT =
      "{'spec':{'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},"
          + "'spec':{'containers':[{'name':'x','image':'x'}]}}}}";
  private static final String OWNED_RULES = "fieldsV1={f:rules={}}";

  /** As in {@code "APPLY v1/ConfigMap a/status?dryRun=All"}, with a body of single quotes. */
  static ApiCall call(String line, String body) {
    String[] words = line.split(" ", -1);
    String[] target = words[2].split("\\?", -1);
    String[] path = target[0].split("/", -1);
    GroupVersionKind kind =
        GroupVersionKind.of(
            words[1].substring(0, words[1].lastIndexOf('/')),
            words[1].substring(words[1].lastIndexOf('/') + 1));
    Map<String, String> parameters = new TreeMap<>(Map.of("fieldManager", "me"));
    if (target.length > 1) {
      parameters.put("dryRun", "All");
    }
    boolean isCreate = words[0].equals("CREATE");
    return new ApiCall(
        Verb.valueOf(words[0]),
        kind,
        kind.kind().startsWith("Cluster") ? "" : "default",
        isCreate ? "" : path[0],
        path.length > 1 ? path[1] : "",
        Json.read("test", completed(body.replace('\'', '"'), kind, words[0], path[0])),
        parameters);
  }

  /** Patches say what they say. */
  private static String completed(String body, GroupVersionKind kind, String verb, String name) {
    if (verb.endsWith("PATCH") || verb.equals("DELETE")) {
      return body;
    }
    String metadata =
        body.contains("\"metadata\":{\"") && body.startsWith("{\"metadata\"")
            ? ""
            : "\"metadata\":{\"name\":\"" + name + "\"},";
    return "{\"apiVersion\":\"%s\",\"kind\":\"%s\",%s%s"
        .formatted(kind.apiVersion(), kind.kind(), metadata, body.substring(1))
        .replace(",}", "}");
  }

  static Arguments answer(String what, List<ApiCall> calls, int code, String words) {
    return argumentSet(what, calls, code, words);
  }

  static Stream<Arguments> values() {
    String convert = "failed to convert new object to proper version: unable to convert ";
    return Stream.of(
        answer(
            "an applied amount that is none",
            List.of(
                call(
                    "APPLY apps/v1/Deployment a",
                    DEPLOYMENT.replace(
                        "'image':'x'", "'image':'x','resources':{'limits':{'cpu':'abc'}}"))),
            500,
            convert
                + "unstructured object to apps/v1, Kind=Deployment: quantities must match the regular expression"),
        answer(
            "applied bytes that are none",
            List.of(call("APPLY v1/ConfigMap a", "{'binaryData':{'a':'???'}}")),
            500,
            convert
                + "unstructured object to /v1, Kind=ConfigMap: error decoding from json: illegal base64 data at input byte 0"));
  }

  static Stream<Arguments> versions() {
    String stated = "{'metadata':{'name':'a','resourceVersion':'5'}}";
    return Stream.of(
        answer(
            "a new object has no version",
            List.of(call("CREATE v1/ConfigMap a", stated)),
            500,
            "resourceVersion should not be set on objects to be created"),
        answer(
            "what is wrong comes first",
            List.of(
                call(
                    "CREATE v1/ConfigMap C_c",
                    "{'metadata':{'name':'C_c','resourceVersion':'5'}}")),
            422,
            "a lowercase RFC 1123 subdomain"),
        answer(
            "a version that is no number counts for nothing",
            List.of(
                call("CREATE v1/ConfigMap a", "{'metadata':{'name':'a','resourceVersion':'x'}}")),
            201,
            "name=a"),
        answer(
            "a rehearsal minds no version",
            List.of(call("CREATE v1/ConfigMap a?dryRun", stated)),
            201,
            "resourceVersion=5"),
        answer(
            "a rehearsal of what is there",
            List.of(
                call("CREATE v1/ConfigMap a", "{}"), call("CREATE v1/ConfigMap a?dryRun", stated)),
            409,
            "configmaps \"a\" already exists"),
        answer(
            "an apply forgets the version of what is missing",
            List.of(call("APPLY v1/ConfigMap a", stated)),
            201,
            "name=a"),
        answer(
            "but not of a service",
            List.of(
                call(
                    "APPLY v1/Service a",
                    "{'metadata':{'name':'a','resourceVersion':'5'},'spec':{'ports':[{'port':80,'protocol':'TCP'}]}}")),
            500,
            "resourceVersion should not be set on objects to be created"),
        answer(
            "a replacement of what is missing",
            List.of(call("REPLACE v1/Endpoints a", stated)),
            201,
            "name=a"));
  }

  static Stream<Arguments> addresses() {
    String uid = "{'metadata':{'name':'a','uid':'abc'}}";
    return Stream.of(
        answer(
            "a uid of what is missing",
            List.of(call("REPLACE v1/ConfigMap a", uid)),
            409,
            "Operation cannot be fulfilled on configmaps \"a\": StorageError: invalid object, Code:"
                + " 4, Key: /registry/configmaps/default/a, ResourceVersion: 0, AdditionalErrorMsg:"
                + " Precondition failed: UID in precondition: abc, UID in object meta: "),
        answer(
            "what is there, but on its way out",
            List.of(
                call("CREATE v1/ConfigMap a", "{'metadata':{'name':'a','finalizers':['x.org/y']}}"),
                call("DELETE v1/ConfigMap a", "{'kind':'DeleteOptions','apiVersion':'v1'}"),
                call("CREATE v1/ConfigMap a", "{}")),
            409,
            "object is being deleted: configmaps \"a\" already exists"),
        answer(
            "a uid in a rehearsal",
            List.of(call("REPLACE networking.k8s.io/v1/Ingress a?dryRun", uid)),
            409,
            "Key: /ingress/default/a, "),
        answer(
            "a uid of something in no namespace",
            List.of(call("REPLACE rbac.authorization.k8s.io/v1/ClusterRole a", uid)),
            409,
            "Key: /registry/clusterroles/a, "),
        answer(
            "a uid of a missing service",
            List.of(call("REPLACE v1/Service a", uid)),
            404,
            "services \"a\" not found"),
        answer(
            "the status of a missing service",
            List.of(call("REPLACE v1/Service a/status", "{}")),
            422,
            "Service \"a\" is invalid: spec.ports: Required value"),
        answer(
            "a service that begins with its status has no address",
            List.of(call("REPLACE v1/Service a/status", "{'spec':{'ports':[{'port':80}]}}")),
            201,
            "sessionAffinity=None}, status={loadBalancer={}}"),
        answer(
            "an apply to the status of a missing service",
            List.of(call("APPLY v1/Service a/status", "{}")),
            422,
            "spec.ports: Required value"),
        answer(
            "a patch that takes the name",
            List.of(
                call("CREATE v1/Secret a", "{}"),
                call("MERGE_PATCH v1/Secret a", "{'metadata':null}")),
            400,
            "the name of the object (a based on URL) was undeterminable: name must be provided"),
        answer(
            "a patch that takes the name and is wrong",
            List.of(
                call("CREATE rbac.authorization.k8s.io/v1/ClusterRole a", "{}"),
                call(
                    "MERGE_PATCH rbac.authorization.k8s.io/v1/ClusterRole a",
                    "{'metadata':null,'rules':[{}]}")),
            400,
            "was undeterminable"),
        answer(
            "an apply of what is missing and has no name",
            List.of(call("APPLY v1/ConfigMap a", "{'metadata':{'labels':{}}}")),
            400,
            "was undeterminable"),
        answer(
            "the name of a cluster is not kept",
            List.of(call("CREATE v1/ConfigMap a", "{'metadata':{'name':'a','clusterName':'x'}}")),
            201,
            "name=a, creationTimestamp="));
  }

  static Stream<Arguments> claims() {
    String frozen =
        "spec: Forbidden: spec is immutable after creation except resources.requests for bound claims";
    return Stream.of(
        answer(
            "less than before",
            List.of(
                call("CREATE v1/PersistentVolumeClaim a", CLAIM),
                call(
                    "MERGE_PATCH v1/PersistentVolumeClaim a",
                    "{'spec':{'resources':{'requests':{'storage':'1Gi'}}}}")),
            422,
            frozen
                + ", spec.resources.requests.storage: Forbidden: field can not be less than"
                + " previous value]"),
        answer(
            "checked twice, and first",
            List.of(
                call("CREATE v1/PersistentVolumeClaim a", CLAIM),
                call("MERGE_PATCH v1/PersistentVolumeClaim a", "{'spec':{'accessModes':null}}")),
            422,
            "[spec.accessModes: Required value: at least 1 access mode is required, " + frozen),
        answer(
            "another mode",
            List.of(
                call("CREATE v1/PersistentVolumeClaim a", CLAIM),
                call("MERGE_PATCH v1/PersistentVolumeClaim a", "{'spec':{'volumeMode':'Block'}}")),
            422,
            frozen + ", volumeMode: Invalid value: \"Block\": field is immutable"));
  }

  static Stream<Arguments> bodies() {
    String role = "rbac.authorization.k8s.io/v1/Role a";
    return Stream.of(
        answer(
            "an empty list that is stored as null is owned",
            List.of(call("CREATE " + role, "{'rules':[]}")),
            201,
            OWNED_RULES),
        answer(
            "and answered as null",
            List.of(call("CREATE " + role + "?dryRun", "{'rules':[]}")),
            201,
            "rules=null"),
        answer(
            "a null in a list of a merge patch",
            List.of(
                call("CREATE apps/v1/Deployment a", DEPLOYMENT),
                call(
                    "MERGE_PATCH apps/v1/Deployment a",
                    "{'spec':{'template':{'spec':{'containers':[{'name':'x','image':'x','args':[null,'v']},null]}}}}")),
            200,
            "args=[v]"),
        answer(
            "an apply of a field that there is not",
            List.of(
                call(
                    "APPLY apps/v1/StatefulSet a",
                    "{'spec':{'selector':{'matchLabels':{'a':'b'}},'template':{'metadata':{'labels':{'a':'b'}},'spec':{'bogus':''}}}}")),
            500,
            "failed to create typed patch object: .spec.template.spec.bogus: field not declared in schema"),
        answer(
            "the old version of an autoscaler has its own fields",
            List.of(
                call(
                    "CREATE autoscaling/v1/HorizontalPodAutoscaler a",
                    "{'spec':{'maxReplicas':3,'scaleTargetRef':{'kind':'Deployment','name':'s'}}}")),
            201,
            "f:targetCPUUtilizationPercentage={}"),
        answer(
            "metrics of the processor come last",
            List.of(
                call(
                    "CREATE autoscaling/v2beta2/HorizontalPodAutoscaler a",
                    "{'spec':{'maxReplicas':10,'scaleTargetRef':{'kind':'Deployment','name':'s'},'metrics':["
                        + "{'type':'Resource','resource':{'name':'cpu','target':{'type':'Utilization','averageUtilization':50}}},"
                        + "{'type':'Resource','resource':{'name':'memory','target':{'type':'Utilization','averageUtilization':60}}}]}}")),
            201,
            "averageUtilization=60}}}, {"));
  }

  static Stream<Arguments> checks() {
    String service = "{'spec':{'ports':[{'port':80}]}}";
    return Stream.of(
        answer(
            "more ready than there are",
            List.of(
                call("CREATE apps/v1/Deployment a", DEPLOYMENT),
                call(
                    "MERGE_PATCH apps/v1/Deployment a/status",
                    "{'status':{'replicas':1,'readyReplicas':1,'availableReplicas':3,'collisionCount':-1}}")),
            422,
            "[status.collisionCount: Invalid value: -1: must be greater than or equal to 0,"
                + " status.availableReplicas: Invalid value: 3: cannot be greater than"
                + " status.replicas, status.availableReplicas: Invalid value: 3: cannot be greater"
                + " than readyReplicas]"),
        answer(
            "addresses of a balancer",
            List.of(
                call("CREATE v1/Service a", service),
                call(
                    "MERGE_PATCH v1/Service a/status",
                    "{'status':{'loadBalancer':{'ingress':[{'ip':'x'},{'hostname':'1.1.1.1'}]}}}")),
            422,
            "[status.loadBalancer.ingress[0].ip: Invalid value: \"x\": must be a valid IP address,"
                + " status.loadBalancer.ingress[1].hostname: Invalid value: \"1.1.1.1\": must be a"
                + " DNS name, not an IP address]"),
        answer(
            "the change of a service comes first",
            List.of(
                call("CREATE v1/Service a", service),
                call("MERGE_PATCH v1/Service a", "{'spec':{'clusterIP':null,'ports':[]}}")),
            422,
            "[spec.clusterIPs[0]: Invalid value: []string(nil): primary clusterIP can not be unset,"
                + " spec.ports: Required value]"),
        answer(
            "selectors of an aggregation",
            List.of(
                call(
                    "CREATE rbac.authorization.k8s.io/v1/ClusterRole a",
                    "{'aggregationRule':{'clusterRoleSelectors':[{'matchExpressions':[{}]}]}}")),
            422,
            "aggregationRule.clusterRoleSelectors[0].matchExpressions[0].operator: Invalid value:"
                + " \"\": not a valid selector operator"),
        answer(
            "a volume that is wrong can't be mounted",
            List.of(
                call(
                    "CREATE apps/v1/Deployment a",
                    DEPLOYMENT.replace(
                        "'image':'x'}]",
                        "'image':'x','volumeMounts':[{'name':'c','mountPath':'/c'}]}],"
                            + "'volumes':[{'name':'c','configMap':{}}]"))),
            422,
            "[spec.template.spec.volumes[0].configMap.name: Required value,"
                + " spec.template.spec.containers[0].volumeMounts[0].name: Not found: \"c\"]"),
        answer(
            "a stated strategy gets no details",
            List.of(
                call(
                    "CREATE apps/v1/StatefulSet a",
                    DEPLOYMENT.replace(
                        "{'spec':{", "{'spec':{'updateStrategy':{'type':'RollingUpdate'},"))),
            201,
            "updateStrategy={type=RollingUpdate}"));
  }

  static Stream<Arguments> answers() {
    return Stream.of(values(), versions(), addresses(), claims(), bodies(), checks())
        .flatMap(table -> table);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void answersAsTheServer(List<ApiCall> calls, int code, String words) {
    check(calls, code, words);
  }

  static KubernetesApi api(VirtualTime time) {
    return InMemoryCluster.named("kinds").version("v1.20.2").withoutControllers().on(time).api();
  }

  static void check(List<ApiCall> calls, int code, String words) {
    try (VirtualTime time = VirtualTime.create()) {
      KubernetesApi api = api(time);

      ApiAnswer last = calls.stream().map(api::send).toList().get(calls.size() - 1);

      assertThat(last.code()).as("%s", last).isEqualTo(code);
      assertThat(last.isSuccess() ? String.valueOf(last.body().toPlain()) : last.message())
          .contains(words);
    }
  }
}
