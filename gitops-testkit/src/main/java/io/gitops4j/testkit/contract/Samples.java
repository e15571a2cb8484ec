package io.gitops4j.testkit.contract;

import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The manifests of the contracts. */
final class Samples {

  private Samples() {}

  static Manifest namespace(String name) {
    return Manifest.of(
        Value.of(
                Map.<String, Object>of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "Namespace",
                    "metadata",
                    Map.<String, Object>of("name", name)))
            .mapAt());
  }

  /** With entries of {@code data}, as key, value, key, value. */
  static Manifest settings(String namespace, String name, String... data) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (int i = 0; i < data.length; i += 2) {
      entries.put(data[i], data[i + 1]);
    }
    return Manifest.of(
        Value.of(
                Map.<String, Object>of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "ConfigMap",
                    "metadata",
                    Map.<String, Object>of("name", name, "namespace", namespace),
                    "data",
                    entries))
            .mapAt());
  }

  static Manifest service(String namespace, String name, Object... ports) {
    return Manifest.of(
        Value.of(
                Map.<String, Object>of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "Service",
                    "metadata",
                    Map.<String, Object>of("name", name, "namespace", namespace),
                    "spec",
                    Map.<String, Object>of(
                        "selector", Map.<String, Object>of("app", name), "ports", List.of(ports))))
            .mapAt());
  }

  /** A Deployment whose template carries the label {@code app}; its selector asks for it. */
  static Manifest deployment(String namespace, String name, String image) {
    Map<String, Object> container = Map.<String, Object>of("name", "main", "image", image);
    Map<String, Object> template =
        Map.<String, Object>of(
            "metadata", Map.<String, Object>of("labels", Map.<String, Object>of("app", name)),
            "spec", Map.<String, Object>of("containers", List.of(container)));
    return Manifest.of(
        Value.of(
                Map.<String, Object>of(
                    "apiVersion",
                    "apps/v1",
                    "kind",
                    "Deployment",
                    "metadata",
                    Map.<String, Object>of("name", name, "namespace", namespace),
                    "spec",
                    Map.<String, Object>of(
                        "replicas",
                        2,
                        "selector",
                        Map.<String, Object>of("matchLabels", Map.<String, Object>of("app", name)),
                        "template",
                        template)))
            .mapAt());
  }

  static Manifest widget(String namespace) {
    return Manifest.of(
        Value.of(
                Map.<String, Object>of(
                    "apiVersion", "unknown.example/v1",
                    "kind", "Widget",
                    "metadata", Map.<String, Object>of("name", "w", "namespace", namespace)))
            .mapAt());
  }

  /** An autoscaler for 60 % of the processors, in the newest version with metrics as a list. */
  static Manifest scaler(String namespace, ClusterInfo info) {
    GroupVersionKind newest = GroupVersionKind.of("autoscaling/v2", "HorizontalPodAutoscaler");
    String version = info.resource(newest).isPresent() ? "autoscaling/v2" : "autoscaling/v2beta2";
    return Manifest.of(
        Json.read(
                "sample",
                """
                {"apiVersion": "%s", "kind": "HorizontalPodAutoscaler",
                 "metadata": {"name": "shop", "namespace": "%s"},
                 "spec": {
                   "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "shop"},
                   "minReplicas": 1, "maxReplicas": 3,
                   "metrics": [{"type": "Resource", "resource": {"name": "cpu",
                     "target": {"type": "Utilization", "averageUtilization": 60}}}]}}
                """
                    .formatted(version, namespace))
            .mapAt());
  }
}
