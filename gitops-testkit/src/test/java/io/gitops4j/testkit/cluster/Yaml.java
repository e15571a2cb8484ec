package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Manifests as people write them. */
final class Yaml {
  static final String ENGINE = "gitops4j";

  private Yaml() {}

  static Manifest manifest(String yaml) {
    return Manifest.of(value(yaml).mapAt());
  }

  static Value value(String yaml) {
    return Value.of(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  static ApplyOutcome outcome(InMemoryCluster cluster, String yaml) {
    return cluster.apply(ApplyRequest.forced(manifest(yaml), ENGINE));
  }

  static LiveResource apply(InMemoryCluster cluster, String yaml) {
    ApplyOutcome outcome = outcome(cluster, yaml);
    if (outcome instanceof ApplyOutcome.Applied applied) {
      return applied.resource();
    }
    throw new AssertionError("not applied: " + outcome);
  }

  static String deployment(String image, int replicas) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: frontend, namespace: guestbook, annotations: {team: web}}
        spec:
          replicas: %d
          selector: {matchLabels: {app: frontend}}
          template:
            metadata: {labels: {app: frontend}}
            spec:
              containers:
              - {name: php, image: "%s"}
        """
        .formatted(replicas, image);
  }

  static String settings(String data) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: guestbook}
        data: %s
        """
        .formatted(data);
  }

  static ResourceKey key(String group, String kind, String name) {
    return new ResourceKey(group, kind, "guestbook", name);
  }

  static InMemoryCluster withGuestbook(InMemoryCluster cluster) {
    apply(cluster, "{apiVersion: v1, kind: Namespace, metadata: {name: guestbook}}");
    return cluster;
  }
}
