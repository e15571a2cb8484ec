package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.KindAnswersTest.answer;
import static io.gitops4j.testkit.cluster.KindAnswersTest.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a kube-apiserver 1.20.2 answered writes of ingresses, network policies and claims. */
class NetworkAnswersTest {
  private static final String POLICY = "{'spec':{'podSelector':{}}}";

  static Stream<Arguments> policies() {
    String policy = "networking.k8s.io/v1/NetworkPolicy a";
    return Stream.of(
        answer(
            "stating nothing is a change of a policy",
            List.of(
                call("CREATE " + policy, POLICY),
                call("MERGE_PATCH " + policy, "{'spec':{'podSelector':{'matchLabels':{}}}}")),
            200,
            "generation=2"),
        answer(
            "also in an apply",
            List.of(
                call("CREATE " + policy, POLICY),
                call("APPLY " + policy, "{'spec':{'ingress':[{'from':[]}],'podSelector':{}}}"),
                call("APPLY " + policy, "{'spec':{'ingress':[{'from':[]}],'podSelector':{}}}")),
            200,
            "generation=3"),
        answer(
            "but not what has a default",
            List.of(
                call("CREATE " + policy, POLICY),
                call("REPLACE " + policy, "{'spec':{'podSelector':{},'policyTypes':[]}}")),
            200,
            "generation=1"),
        answer(
            "a copy from nowhere",
            List.of(
                call("CREATE " + policy, POLICY),
                call(
                    "JSON_PATCH " + policy,
                    "[{'op':'copy','from':'/metadata/annotations/a','path':'/metadata/namespace'}]")),
            422,
            "the server rejected our request due to an error in our request"),
        answer(
            "a path of an ingress without a type is not looked at further",
            List.of(
                call(
                    "CREATE networking.k8s.io/v1/Ingress a",
                    "{'spec':{'rules':[{'http':{'paths':[{}]}}]}}")),
            422,
            "Ingress.extensions \"a\" is invalid: spec.rules[0].http.paths[0].pathType: Required"
                + " value: pathType must be specified"),
        answer(
            "an ingress in its first version",
            List.of(
                call(
                    "CREATE networking.k8s.io/v1/Ingress a",
                    "{'spec':{'defaultBackend':{'service':{'name':'s','port':{'name':'web'}}}}}"),
                call("GET networking.k8s.io/v1beta1/Ingress a", "{}")),
            200,
            "backend={serviceName=s, servicePort=web}"),
        answer(
            "and from it",
            List.of(
                call(
                    "CREATE networking.k8s.io/v1beta1/Ingress a",
                    "{'spec':{'rules':[{'http':{'paths':[{'backend':{'serviceName':'s','servicePort':80}}]}}]}}"),
                call("GET networking.k8s.io/v1/Ingress a", "{}")),
            200,
            "backend={service={name=s, port={number=80}}}"));
  }

  static Stream<Arguments> ingresses() {
    String first = "networking.k8s.io/v1beta1/Ingress a";
    String stable = "networking.k8s.io/v1/Ingress a";
    return Stream.of(
        answer(
            "the first version names its own fields",
            List.of(
                call(
                    "CREATE " + first,
                    "{'spec':{'backend':{'serviceName':'A_B','servicePort':'a-'}}}")),
            422,
            "spec.backend.servicePort: Invalid value: \"a-\": must not begin or end with a hyphen"),
        answer(
            "also where nothing is said",
            List.of(call("CREATE " + first, "{'spec':{}}")),
            422,
            "either `backend` or `rules` must be specified"),
        answer(
            "and does not look below a host with a wildcard",
            List.of(call("CREATE " + first, "{'spec':{'rules':[{'host':'*.a.b','http':{}}]}}")),
            201,
            "host=*.a.b"),
        answer(
            "which may stay when the stable version changes it",
            List.of(
                call("CREATE " + first, "{'spec':{'rules':[{'host':'*.a.b','http':{}}]}}"),
                call("MERGE_PATCH " + stable, "{'spec':{'ingressClassName':'x'}}")),
            200,
            "ingressClassName=x"),
        answer(
            "a rehearsal that takes the common backend is read over it",
            List.of(
                call(
                    "CREATE " + stable,
                    "{'spec':{'defaultBackend':{'service':{'name':'s','port':{'number':80}}}}}"),
                call("REPLACE " + stable + "?dryRun", "{'spec':{'rules':[{}]}}")),
            200,
            "defaultBackend={service={name=s, port={number=80}}}"),
        answer(
            "the name of a secret",
            List.of(
                call(
                    "CREATE " + stable,
                    "{'spec':{'defaultBackend':{'resource':{}},'tls':[{'secretName':'A_B'}]}}")),
            422,
            "[spec.defaultBackend.resource.kind: Required value: kind is required,"
                + " spec.defaultBackend.resource.name: Required value: name is required,"
                + " spec.tls[0].secretName: Invalid value: \"A_B\""));
  }

