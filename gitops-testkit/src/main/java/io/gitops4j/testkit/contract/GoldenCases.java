package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.diff.ResourceDiff;
import io.gitops4j.core.diff.Verdict;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import io.gitops4j.core.sync.SyncResult;
import org.junit.jupiter.api.Test;

/**
 * Cases from practice in which a comparison that is not exact finds a difference for ever, or none
 * where there is one; extend it to try them on a cluster. After a sync everything is synced and
 * stays so; a real change shows as exactly that, and the next sync ends it.
 *
 * @since 0.1.0
 */
public abstract class GoldenCases extends GoldenSpellings {
  /** For subclasses. */
  protected GoldenCases() {}

  @Test
  void portsWithoutAProtocol() {
    String yaml =
        container("ports: [{containerPort: 80}, {containerPort: 53, name: dns}]\n")
            + """
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: web}
            spec: {selector: {app: web}, ports: [{port: 80}]}
            """;

    assertGolden(
        yaml,
        with(yaml, "[{port: 80}]", "[{port: 80, targetPort: 8080}]"),
        key("", "Service", "web"),
        ".spec.ports[port=80,protocol=\"TCP\"].targetPort");
  }

  @Test
  void twoPortsWithOneNumber() {
    String yaml =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: dns}
        spec:
          selector: {app: dns}
          ports:
            - {name: tcp, port: 53}
            - {name: udp, port: 53, protocol: UDP}
        """;
    String changed = with(yaml, "protocol: UDP", "protocol: UDP, targetPort: 5353");

    assertGolden(
        yaml,
        changed,
        key("", "Service", "dns"),
        ".spec.ports[port=53,protocol=\"UDP\"].targetPort");
  }

  @Test
  void whatIsFilledInWhereAMapIsOwnedAsAWhole() {
    String yaml =
        container(
            """
            env:
              - {name: IP, valueFrom: {fieldRef: {fieldPath: status.podIP}}}
              - {name: CPU, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}
            """);

    String reference = CONTAINER + ".env[name=\"IP\"].valueFrom.fieldRef";
    boolean asAWhole = !target().info().profile().has(Deviation.TYPES_OF_1_20);

    assertGolden(
        yaml,
        with(yaml, "status.podIP", "status.hostIP"),
        web(),
        asAWhole ? reference : reference + ".fieldPath");
  }

  @Test
  void aRenamedPort() {
    String yaml =
        """
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
        """;

    assertGolden(
        yaml,
        with(yaml, "http", "web"),
        key("", "Service", "web"),
        ".spec.ports[port=80,protocol=\"TCP\"].name");
  }

  @Test
  void oneNameTwiceInAnEnvironment() {
    assertSettles(DEPLOYMENT);
    push(
        with(
            container(
                """
                env:
                  - {name: A, value: "1"}
                  - {name: B, value: "2"}
                  - {name: A, value: "3"}
                """),
            "web:1",
            "web:2"));

    ResourceDiff diff = app().compare().diff(web()).orElseThrow();
    assertThat(diff.verdict()).isEqualTo(Verdict.REJECTED);
    assertThat(diff.why())
        .contains(CONTAINER + ".env[name=\"A\"] is stated twice, at ", "app.yaml:13 and :15");
    SyncResult result = app().sync();
    assertThat(result.isSuccess()).isFalse();
    assertThat(target().get(web()).orElseThrow().content().toPlain().toString())
        .as("no part of it is applied")
        .contains("web:1")
        .doesNotContain("web:2", "env");
  }

  @Test
  void defaultsOfACustomKind() {
    String yaml = GoldenEdits.definition(group()) + GoldenEdits.widget(group());

    assertGolden(yaml, with(yaml, "size: 3", "size: 4"), key(group(), "Widget", "w"), ".spec.size");
  }

  @Test
  void preserveUnknownFieldsOfADefinition() {
    String yaml =
        with(
            GoldenEdits.definition(group()),
            "  group:",
            "  preserveUnknownFields: false\n  group:");

    assertGolden(
        yaml,
        with(yaml, "shortNames: [gw]", "shortNames: [gwi]"),
        new ResourceKey(
            "apiextensions.k8s.io", "CustomResourceDefinition", "", "widgets." + group()),
        ".spec.names.shortNames");
  }

  @Test
  void aConfigMapOf300KiB() {
    String yaml =
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: big}\ndata:\n  small: a\n  big: "
            + "0123456789abcdef".repeat(300 * 64)
            + "\n";

    assertGolden(
        yaml, with(yaml, "small: a", "small: b"), key("", "ConfigMap", "big"), ".data.small");
  }

  @Test
  void textsOfASecret() {
    String yaml =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: redis}
        data: {user: YWRtaW4=, password: b2xk}
        stringData:
          password: new
          token: t
        """;
    ResourceKey redis = key("", "Secret", "redis");

    assertGolden(yaml, with(yaml, "password: new", "password: newer"), redis, ".data.password");
    String removed = with(yaml, "  token: t\n", "");
    assertGolden(yaml, removed, redis, ".data.token");
    assertThat(target().get(redis).orElseThrow().content().mapAt("data").keys())
        .containsExactlyInAnyOrder("user", "password");
  }

  @Test
  void base64InLines() {
    String yaml =
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: lines}
        data:
          key: |
            aGVs
            bG8=
        """;

    assertGolden(yaml, with(yaml, "aGVs", "aGVz"), key("", "Secret", "lines"), ".data.key");
  }

  @Test
  void annotationsThatControllersWrite() {
    String yaml = with(DEPLOYMENT, "{name: web}", "{name: web, annotations: {team: a}}");
    assertSettles(yaml);

    edit(
        web(),
        "kube-controller-manager",
        live ->
            GoldenEdits.set(
                live,
                Scalar.of("7"),
                "metadata",
                "annotations",
                "deployment.kubernetes.io/revision"));

    assertSettled();
    assertGolden(yaml, with(yaml, "team: a", "team: b"), web(), ".metadata.annotations.team");
    Value revision =
        target()
            .get(web())
            .orElseThrow()
            .content()
            .mapAt("metadata", "annotations")
            .get("deployment.kubernetes.io/revision")
            .orElse(MapValue.EMPTY);
    assertThat(revision.asText()).isPresent();
  }

  @Test
  void whatTheServerFillsInForAnIngress() {
    String yaml =
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web}
        spec:
          rules:
            - host: web.example
              http:
                paths:
                  - {path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}
        """;

    assertGolden(
        yaml,
        with(yaml, "number: 80", "number: 81"),
        key("networking.k8s.io", "Ingress", "web"),
        ".spec.rules");
  }

  @Test
  void aJobWhoseTemplateTheServerLabels() {
    String yaml =
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: once}
        spec:
          backoffLimit: 3
          template:
            spec: {restartPolicy: Never, containers: [{name: main, image: "once:1"}]}
        """;

    assertGolden(
        yaml,
        with(yaml, "{name: once}", "{name: once, labels: {a: b}}"),
        key("batch", "Job", "once"),
        ".metadata.labels.a");
  }
}
