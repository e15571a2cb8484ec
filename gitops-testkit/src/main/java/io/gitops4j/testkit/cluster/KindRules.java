package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the API server does for each of its own kinds: types, defaults, generated fields, checks.
 */
final class KindRules {
  private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

  private static final GroupKind PRIORITY_CLASS =
      new GroupKind("scheduling.k8s.io", "PriorityClass");
  private static final GroupKind NETWORK_POLICY =
      new GroupKind("networking.k8s.io", "NetworkPolicy");
  private static final Set<GroupKind> BEGAN_IN_EXTENSIONS =
      Set.of(Kinds.INGRESS, NETWORK_POLICY, new GroupKind("policy", "PodSecurityPolicy"));
  private static final Set<GroupKind> UNCOUNTED_BEFORE_1_22 =
      Set.of(new GroupKind("batch", "Job"), new GroupKind("batch", "CronJob"));

  private final Release release;
  private final TypedStorage decoder;
  private final TypedStorage storage;
  private final CustomMetadata metadata;
  private final Defaults defaults;
  private final ServiceAddresses addresses;
  private final ClaimSizes sizes;

  KindRules(Release release, ObjectStore store, boolean isRehearsal) {
    this.release = release;
    this.decoder = TypedStorage.ofBodies(release);
    this.storage = new TypedStorage(release);
    this.metadata = new CustomMetadata(release);
    this.defaults = new Defaults(release);
    this.sizes = new ClaimSizes(store);
    this.addresses = new ServiceAddresses(release, store, isRehearsal);
  }

  boolean isOld() {
    return release.isBefore(1, 21);
  }

  /** A body as the server reads it, with defaults. */
  MapValue read(ServedKind kind, MapValue object) {
    return kind.isBuiltIn()
        ? normal(
            kind,
            decoder.stored(
                kind.kind(), object, read -> withField(kind, defaults.of(kind.groupKind(), read))))
        : kind.form().type().read(metadata.decoded(kind, object));
  }

  /**
   * What is to be written: on its way into the store's version an object is read.
   *
   * @throws StatusException if it can't be
   */
  MapValue converted(ServedKind kind, MapValue object) {
    if (!kind.has(ServedKind.Trait.CONVERTED)) {
      return object;
    }
    try {
      return read(kind, object);
    } catch (StatusException e) {
      throw StatusException.internal(String.valueOf(e.getMessage()));
    }
  }

  /** What was written, as it is read: of custom resources all kinds of things may be written. */
  MapValue readAgain(ServedKind kind, MapValue written) {
    return kind.isBuiltIn() ? written : kind.form().type().read(metadata.read(written));
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
        ? normal(
            kind, storage.stored(kind.kind(), object, read -> defaults.of(kind.groupKind(), read)))
        : object;
  }

  private static MapValue normal(ServedKind kind, MapValue object) {
    return Conversion.of(kind.groupKind()).map(it -> it.normal(object)).orElse(object);
  }

  /** A new object with what the server generates for it; stated is what its writer says. */
  MapValue generated(ServedKind kind, MapValue stated, MapValue object) {
    return switch (kind.groupKind().toString()) {
      case "Service" -> addresses.normal(object);
      case "Pod" -> admitted(object);
      case "batch/Job" -> JobLabels.generated(release, stated, withoutLater(object));
      case "apps/DaemonSet" -> withTemplateGeneration(object, 1);
      case "Namespace" ->
          Fields.fallback(object, ListValue.of(Scalar.of("kubernetes")), "spec", "finalizers");
      default -> object;
    };
  }

  /** A checked object with what is allocated to it. */
  MapValue allocated(ServedKind kind, @Nullable MapValue live, MapValue object) {
    if (live != null && kind.groupKind().equals(Kinds.CLAIM)) {
      sizes.check(kind, live, object);
    }
    return kind.groupKind().equals(Kinds.SERVICE) ? addresses.assign(object) : object;
  }

  /** A changed object with what the server keeps, or generates anew. */
  MapValue regenerated(ServedKind kind, MapValue live, MapValue object) {
    return switch (kind.groupKind().toString()) {
      case "Service" -> addresses.kept(live, object);
      case "apps/DaemonSet" -> withNextTemplateGeneration(live, object);
      case "apiextensions.k8s.io/CustomResourceDefinition" -> Defaults.withStoredVersions(object);
      case "batch/Job" -> withoutLater(object);
      default -> object;
    };
  }

  /** What is wrong with a new object besides its metadata. */
  List<Cause> problems(ServedKind kind, MapValue object) {
    return Validation.ofCreated(release, kind.groupKind(), checked(kind, object));
  }

  /** What is wrong with a changed object. */
  List<Cause> problems(ServedKind kind, MapValue before, MapValue object) {
    return Validation.ofChanged(release, kind, checked(kind, before), checked(kind, object));
  }

  private static MapValue checked(ServedKind kind, MapValue object) {
    return Conversion.of(kind.groupKind()).map(it -> it.checked(object)).orElse(object);
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

  /** Network policies are compared by what is written, as if to state nothing said something. */
  static boolean minds(ServedKind kind, Body body) {
    return kind.groupKind().equals(NETWORK_POLICY) && body.statesNothing();
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

  private static MapValue admitted(MapValue pod) {
    MapValue filled = Fields.fallback(pod, 0, "spec", "priority");
    filled = Fields.fallback(filled, "PreemptLowerPriority", "spec", "preemptionPolicy");
    filled = Fields.set(filled, Quality.of(filled), "status", "qosClass");
    return Tolerations.withDefaults(filled);
  }
}
