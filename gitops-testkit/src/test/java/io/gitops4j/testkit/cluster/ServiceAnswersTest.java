package io.gitops4j.testkit.cluster;

import static io.gitops4j.testkit.cluster.KindAnswersTest.answer;
import static io.gitops4j.testkit.cluster.KindAnswersTest.call;

import io.gitops4j.testkit.api.ApiCall;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How a kube-apiserver 1.20.2 answered writes of services. */
class ServiceAnswersTest {
  private static final String SERVICE = "{'spec':{'ports':[{'port':80}]}}";
  private static final String BALANCER =
      "{'spec':{'type':'LoadBalancer','externalTrafficPolicy':'Local','ports':[{'port':80}]}}";

  static Stream<Arguments> addresses() {
    return Stream.of(
        answer(
            "a rehearsed service gets no address",
            List.of(call("CREATE v1/Service a?dryRun", SERVICE)),
            201,
            "spec={ports=[{port=80, protocol=TCP, targetPort=80}], type=ClusterIP, sessionAffinity=None}"),
        answer(
            "but ports of nodes",
            List.of(call("CREATE v1/Service a?dryRun", BALANCER)),
            201,
            "nodePort=30000}], sessionAffinity=None, healthCheckNodePort=30001}"),
        answer(
            "a balancer that may send anywhere needs no port to ask nodes",
            List.of(
                call("CREATE v1/Service a", BALANCER),
                call("MERGE_PATCH v1/Service a", "{'spec':{'externalTrafficPolicy':'Cluster'}}")),
            200,
            "nodePort=30000}], sessionAffinity=None, clusterIP=10.96.0.10, clusterIPs=[10.96.0.10]}"),
        answer(
            "an address of another",
            List.of(
                call("CREATE v1/Service b", SERVICE),
                call(
                    "CREATE v1/Service a",
                    "{'spec':{'clusterIP':'10.96.0.10','ports':[{'port':80}]}}")),
            422,
            "spec.clusterIPs: Invalid value: []string{\"10.96.0.10\"}: failed to allocated"
                + " ip:10.96.0.10 with error:provided IP is already allocated"),
        answer(
            "a port of another",
            List.of(
                call("CREATE v1/Service b", BALANCER),
                call(
                    "CREATE v1/Service a?dryRun",
                    "{'spec':{'type':'NodePort','ports':[{'port':80,'nodePort':30000}]}}")),
            422,
            "spec.ports[0].nodePort: Invalid value: 30000: provided port is already allocated"),
        answer(
            "an address in one spelling only",
            List.of(
                call("CREATE v1/Service a", SERVICE),
                call(
                    "MERGE_PATCH v1/Service a",
                    "{'spec':{'clusterIP':'10.96.5.5','clusterIPs':null}}")),
            422,
            "[spec.clusterIPs[0]: Invalid value: []string(nil): primary clusterIP can not be unset,"
                + " spec.clusterIPs: Required value]"));
  }

  static Stream<Arguments> services() {
    return Stream.of(
        answer(
            "what is wrong with a service comes before its version",
            List.of(
                call("CREATE v1/Service a", SERVICE),
                call(
                    "REPLACE v1/Service a",
                    "{'metadata':{'name':'a','resourceVersion':'1'},'spec':{'ports':[]}}")),
            422,
            "is invalid: [spec.clusterIPs[0]: Invalid value: []string(nil): primary clusterIP can"
                + " not be unset, spec.ports: Required value]"),
        answer(
            "its missing version is one of many faults",
            List.of(
                call("CREATE v1/Service a", SERVICE), call("REPLACE v1/Service a", "{'spec':{}}")),
            422,
            "[metadata.resourceVersion: Invalid value: \"\": must be specified for an update,"
                + " spec.clusterIPs[0]: Invalid value: []string(nil): primary clusterIP can not be"
                + " unset, spec.ports: Required value]"),
        answer(
            "its status can do without",
            List.of(
                call("CREATE v1/Service a", SERVICE),
                call("REPLACE v1/Service a/status", "{'metadata':{'name':'a'},'status':{}}")),
            200,
            "name=a"),
        answer(
            "another uid is a fault as well",
            List.of(
                call("CREATE v1/Service a", SERVICE),
                call("MERGE_PATCH v1/Service a", "{'metadata':{'uid':'zz'}}")),
            422,
            "Service \"a\" is invalid: metadata.uid: Invalid value: \"zz\": field is immutable"),
        answer(
            "two protocols behind a balancer",
            List.of(
                call(
                    "CREATE v1/Service a",
                    "{'spec':{'type':'LoadBalancer','ports':[{'port':1,'name':'a','targetPort':'x'},"
                        + "{'port':2,'name':'b','protocol':'UDP','nodePort':30003}]}}")),
            422,
            "spec.ports: Invalid value: []core.ServicePort{core.ServicePort{Name:\"a\","
                + " Protocol:\"TCP\", AppProtocol:(*string)(nil), Port:1,"
                + " TargetPort:intstr.IntOrString{Type:1, IntVal:0, StrVal:\"x\"}, NodePort:0},"
                + " core.ServicePort{Name:\"b\", Protocol:\"UDP\", AppProtocol:(*string)(nil), Port:2,"
                + " TargetPort:intstr.IntOrString{Type:0, IntVal:2, StrVal:\"\"}, NodePort:30003}}:"
                + " may not contain more than 1 protocol when type is 'LoadBalancer'"),
        answer(
            "a policy for traffic from outside counts once the rest is fine",
            List.of(
                call(
                    "CREATE v1/Service Wrong_Name",
                    "{'spec':{'externalTrafficPolicy':'Cluster','ports':[{'port':80}]}}")),
            422,
            "Service \"Wrong_Name\" is invalid: metadata.name: Invalid value: \"Wrong_Name\""),
        answer(
            "addresses that can't be outside",
            List.of(
                call(
                    "CREATE v1/Service a",
                    "{'spec':{'externalIPs':['0.0.0.0','169.254.1.1'],'ports':[{'port':80}]}}")),
            422,
            "[spec.externalIPs[0]: Invalid value: \"0.0.0.0\": may not be unspecified (0.0.0.0),"
                + " spec.externalIPs[1]: Invalid value: \"169.254.1.1\": may not be in the link-local"
                + " range (169.254.0.0/16)]"),
        answer(
            "a service that waits for its dependents is answered as gone",
            List.of(
                call("CREATE v1/Service a", SERVICE),
                call(
                    "DELETE v1/Service a",
                    "{'kind':'DeleteOptions','apiVersion':'v1','propagationPolicy':'Foreground'}")),
            200,
            "status=Success, details={name=a, kind=services, uid="));
  }

  @ParameterizedTest
  @MethodSource({"addresses", "services"})
  void answersAsTheServer(List<ApiCall> calls, int code, String words) {
    KindAnswersTest.check(calls, code, words);
  }
}
