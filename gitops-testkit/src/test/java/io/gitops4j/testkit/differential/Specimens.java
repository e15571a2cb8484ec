package io.gitops4j.testkit.differential;

import static io.gitops4j.testkit.differential.Shape.any;
import static io.gitops4j.testkit.differential.Shape.bool;
import static io.gitops4j.testkit.differential.Shape.list;
import static io.gitops4j.testkit.differential.Shape.map;
import static io.gitops4j.testkit.differential.Shape.number;
import static io.gitops4j.testkit.differential.Shape.struct;
import static io.gitops4j.testkit.differential.Shape.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The kinds to play with. */
final class Specimens {
  private static final Shape CONDITION =
      struct()
          .need("type", text("Available", "Progressing", "Odd"))
          .need("status", text("True", "False"))
          .may("reason", text("Because"))
          .may("message", text("so", ""));

  private static final Shape BASE64 = text("aGVsbG8=", "d29ybGQ=", "");

  private static final Shape LABEL_SELECTOR =
      struct()
          .may("matchLabels", map(text("a", "b"), "app", "tier"))
          .may(
              "matchExpressions",
              list(
                  2,
                  struct()
                      .need("key", text("app", "tier"))
                      .need("operator", text("In", "NotIn"))
                      .need("values", list(2, text("a", "b")))));

  private Specimens() {}

  static List<Specimen> all() {
    List<Specimen> all = new ArrayList<>();
    Stream.of(data(), networking(), workloads(), others()).forEach(all::addAll);
    all.addAll(CustomSpecimens.all());
    return all;
  }

  private static List<Specimen> data() {
    return List.of(
        Specimen.of(
            "v1",
            "ConfigMap",
            6,
            struct()
                .may("data", map(text("1", "2", ""), "a", "b", "c.conf", "d"))
                .may("binaryData", map(BASE64, "x", "y", "a"))
                .may(
                    "immutable",
                    chance -> io.gitops4j.core.manifest.Scalar.of(chance.isLikely(0.1)))),
        Specimen.of(
            "v1",
            "Secret",
            4,
            struct()
                .may("data", map(BASE64, "a", "b", "c"))
                .may("stringData", map(text("hello", "2", ""), "a", "b", "d"))
                .may("type", text("Opaque", "Opaque", "Opaque", "example.com/kind"))));
  }

  private static List<Specimen> networking() {
    Shape servicePort =
        struct()
            .need("port", number(53, 80, 443))
            .may("protocol", text("TCP", "UDP"))
            .may("name", text("web", "dns", "tls"))
            .may("targetPort", any(80, 8080, "web"));
    Shape service =
        struct()
            .need("ports", list(3, servicePort, "port", "protocol"))
            .may("selector", map(text("a", "b"), "app", "tier"))
            .may("type", text("ClusterIP", "ClusterIP", "NodePort", "LoadBalancer"))
            .may("sessionAffinity", text("None", "ClientIP"))
            .may("externalTrafficPolicy", text("Cluster"))
            .may("publishNotReadyAddresses", bool())
            .may("externalIPs", list(2, text("198.51.100.1", "198.51.100.2")));
    Shape backend =
        struct()
            .need(
                "service",
                struct()
                    .need("name", text("shop", "admin"))
                    .need(
                        "port",
                        chance ->
                            chance
                                .oneOf(
                                    struct().need("number", number(80)),
                                    struct().need("name", text("web")))
                                .make(chance)));
    Shape path =
        struct()
            .need("path", text("/", "/admin"))
            .need("pathType", text("Prefix", "Exact"))
            .need("backend", backend);
    Shape ingress =
        struct()
            .need(
                "rules",
                list(
                    2,
                    struct()
                        .may("host", text("shop.example.com", "*.example.com"))
                        .need("http", struct().need("paths", list(2, path)))))
            .may("ingressClassName", text("nginx", "other"))
            .may("defaultBackend", backend)
            .may(
                "tls",
                list(
                    2,
                    struct()
                        .may("hosts", list(2, text("shop.example.com", "a.example.com")))
                        .may("secretName", text("tls"))));
    Shape policyPort =
        struct().may("protocol", text("TCP", "UDP")).may("port", any(80, "web", 443));
    Shape peer =
        chance ->
            chance
                .oneOf(
                    struct().need("podSelector", LABEL_SELECTOR),
                    struct().need("namespaceSelector", LABEL_SELECTOR),
                    struct()
                        .need(
                            "ipBlock",
                            struct()
                                .need("cidr", text("10.0.0.0/8"))
                                .may("except", list(2, text("10.1.0.0/16", "10.2.0.0/16")))))
                .make(chance);
    Shape policy =
        struct()
            .need("podSelector", LABEL_SELECTOR)
            .may(
                "ingress",
                list(2, struct().may("ports", list(2, policyPort)).may("from", list(2, peer))))
            .may(
                "egress",
                list(1, struct().may("ports", list(2, policyPort)).may("to", list(2, peer))))
            .may("policyTypes", list(2, text("Ingress", "Egress")));
    Shape balancer =
        struct()
            .may(
                "loadBalancer",
                struct()
                    .may("ingress", list(2, struct().need("ip", text("192.0.2.1", "192.0.2.2")))));
    return List.of(
        Specimen.of("v1", "Service", 8, struct().need("spec", service)).withStatus(balancer),
        Specimen.of("networking.k8s.io/v1", "Ingress", 4, struct().need("spec", ingress))
            .withStatus(balancer),
        Specimen.of("networking.k8s.io/v1", "NetworkPolicy", 4, struct().need("spec", policy)));
  }

