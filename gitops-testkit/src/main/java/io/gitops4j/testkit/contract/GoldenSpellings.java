package io.gitops4j.testkit.contract;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.ResourceKey;
import org.junit.jupiter.api.Test;

/**
 * The cases in which Git and the server only spell one thing in two ways: amounts, empties, nulls,
 * and what a server fills in.
 */
abstract class GoldenSpellings extends GoldenFixture {
  static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web}
      spec:
        selector: {matchLabels: {app: web}}
        template:
          metadata: {labels: {app: web}}
          spec:
            containers:
              - name: web
                image: web:1
      """;
  static final String CONTAINER = ".spec.template.spec.containers[name=\"web\"]";

  final ResourceKey web() {
    return key("apps", "Deployment", "web");
  }

  /** The Deployment with more fields of its container, and more containers. */
  static String container(String more) {
    return DEPLOYMENT + more.indent(10);
  }

  @Test
  void cpuAndMemoryInOtherSpellings() {
    String yaml =
        container(
            """
            resources:
              limits: {cpu: 1000m, memory: 1024Mi, ephemeral-storage: 1e9}
              requests: {cpu: 0.5, memory: 1073741824}
            """);

    assertGolden(
        yaml, with(yaml, "cpu: 1000m", "cpu: 2000m"), web(), CONTAINER + ".resources.limits.cpu");
  }

  @Test
  void amountsOfOtherKinds() {
    String claim =
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1024Mi}}}
        ---
        apiVersion: v1
        kind: ResourceQuota
        metadata: {name: quota}
        spec: {hard: {requests.cpu: 1000m, pods: "10"}}
        """;

    assertGolden(
        claim,
        with(claim, "cpu: 1000m", "cpu: 1500m"),
        key("", "ResourceQuota", "quota"),
        ".spec.hard.requests.cpu");
  }

  @Test
  void volumeClaimTemplates() {
    String yaml =
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: redis}
        spec:
          serviceName: redis
          selector: {matchLabels: {app: redis}}
          template:
            metadata: {labels: {app: redis}}
            spec: {containers: [{name: main, image: "redis:7"}]}
          volumeClaimTemplates:
            - metadata: {name: data}
              spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1024Mi}}}
        """;
    ResourceKey redis = key("apps", "StatefulSet", "redis");

    assertGolden(
        yaml,
        with(yaml, "redis:7", "redis:8"),
        redis,
        ".spec.template.spec.containers[name=\"main\"].image");
    assertDiffers(
        with(with(yaml, "redis:7", "redis:8"), "1024Mi", "2Gi"),
        redis,
        ".spec.volumeClaimTemplates");
  }

  @Test
  void emptyMapsListsAndNullsAgainstAbsentFields() {
    String yaml =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, annotations: {}, labels: {}}
        spec:
          paused: false
          selector: {matchLabels: {app: web}, matchExpressions: []}
          template:
            metadata: {labels: {app: web}, annotations: null, creationTimestamp: null}
            spec:
              tolerations: []
              nodeSelector: {}
              securityContext: {}
              affinity: {}
              hostNetwork: false
              imagePullSecrets: []
              initContainers: []
              volumes: [{name: tmp, emptyDir: {}}]
              containers:
                - name: web
                  image: web:1
                  command: null
                  args: []
                  env: []
                  resources: {limits: {}, requests: null}
                  workingDir: ""
                  securityContext: {}
                  volumeMounts: [{name: tmp, mountPath: /tmp, readOnly: false}]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: none}
        spec: {podSelector: {}, ingress: [], policyTypes: [Ingress]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: none}
        rules: []
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: none}
        data: {}
        """;

    assertGolden(
        yaml,
        with(yaml, "podSelector: {}", "podSelector: {matchLabels: {app: web}}"),
        key("networking.k8s.io", "NetworkPolicy", "none"),
        ".spec.podSelector");
  }

  @Test
  void tolerationsThatMustBeNone() {
    String yaml = with(DEPLOYMENT, "    spec:\n", "    spec:\n      tolerations: []\n");
    assertSettles(yaml);

    edit(
        web(),
        "kubectl-edit",
        live ->
            GoldenEdits.set(
                live,
                ListValue.of(GoldenEdits.map("operator", "Exists")),
                "spec",
                "template",
                "spec",
                "tolerations"));

    assertDrifted(web(), ".spec.template.spec.tolerations");
    assertSettles(yaml);
  }

  @Test
  void aCommandOfNull() {
    String yaml = container("command: null\n");

    assertGolden(yaml, with(yaml, "command: null", "command: [sh]"), web(), CONTAINER + ".command");
    assertDiffers(yaml, web(), CONTAINER + ".command");
    assertSettles(yaml);
  }
}
