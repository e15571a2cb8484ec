package io.gitops4j.testkit.differential;

import static io.gitops4j.testkit.differential.Shape.any;
import static io.gitops4j.testkit.differential.Shape.bool;
import static io.gitops4j.testkit.differential.Shape.list;
import static io.gitops4j.testkit.differential.Shape.map;
import static io.gitops4j.testkit.differential.Shape.number;
import static io.gitops4j.testkit.differential.Shape.struct;
import static io.gitops4j.testkit.differential.Shape.text;

/** Pods, as workloads have them. */
final class PodShapes {
  static final Shape QUANTITIES =
      struct()
          .may("cpu", any("100m", "0.1", "1", 1, "1000m", "1500m", "1.5"))
          .may("memory", any("64Mi", "65536Ki", "1Gi", "1024Mi", "128974848", "129e6", 1000));

  private static final Shape PORT =
      struct()
          .need("containerPort", number(53, 80, 8080))
          .may("protocol", text("TCP", "UDP"))
          .may("name", text("web", "dns", "other"));

  private static final Shape ENV =
      struct().need("name", text("A", "B", "C", "D")).may("value", text("1", "2", ""));

  private static final Shape PROBE =
      struct()
          .need(
              "httpGet",
              struct().may("path", text("/", "/ready")).need("port", any(80, "web", 8080)))
          .may("periodSeconds", number(5, 10))
          .may("timeoutSeconds", number(1, 3));

  private static final Shape SECURITY =
      struct()
          .may("runAsUser", number(0, 1000))
          .may("readOnlyRootFilesystem", bool())
          .may(
              "capabilities",
              struct()
                  .may("add", list(2, text("NET_ADMIN", "SYS_TIME")))
                  .may("drop", list(1, text("ALL"))));

  private static final Shape CONTAINER =
      struct()
          .need("name", text("web", "proxy", "log"))
          .need("image", text("shop:1", "shop:2", "shop", "shop:latest"))
          .may("env", list(3, ENV, "name"))
          .may("ports", list(3, PORT, "containerPort", "protocol"))
          .may("args", list(2, text("-v", "run", "")))
          .may("command", list(2, text("sh", "-c")))
          .may("resources", struct().may("limits", QUANTITIES).may("requests", QUANTITIES))
          .may("imagePullPolicy", text("Always", "IfNotPresent"))
          .may("readinessProbe", PROBE)
          .may("securityContext", SECURITY)
          .may(
              "volumeMounts",
              list(
                  2,
                  struct()
                      .need("name", text("data", "conf"))
                      .need("mountPath", text("/data", "/etc/conf"))
                      .may("readOnly", bool()),
                  "mountPath"))
          .may("workingDir", text("/", "/srv"))
          .may("tty", bool());

  private static final Shape VOLUME =
      chance -> {
        Shape source =
            chance.oneOf(
                struct().need("emptyDir", struct().may("medium", text("Memory"))),
                struct()
                    .need(
                        "configMap",
                        struct().need("name", text("conf")).may("defaultMode", number(420, 256))),
                struct().need("secret", struct().need("secretName", text("keys"))));
        return Specimen.merged(
            struct().need("name", text("data", "conf")).make(chance).mapAt(),
            source.make(chance).mapAt());
      };

  private static final Shape TOLERATION =
      struct()
          .need("key", text("node", "zone"))
          .may("operator", text("Exists"))
          .may("effect", text("NoSchedule", "NoExecute"));

  private PodShapes() {}

  private static Shape.Struct spec() {
    return struct()
        .need("containers", list(3, CONTAINER, "name"))
        .may("volumes", list(2, VOLUME, "name"))
        .may("tolerations", list(2, TOLERATION))
        .may("nodeSelector", map(text("a", "b"), "disk", "zone"))
        .may("terminationGracePeriodSeconds", number(0, 30))
        .may("serviceAccountName", text("shop"))
        .may("hostNetwork", bool())
        .may(
            "securityContext", struct().may("runAsUser", number(0, 1000)).may("fsGroup", number(7)))
        .may("imagePullSecrets", list(2, struct().need("name", text("pull", "other")), "name"));
  }

  /** With labels that the usual selector finds. */
  static Shape template() {
    return struct()
        .need(
            "metadata",
            struct()
                .need("labels", chance -> labels(chance))
                .may("annotations", map(text("x", "y"), "note", "hash")))
        .need("spec", spec());
  }

  static Shape jobTemplate() {
    return struct()
        .may("metadata", struct().may("labels", map(text("1", "2"), "tier")))
        .need("spec", spec().need("restartPolicy", text("Never", "OnFailure")));
  }

  private static io.gitops4j.core.manifest.Value labels(Chance chance) {
    return Specimen.merged(
        struct().need("app", text("shop")).make(chance).mapAt(),
        map(text("1", "2"), "tier").make(chance).mapAt());
  }

  /** Mostly the same, for it is immutable. */
  static Shape selector() {
    return chance ->
        chance.isLikely(0.93)
            ? struct().need("matchLabels", struct().need("app", text("shop"))).make(chance)
            : struct()
                .may("matchLabels", map(text("shop", "1"), "app", "tier"))
                .may(
                    "matchExpressions",
                    list(
                        1,
                        struct()
                            .need("key", text("app"))
                            .need("operator", text("In", "Exists"))
                            .may("values", list(2, text("shop", "x")))))
                .make(chance);
  }
}
