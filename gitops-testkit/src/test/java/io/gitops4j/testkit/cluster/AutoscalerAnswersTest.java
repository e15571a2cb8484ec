package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.KindAnswersTest.answer;
import static io.gitops4j.testkit.cluster.KindAnswersTest.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiAnswer;
import io.gitops4j.testkit.api.ApiCall;
import io.gitops4j.testkit.api.KubernetesApi;
import io.gitops4j.testkit.time.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a kube-apiserver 1.20.2 answered writes of autoscalers, and has them in their versions. */
class AutoscalerAnswersTest {
  private static final String AUTOSCALER = "autoscaling/v2beta2/HorizontalPodAutoscaler a";
  private static final String FIRST = "autoscaling/v1/HorizontalPodAutoscaler a";

  private static String autoscaler(String rest) {
    return "{'spec':{'maxReplicas':5,'scaleTargetRef':{'kind':'Deployment','name':'s'}"
        + rest
        + "}}";
  }

  private static String measuring(String... metrics) {
    return autoscaler(",'metrics':[" + String.join(",", metrics) + "]");
  }

  private static String use(String resource, int percent) {
    return "{'type':'Resource','resource':{'name':'%s','target':{'type':'Utilization','averageUtilization':%d}}}"
        .formatted(resource, percent);
  }

  private static String seen(String resource, int percent) {
    return "{type=Resource, resource={name=%s, target={type=Utilization, averageUtilization=%d}}}"
        .formatted(resource, percent);
  }

  static Stream<Arguments> metrics() {
    return Stream.of(
        answer(
            "the use of the processor counts once",
            List.of(call("CREATE " + AUTOSCALER, measuring(use("cpu", 80), use("cpu", 50)))),
            201,
            "metrics=[" + seen("cpu", 80) + "]"),
        answer(
            "and is named by where it was stated",
            List.of(call("CREATE " + AUTOSCALER, measuring(use("cpu", 80), "{}"))),
            422,
            "spec.metrics[1].type: Required value: must specify a metric source type"),
        answer(
            "a metric without a target",
            List.of(
                call(
                    "CREATE " + AUTOSCALER,
                    measuring("{'type':'Resource','resource':{'name':'cpu'}}"))),
            422,
            "[spec.metrics[0].resource.target.type: Required value: must specify a metric target"
                + " type, spec.metrics[0].resource.target.type: Invalid value: \"\": must be either"
                + " Utilization, Value, or AverageValue,"
                + " spec.metrics[0].resource.target.averageUtilization: Required value: must set"
                + " either a target raw value or a target utilization]"),
        answer(
            "no policies are not the same as nothing said of them",
            List.of(
                call(
                    "CREATE " + AUTOSCALER,
                    autoscaler(",'behavior':{'scaleDown':{'policies':[]}}"))),
            422,
            "spec.behavior.scaleDown.policies: Required value: must specify at least one Policy"),
        answer(
            "a rehearsal is read over what is there",
            List.of(
                call("CREATE " + AUTOSCALER, autoscaler("")),
                call("REPLACE " + AUTOSCALER + "?dryRun", measuring(use("memory", 50)))),
            200,
            "metrics=[" + seen("memory", 50) + ", " + seen("cpu", 80) + "]"),
        answer(
            "with room for all, and content for one",
            List.of(
                call("CREATE " + AUTOSCALER, measuring(use("memory", 50), use("memory", 60))),
                call("REPLACE " + AUTOSCALER + "?dryRun", measuring(use("memory", 80)))),
            200,
            "metrics=[%s, %s, {type=}]".formatted(seen("memory", 80), seen("memory", 50))),
        answer(
            "a rehearsed apply answers the version that it states",
            List.of(
                call(
                    "APPLY " + AUTOSCALER + "?dryRun",
                    "{'metadata':{'name':'a','resourceVersion':'5'},"
                        + autoscaler("").substring(1))),
            201,
            "resourceVersion=5"));
  }

