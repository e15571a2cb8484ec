package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the API server does for each of its own kinds: types, defaults, generated fields, checks.
 */
final class KindRules {
  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  private static final GroupKind PRIORITY_CLASS =
      new GroupKind("scheduling.k8s.io", "PriorityClass");
  private static final Set<GroupKind> BEGAN_IN_EXTENSIONS =
      Set.of(
          new GroupKind("networking.k8s.io", "Ingress"),
          new GroupKind("networking.k8s.io", "NetworkPolicy"),
          new GroupKind("policy", "PodSecurityPolicy"));
  private static final Set<GroupKind> UNCOUNTED_BEFORE_1_22 =
      Set.of(new GroupKind("batch", "Job"), new GroupKind("batch", "CronJob"));

  private final Release release;
  private final TypedStorage decoder;
  private final TypedStorage storage;
  private final Defaults defaults;
  private final ServiceAddresses addresses;

  KindRules(Release release, ObjectStore store) {
    this.release = release;
    this.decoder = TypedStorage.ofBodies(release);
    this.storage = new TypedStorage(release);
    this.defaults = new Defaults(release);
    this.addresses = new ServiceAddresses(release, store);
  }

  /** A body as the server reads it, with defaults. */
  MapValue read(ServedKind kind, MapValue object) {
    return decoder.stored(
        kind.kind(), object, read -> withField(kind, defaults.of(kind.groupKind(), read)));
  }

  /** The server has a field where others see an annotation, so who leaves it out writes it. */
  private static MapValue withField(ServedKind kind, MapValue object) {
    return kind.groupKind().equals(Kinds.DAEMON_SET)
        ? Fields.fallback(object, "0", "metadata", "annotations", TEMPLATE_GENERATION)
        : object;
  }

  /** An object as the types of the server hold it, with defaults. */
  MapValue typed(ServedKind kind, MapValue object) {
    return kind.isBuiltIn()
        ? storage.stored(kind.kind(), object, read -> defaults.of(kind.groupKind(), read))
        : object;
  }

  /** A new object with what the server generates for it; stated is what its writer says. */
  MapValue generated(ServedKind kind, MapValue stated, MapValue object) {
    return switch (kind.groupKind().toString()) {
      case "Service" -> addresses.assign(object);
      case "Pod" -> admitted(object);
      case "batch/Job" -> JobLabels.generated(release, stated, withoutLater(object));
      case "apps/DaemonSet" -> withTemplateGeneration(object, 1);
      case "apiextensions.k8s.io/CustomResourceDefinition" -> withStoredVersions(object);
      case "Namespace" ->
          Fields.fallback(object, ListValue.of(Scalar.of("kubernetes")), "spec", "finalizers");
      default -> object;
    };
  }

  /** A changed object with what the server keeps, or generates anew. */
  MapValue regenerated(ServedKind kind, MapValue live, MapValue object) {
    return switch (kind.groupKind().toString()) {
      case "Service" -> addresses.reassign(live, object);
      case "apps/DaemonSet" -> withNextTemplateGeneration(live, object);
      case "batch/Job" -> withoutLater(object);
      default -> object;
    };
  }

  /** What is wrong with a new object besides its metadata. */
  List<Cause> problems(ServedKind kind, MapValue object) {
    return Validation.ofCreated(release, kind.groupKind(), object);
  }

  /** What is wrong with a changed object. */
  List<Cause> problems(ServedKind kind, MapValue before, MapValue object) {
    return Validation.ofChanged(release, kind, before, object);
  }

  /** Some kinds are refused in the name of the group in which they once began. */
  ResourceKey inRefusals(ResourceKey key) {
    boolean isMoved = BEGAN_IN_EXTENSIONS.contains(key.groupKind()) && release.isBefore(1, 22);
    return isMoved ? new ResourceKey("extensions", key.kind(), key.namespace(), key.name()) : key;
  }

  /** Whether objects of a kind begin with a generation. */
  boolean countsGenerations(ServedKind kind) {
    boolean isLater = UNCOUNTED_BEFORE_1_22.contains(kind.groupKind());
    return kind.countsGenerations() && !(isLater && release.isBefore(1, 22));
  }

  /** The API server raises the generation of a Deployment for annotations too. */
  static boolean isNewGeneration(ServedKind kind, MapValue live, MapValue changed) {
    if (kind.groupKind().equals(PRIORITY_CLASS)) {
      return false;
    }
    boolean isAnnotated =
        kind.groupKind().equals(Kinds.DEPLOYMENT)
            && !live.mapAt("metadata", "annotations")
                .equals(changed.mapAt("metadata", "annotations"));
    return isAnnotated || !intended(kind, live).equals(intended(kind, changed));
  }

  /** A status that is no sub-resource is a field as any other. */
  private static MapValue intended(ServedKind kind, MapValue object) {
    MapValue intended = object.without("metadata").without("apiVersion");
    return kind.isBuiltIn() || kind.hasStatus() ? intended.without("status") : intended;
  }

  /** Jobs had a field for long before they kept it; templates of jobs kept it all the time. */
  private MapValue withoutLater(MapValue job) {
    return release.isBefore(1, 21) ? Fields.remove(job, "spec", "ttlSecondsAfterFinished") : job;
  }

  private static MapValue withTemplateGeneration(MapValue set, long generation) {
    return Fields.set(
        set, Long.toString(generation), "metadata", "annotations", TEMPLATE_GENERATION);
  }

  private static MapValue withNextTemplateGeneration(MapValue live, MapValue set) {
    long was =
        live.textAt("metadata", "annotations", TEMPLATE_GENERATION)
            .filter(text -> text.matches("[0-9]{1,18}"))
            .map(Long::parseLong)
            .orElse(1L);
    boolean isSame = live.at("spec", "template").equals(set.at("spec", "template"));
    return withTemplateGeneration(set, isSame ? was : was + 1);
  }

  private static MapValue withStoredVersions(MapValue definition) {
    List<Value> stored = new ArrayList<>();
    for (Value version : definition.itemsAt("spec", "versions")) {
      if (version.asMap().filter(v -> Defaults.isTrue(v, "storage")).isPresent()) {
        version.at("name").ifPresent(stored::add);
      }
    }
    return stored.isEmpty()
        ? definition
        : Fields.set(definition, new ListValue(stored), "status", "storedVersions");
  }

  private static MapValue admitted(MapValue pod) {
    MapValue filled = Fields.fallback(pod, 0, "spec", "priority");
    filled = Fields.fallback(filled, "PreemptLowerPriority", "spec", "preemptionPolicy");
    filled = Fields.set(filled, Quality.of(filled), "status", "qosClass");
    return Tolerations.withDefaults(filled);
  }
}
