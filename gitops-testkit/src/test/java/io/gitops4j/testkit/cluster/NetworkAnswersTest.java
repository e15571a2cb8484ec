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

  @ParameterizedTest
  @MethodSource({"policies"})
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