  static Stream<Arguments> versions() {
    String noted =
        "autoscaling.alpha.kubernetes.io/metrics=[{\"type\":\"Resource\",\"resource\":{\"name\":\"memory\",\"targetAverageUtilization\":50}}]";
    return Stream.of(
        answer(
            "the first version notes what it has no fields for",
            List.of(
                call("CREATE " + AUTOSCALER, measuring(use("cpu", 20), use("memory", 50))),
                call("GET " + FIRST, "{}")),
            200,
            noted),
        answer(
            "and behavior in the names of the server's types",
            List.of(
                call(
                    "CREATE " + AUTOSCALER,
                    autoscaler(",'behavior':{'scaleDown':{'stabilizationWindowSeconds':30}}")),
                call("GET " + FIRST, "{}")),
            200,
            "\"ScaleDown\":{\"StabilizationWindowSeconds\":30,\"SelectPolicy\":\"Max\",\"Policies\":[{\"Type\":\"Percent\",\"Value\":100,\"PeriodSeconds\":15}]}}"),
        answer(
            "what it notes is read in the last one",
            List.of(
                call(
                    "CREATE " + FIRST,
                    ("{'metadata':{'name':'a','annotations':{'autoscaling.alpha.kubernetes.io/metrics':'"
                            + "[{\\'type\\':\\'Resource\\',\\'resource\\':{\\'name\\':\\'memory\\',\\'targetAverageUtilization\\':50}}]'}},"
                            + autoscaler(",'targetCPUUtilizationPercentage':30").substring(1))
                        .replace("\\'", "\\\"")),
                call("GET " + AUTOSCALER, "{}")),
            200,
            "metrics=[" + seen("memory", 50) + ", " + seen("cpu", 30) + "]"),
        answer(
            "a version in between is flat",
            List.of(
                call(
                    "CREATE " + AUTOSCALER,
                    measuring(
                        "{'type':'Object','object':{'describedObject':{'kind':'K','name':'n'},'metric':{'name':'o'},'target':{'type':'AverageValue','averageValue':'2'}}}")),
                call("GET autoscaling/v2beta1/HorizontalPodAutoscaler a", "{}")),
            200,
            "metrics=[{type=Object, object={target={kind=K, name=n}, metricName=o, targetValue=0, averageValue=2}}]"),
        answer(
            "use that is told in the first version",
            List.of(
                call("CREATE " + FIRST, autoscaler("")),
                call(
                    "MERGE_PATCH " + FIRST + "/status",
                    "{'status':{'currentCPUUtilizationPercentage':33}}")),
            200,
            "autoscaling.alpha.kubernetes.io/current-metrics=[{\"type\":\"Resource\",\"resource\":{\"name\":\"cpu\",\"currentAverageUtilization\":33,\"currentAverageValue\":\"0\"}}]"));
  }

  @ParameterizedTest
  @MethodSource({"metrics", "versions"})
  void answersAsTheServer(List<ApiCall> calls, int code, String words) {
    KindAnswersTest.check(calls, code, words);
  }

  @Test
  void ownersInAnotherVersionLoseWhatChangesThere() {
    try (VirtualTime time = VirtualTime.create()) {
      KubernetesApi api = KindAnswersTest.api(time);
      api.send(call("CREATE " + FIRST, autoscaler("")));

      ApiAnswer answer =
          api.send(
              new ApiCall(
                  ApiCall.Verb.MERGE_PATCH,
                  call("GET " + AUTOSCALER, "{}").kind(),
                  "default",
                  "a",
                  "",
                  call("MERGE_PATCH " + AUTOSCALER, "{'spec':{'metrics':[" + use("cpu", 30) + "]}}")
                      .body(),
                  Map.of("fieldManager", "other")));

      assertThat(answer.body().itemsAt("metadata", "managedFields"))
          .extracting(entry -> String.valueOf(entry.at("fieldsV1", "f:spec").map(Value::toPlain)))
          .containsExactly(
              "Optional[{f:maxReplicas={}, f:minReplicas={}, f:scaleTargetRef={f:kind={}, f:name={}}}]",
              "Optional[{f:metrics={}}]");
    }
  }
}