  private static List<Specimen> workloads() {
    Shape deployment =
        struct()
            .need("selector", PodShapes.selector())
            .need("template", PodShapes.template())
            .may("replicas", number(0, 1, 3))
            .may("minReadySeconds", number(0, 5))
            .may("paused", bool())
            .may("revisionHistoryLimit", number(2, 10))
            .may("progressDeadlineSeconds", number(300, 600))
            .may("strategy", strategy());
    Shape stateful =
        struct()
            .need("selector", PodShapes.selector())
            .need("template", PodShapes.template())
            .need("serviceName", text("shop"))
            .may("replicas", number(0, 1, 3))
            .may("podManagementPolicy", text("OrderedReady"))
            .may(
                "updateStrategy",
                struct()
                    .need("type", text("RollingUpdate"))
                    .may("rollingUpdate", struct().may("partition", number(0, 1))))
            .may(
                "volumeClaimTemplates",
                chance ->
                    chance.isLikely(0.5)
                        ? new io.gitops4j.core.manifest.ListValue(
                            List.of(
                                struct()
                                    .need("metadata", struct().need("name", text("data")))
                                    .need("spec", claim())
                                    .make(chance)))
                        : io.gitops4j.core.manifest.ListValue.EMPTY);
    Shape job =
        struct()
            .need("template", PodShapes.jobTemplate())
            .may("parallelism", number(1, 2))
            .may("completions", number(1, 2))
            .may("backoffLimit", number(1, 6))
            .may("activeDeadlineSeconds", number(60));
    Shape replicas =
        struct()
            .need("replicas", number(1, 3))
            .may("observedGeneration", number(1, 2))
            .may("readyReplicas", number(0, 1));
    return List.of(
        Specimen.of("apps/v1", "Deployment", 14, struct().need("spec", deployment))
            .withStatus(
                struct()
                    .may("replicas", number(0, 3))
                    .may("readyReplicas", number(0, 1))
                    .may("observedGeneration", number(1, 2))
                    .may("conditions", list(2, CONDITION, "type"))),
        Specimen.of("apps/v1", "StatefulSet", 4, struct().need("spec", stateful))
            .withStatus(replicas),
        Specimen.of("batch/v1", "Job", 4, struct().need("spec", job))
            .withStatus(struct().may("active", number(1, 2)).may("succeeded", number(1))));
  }

  private static Shape strategy() {
    return chance ->
        chance
            .oneOf(
                struct().need("type", text("Recreate")),
                struct().need("type", text("RollingUpdate")),
                struct()
                    .may("type", text("RollingUpdate"))
                    .may(
                        "rollingUpdate",
                        struct()
                            .may("maxSurge", any(1, "25%", "50%"))
                            .may("maxUnavailable", any(0, 1, "25%"))))
            .make(chance);
  }

  private static Shape claim() {
    return struct()
        .need("accessModes", list(2, text("ReadWriteOnce", "ReadOnlyMany")))
        .need(
            "resources",
            struct().need("requests", struct().need("storage", any("1Gi", "1024Mi", "2Gi"))))
        .may("storageClassName", text("fast", ""))
        .may("volumeMode", text("Filesystem"));
  }

  private static List<Specimen> others() {
    Shape rule =
        struct()
            .need("apiGroups", list(2, text("", "apps", "batch")))
            .need("resources", list(2, text("pods", "deployments")))
            .need("verbs", list(3, text("get", "list", "watch", "*")));
    Shape target =
        struct()
            .need("apiVersion", text("apps/v1"))
            .need("kind", text("Deployment"))
            .need("name", text("shop"));
    Shape.Struct scaler =
        struct()
            .need("scaleTargetRef", target)
            .need("maxReplicas", number(3, 10))
            .may("minReplicas", number(1, 2));
    Shape metric =
        struct()
            .need("type", text("Resource"))
            .need(
                "resource",
                struct()
                    .need("name", text("cpu", "memory"))
                    .need(
                        "target",
                        struct()
                            .need("type", text("Utilization"))
                            .need("averageUtilization", number(50, 80))));
    return List.of(
        Specimen.of(
            "rbac.authorization.k8s.io/v1", "Role", 3, struct().need("rules", list(2, rule))),
        Specimen.of(
                "rbac.authorization.k8s.io/v1",
                "ClusterRole",
                3,
                struct()
                    .may("rules", list(2, rule))
                    .may(
                        "aggregationRule",
                        struct().need("clusterRoleSelectors", list(2, LABEL_SELECTOR))))
            .ofCluster(),
        Specimen.of(
                "autoscaling/v1",
                "HorizontalPodAutoscaler",
                3,
                struct().need("spec", scaler.may("targetCPUUtilizationPercentage", number(50, 80))))
            .withStatus(
                struct()
                    .need("currentReplicas", number(1, 2))
                    .need("desiredReplicas", number(1, 2))),
        Specimen.of(
            "autoscaling/v2beta2",
            "HorizontalPodAutoscaler",
            3,
            struct().need("spec", scaler.may("metrics", list(2, metric)))),
        Specimen.of("v1", "PersistentVolumeClaim", 3, struct().need("spec", claim()))
            .withStatus(
                struct()
                    .may("phase", text("Pending", "Bound"))
                    .may("capacity", struct().may("storage", any("1Gi", "1024Mi")))),
        Specimen.of(
            "v1",
            "ServiceAccount",
            1,
            struct()
                .may("secrets", list(2, struct().need("name", text("a", "b")), "name"))
                .may("imagePullSecrets", list(2, struct().need("name", text("a", "b"))))
                .may("automountServiceAccountToken", bool())));
  }
}