  static Stream<Arguments> claims() {
    String claim = "v1/PersistentVolumeClaim a";
    String created =
        "{'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'1Gi'}}}}";
    String bound = "{'status':{'phase':'Bound'}}";
    return Stream.of(
        answer(
            "a claim of no class can't grow",
            List.of(
                call("CREATE " + claim, created),
                call("MERGE_PATCH " + claim + "/status", bound),
                call(
                    "MERGE_PATCH " + claim,
                    "{'spec':{'resources':{'requests':{'storage':'2Gi'}}}}")),
            403,
            "persistentvolumeclaims \"a\" is forbidden: only dynamically provisioned pvc can be"
                + " resized and the storageclass that provisions the pvc must support resize"),
        answer(
            "the size of a bound claim is no part of what may not change",
            List.of(
                call("CREATE " + claim, created),
                call("MERGE_PATCH " + claim + "/status", bound),
                call("MERGE_PATCH " + claim, "{'spec':{'resources':{'requests':null}}}")),
            422,
            "is invalid: [spec.resources[storage]: Required value, spec.resources.requests.storage:"
                + " Forbidden: field can not be less than previous value]"));
  }

  @Test
  void deletionThatTakesTheLastFinalizerForgetsTheVersionItMinds() {
    try (VirtualTime time = VirtualTime.create()) {
      KubernetesApi api = KindAnswersTest.api(time);
      String policy = "networking.k8s.io/v1/NetworkPolicy a";
      api.send(call("CREATE " + policy, POLICY));
      String options = "{'kind':'DeleteOptions','apiVersion':'v1','propagationPolicy':'%s'%s}";
      ApiAnswer going = api.send(call("DELETE " + policy, options.formatted("Orphan", "")));
      String minded = ",'preconditions':{'resourceVersion':'%s'}".formatted(version(going));

      ApiAnswer answer =
          api.send(call("DELETE " + policy, options.formatted("Background", minded)));

      assertThat(answer.code()).isEqualTo(409);
      assertThat(answer.message())
          .endsWith(
              "Precondition failed: ResourceVersion in precondition: , ResourceVersion in object"
                  + " meta: "
                  + version(going));
    }
  }

  @ParameterizedTest
  @MethodSource({"policies", "ingresses", "claims"})
  void answersAsTheServer(List<ApiCall> calls, int code, String words) {
    KindAnswersTest.check(calls, code, words);
  }

  @Test
  void firstWriteOfAClaimStoresThatItIsPending() {
    try (VirtualTime time = VirtualTime.create()) {
      KubernetesApi api = KindAnswersTest.api(time);
      String claim =
          "{'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'1Gi'}}}}";
      ApiCall nothing = call("JSON_PATCH v1/PersistentVolumeClaim a", "[]");

      String created = version(api.send(call("CREATE v1/PersistentVolumeClaim a", claim)));
      String first = version(api.send(nothing));
      String second = version(api.send(nothing));

      assertThat(first).isNotEqualTo(created);
      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void faultsOfAClaimAreRepeatedAsOftenAsTheServerLooks() {
    try (VirtualTime time = VirtualTime.create()) {
      KubernetesApi api = KindAnswersTest.api(time);
      api.send(
          call(
              "CREATE v1/PersistentVolumeClaim a",
              "{'spec':{'accessModes':['ReadWriteOnce'],'resources':{'requests':{'storage':'1Gi'}}}}"));

      ApiAnswer answer =
          api.send(
              call(
                  "MERGE_PATCH v1/PersistentVolumeClaim a",
                  "{'metadata':{'labels':{'a b':'c'}},'spec':{'volumeMode':'Odd'}}"));

      assertThat(answer.body().itemsAt("details", "causes"))
          .extracting(cause -> cause.textAt("field").orElse(""))
          .containsExactly(
              "metadata.labels",
              "metadata.labels",
              "metadata.labels",
              "spec.volumeMode",
              "metadata.labels",
              "metadata.labels",
              "spec.volumeMode",
              "spec",
              "volumeMode");
    }
  }

  private static String version(ApiAnswer answer) {
    return answer.body().textAt("metadata", "resourceVersion").orElse("");
  }
}
