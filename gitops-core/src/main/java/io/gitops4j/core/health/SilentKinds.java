package io.gitops4j.core.health;

import io.gitops4j.core.manifest.GroupKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Well-known custom resources that are configuration and report no status: waiting for one would
 * never end. One that does report a status is judged by it.
 */
final class SilentKinds {
  private static final Set<String> GROUPS =
      Set.of(
          "config.istio.io",
          "extensions.istio.io",
          "networking.istio.io",
          "security.istio.io",
          "telemetry.istio.io",
          "traefik.io",
          "traefik.containo.us",
          "k8s.nginx.org",
          "crd.projectcalico.org",
          "config.gatekeeper.sh",
          "secrets-store.csi.x-k8s.io",
          "k8s.cni.cncf.io");

  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "monitoring.coreos.com",
          words("ServiceMonitor PodMonitor Probe PrometheusRule ScrapeConfig AlertmanagerConfig"),
          "argoproj.io",
          words(
              "AppProject WorkflowTemplate ClusterWorkflowTemplate AnalysisTemplate ClusterAnalysisTemplate "
                  + "CronWorkflow"),
          "kyverno.io",
          words("PolicyException"),
          "keda.sh",
          words("TriggerAuthentication ClusterTriggerAuthentication"),
          "gateway.networking.k8s.io",
          words("ReferenceGrant"));

  private SilentKinds() {}

  static boolean contains(GroupKind kind) {
    return GROUPS.contains(kind.group())
        || KINDS.getOrDefault(kind.group(), Set.of()).contains(kind.kind());
  }

  private static Set<String> words(String text) {
    return Arrays.stream(text.split(" ")).collect(Collectors.toUnmodifiableSet());
  }
}
