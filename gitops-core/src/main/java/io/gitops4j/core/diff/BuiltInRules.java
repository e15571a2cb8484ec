package io.gitops4j.core.diff;

import io.gitops4j.core.application.BuiltInRule;
import io.gitops4j.core.application.FieldRule;
import io.gitops4j.core.application.FieldRules;
import io.gitops4j.core.diff.ObjectRules.Claim;
import io.gitops4j.core.manifest.FieldPattern.Step;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is left to the cluster's controllers without being told; see {@link BuiltInRule}. */
final class BuiltInRules {
  private static final GroupKind CLUSTER_ROLE =
      new GroupKind("rbac.authorization.k8s.io", "ClusterRole");
  private static final GroupKind SCALER = new GroupKind("autoscaling", "HorizontalPodAutoscaler");
  private static final GroupKind KEDA_SCALER = new GroupKind("keda.sh", "ScaledObject");
  private static final String OF_WEBHOOKS = "/webhooks/*/clientConfig/caBundle";
  private static final Map<GroupKind, String> CA_BUNDLES =
      Map.of(
          new GroupKind("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
          OF_WEBHOOKS,
          new GroupKind("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
          OF_WEBHOOKS,
          new GroupKind("apiregistration.k8s.io", "APIService"),
          "/spec/caBundle",
          new GroupKind("apiextensions.k8s.io", "CustomResourceDefinition"),
          "/spec/conversion/webhook/clientConfig/caBundle");

  private static final Map<String, FieldRule> INJECTED =
      CA_BUNDLES.values().stream()
          .distinct()
          .collect(
              Collectors.toUnmodifiableMap(
                  pointer -> pointer, pointer -> FieldRule.yielding("*", "*").fields(pointer)));

  /** Base64 of nothing and of a line break: what charts write to be filled in. */
  private static final Set<String> EMPTY_BUNDLES = Set.of("", "Cg==");

  private static final FieldRule RULES = ignoring("/rules");
  private static final FieldRule REPLICAS = ignoring("/spec/replicas");
  private static final FieldRule CONTROLLED_REPLICAS =
      FieldRule.yielding("*", "*").fields("/spec/replicas");
  private static final List<FieldRule> ANNOTATIONS =
      Stream.of(
              "deployment.kubernetes.io~1revision",
              "deployment.kubernetes.io~1desired-replicas",
              "deployment.kubernetes.io~1max-replicas",
              "deprecated.daemonset.template.generation",
              "control-plane.alpha.kubernetes.io~1leader",
              "endpoints.kubernetes.io~1last-change-trigger-time",
              "pv.kubernetes.io~1*",
              "volume.kubernetes.io~1*",
              "volume.beta.kubernetes.io~1storage-provisioner",
              "autoscaling.alpha.kubernetes.io~1*")
          .map(name -> FieldRule.yielding("*", "*").fields("/metadata/annotations/" + name))
          .toList();

  private final FieldRules rules;
  private final Set<ResourceKey> scaled = new HashSet<>();

  BuiltInRules(FieldRules rules, Intents intents) {
    this.rules = rules;
    if (rules.has(BuiltInRule.SCALED_REPLICAS)) {
      for (Intent intent : intents.all()) {
        addScaled(intent);
      }
    }
  }

  private static FieldRule ignoring(String pointer) {
    return FieldRule.ignore("*", "*").fields(pointer);
  }

  private void addScaled(Intent scaler) {
    boolean keda = isOf(KEDA_SCALER, scaler.key());
    if (!keda && !isOf(SCALER, scaler.key())) {
      return;
    }
    MapValue target = scaler.manifest().content().mapAt("spec", "scaleTargetRef");
    String version = target.textAt("apiVersion").orElse(keda ? "apps/v1" : "");
    String group = version.contains("/") ? version.substring(0, version.indexOf('/')) : "";
    String kind = target.textAt("kind").orElse(keda ? "Deployment" : "");
    target
        .textAt("name")
        .filter(name -> !name.isEmpty() && !kind.isEmpty())
        .map(name -> new ResourceKey(group, kind, scaler.key().namespace(), name))
        .ifPresent(scaled::add);
  }

  private static boolean isOf(GroupKind kind, ResourceKey key) {
    return kind.kind().equals(key.kind()) && kind.group().equals(key.group());
  }

  /** Whether a scaler of the application scales the object. */
  boolean isScaled(ResourceKey key) {
    return !scaled.isEmpty() && scaled.contains(key);
  }

  Stream<Claim> of(Intent intent) {
    return Stream.of(roles(intent), replicas(intent), annotations(intent), caBundles(intent))
        .flatMap(claims -> claims);
  }

  private Stream<Claim> roles(Intent intent) {
    boolean aggregated =
        intent.key().groupKind().equals(CLUSTER_ROLE)
            && intent.manifest().content().at("aggregationRule").flatMap(Value::asMap).isPresent();
    return aggregated && rules.has(BuiltInRule.AGGREGATED_ROLES)
        ? Stream.of(Claim.of(RULES))
        : Stream.empty();
  }

  private Stream<Claim> replicas(Intent intent) {
    if (isScaled(intent.key())) {
      return Stream.of(Claim.of(REPLICAS));
    }
    boolean stated = intent.manifest().content().at("spec", "replicas").isPresent();
    return stated && rules.has(BuiltInRule.SCALED_REPLICAS)
        ? Stream.of(new Claim(CONTROLLED_REPLICAS, entry -> rules.isController(entry.manager())))
        : Stream.empty();
  }

  private Stream<Claim> annotations(Intent intent) {
    Set<String> stated = intent.manifest().content().mapAt("metadata", "annotations").keys();
    // The tracking annotation is always there.
    return stated.size() < 2 || !rules.has(BuiltInRule.CONTROLLER_ANNOTATIONS)
        ? Stream.empty()
        : ANNOTATIONS.stream()
            .filter(rule -> stated.stream().anyMatch(annotation(rule)::selectsKey))
            .map(rule -> new Claim(rule, entry -> !isPerson(entry)));
  }

  private static Step annotation(FieldRule rule) {
    return rule.fields().get(0).steps().get(2);
  }

  /** Of several webhooks some may be filled in by an injector, others not. */
  private Stream<Claim> caBundles(Intent intent) {
    String pointer = CA_BUNDLES.get(intent.key().groupKind());
    if (pointer == null || !rules.has(BuiltInRule.INJECTED_CA_BUNDLES)) {
      return Stream.empty();
    }
    MapValue stated = intent.manifest().content();
    Claim injected =
        new Claim(Objects.requireNonNull(INJECTED.get(pointer)), entry -> !isPerson(entry));
    Stream<String> empty =
        pointer.equals(OF_WEBHOOKS)
            ? stated.itemsAt("webhooks").stream()
                .filter(webhook -> isEmptyBundle(webhook.at("clientConfig", "caBundle")))
                .flatMap(webhook -> webhook.textAt("name").stream())
                .map("/webhooks/[name=%s]/clientConfig/caBundle"::formatted)
            : Stream.of(pointer)
                .filter(path -> isEmptyBundle(stated.at(path.substring(1).split("/"))));
    return Stream.concat(Stream.of(injected), empty.map(path -> Claim.of(ignoring(path))));
  }

  private static boolean isEmptyBundle(Optional<Value> bundle) {
    return EMPTY_BUNDLES.contains(bundle.flatMap(Value::asText).orElse("").strip());
  }

  /** Whoever changes things by hand does it with kubectl, whatever its subcommand. */
  private static boolean isPerson(ManagedFieldsEntry entry) {
    return entry.manager().startsWith("kubectl");
  }
}
