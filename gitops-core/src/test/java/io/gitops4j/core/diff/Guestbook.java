package io.gitops4j.core.diff;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.InstanceId;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The application of the tests, its documents, and what a real server made of them. */
final class Guestbook {
  static final String MANAGER = "gitops4j";
  static final ResourceKey DEPLOYMENT =
      new ResourceKey("apps", "Deployment", "guestbook", "frontend");
  static final ResourceKey SERVICE = new ResourceKey("", "Service", "guestbook", "frontend");
  static final ClusterInfo CLUSTER =
      ClusterInfo.of(
          "v1.34.1",
          List.of(
              served("apps/v1", "Deployment", "deployments", true),
              served("v1", "Service", "services", true),
              served("v1", "ConfigMap", "configmaps", true),
              served("v1", "Secret", "secrets", true),
              served("v1", "Namespace", "namespaces", false),
              served("v1", "ResourceQuota", "resourcequotas", true),
              served("rbac.authorization.k8s.io/v1", "Role", "roles", true),
              served("batch/v1", "Job", "jobs", true),
              served("autoscaling/v2", "HorizontalPodAutoscaler", "hpas", true),
              served("autoscaling/v1", "HorizontalPodAutoscaler", "hpas", true),
              served("example.com/v1", "Widget", "widgets", true)));
  static final IntentContext CONTEXT =
      new IntentContext(InstanceId.DEFAULT, new ApplicationName("guestbook"), "guestbook", CLUSTER);

  private Guestbook() {}

  private static ApiResource served(
      String apiVersion, String kind, String plural, boolean namespaced) {
    return new ApiResource(GroupVersionKind.of(apiVersion, kind), plural, namespaced);
  }

  static String text(String name) {
    try (InputStream resource = Guestbook.class.getResourceAsStream(name)) {
      return new String(
          Objects.requireNonNull(resource, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Object json(String json) {
    return Objects.requireNonNull(
        ManifestReader.create().readValues("a test", json).get(0).toPlain());
  }

  static List<Manifest> manifests(String yaml) {
    return ManifestReader.create().read("guestbook.yaml", yaml);
  }

  static Intents intents(String... yaml) {
    return Intents.of(
        Arrays.stream(yaml).flatMap(text -> manifests(text).stream()).toList(), CONTEXT);
  }

  static Intent intent(String yaml) {
    return intents(yaml).all().get(0);
  }

  static LiveState live(String... yaml) {
    return LiveState.of(
        Arrays.stream(yaml)
            .flatMap(text -> manifests(text).stream())
            .map(LiveResource::of)
            .toList());
  }

  static LiveResource liveObject(String yaml) {
    return live(yaml).all().iterator().next();
  }

  /** The file with replacements: each old text must occur. */
  static String edited(String text, String... oldAndNew) {
    String edited = text;
    for (int i = 0; i < oldAndNew.length; i += 2) {
      if (!edited.contains(oldAndNew[i])) {
        throw new IllegalArgumentException("no such text: " + oldAndNew[i]);
      }
      edited = edited.replace(oldAndNew[i], oldAndNew[i + 1]);
    }
    return edited;
  }

  static Schema schema(GroupVersionKind kind) {
    return BuiltInSchemas.of(kind).orElse(Schema.deduced());
  }

  static ComparisonContext context() {
    return ComparisonContext.of(CONTEXT, MANAGER, Guestbook::schema);
  }

  static ApplyTerms terms(Intent intent) {
    return ApplyTerms.of(schema(intent.manifest().kind()), MANAGER, Instant.EPOCH);
  }

  static Comparison compare(Intents intents, LiveState live) {
    return Comparison.of(intents, live, context());
  }

  static List<String> paths(ResourceDiff diff) {
    return diff.changes().stream().map(change -> change.path().toString()).toList();
  }
}
