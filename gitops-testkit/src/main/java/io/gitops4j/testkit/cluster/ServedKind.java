package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind in one version, with what the API server does for it.
 *
 * @param traits what sets it apart from other kinds
 * @param form what its objects look like
 */
record ServedKind(ApiResource resource, Set<Trait> traits, ObjectForm form) {

  /** What the API server does for some kinds only. */
  enum Trait {
    /** It is stored by a type of the server rather than as it came. */
    BUILT_IN,
    /** {@code status} is a sub-resource of its own. */
    STATUS,
    /** {@code scale} is a sub-resource. */
    SCALE,
    /** {@code metadata.generation} is kept. */
    GENERATION,
    /** A replacement must name the resourceVersion that it replaces. */
    LOCKED,
    /** A replacement of what is not there creates it. */
    UPSERT,
    /** Its objects are stored in another version. */
    CONVERTED,
    /** Its versions have other fields, not only other names. */
    DIFFERS
  }

  /** Copies. */
  ServedKind {
    traits = Set.copyOf(traits);
  }

  /** Of an extension whose schema is not known. */
  static ServedKind unknown(ApiResource resource) {
    Set<Trait> traits = Set.of(Trait.GENERATION, Trait.LOCKED, Trait.STATUS);
    return new ServedKind(resource, traits, ObjectForm.of(Schema.deduced()));
  }

  /** The same with other objects. */
  ServedKind as(ObjectForm other) {
    return new ServedKind(resource, traits, other);
  }

  boolean has(Trait trait) {
    return traits.contains(trait);
  }

  boolean hasStatus() {
    return has(Trait.STATUS);
  }

  boolean countsGenerations() {
    return has(Trait.GENERATION);
  }

  boolean isBuiltIn() {
    return has(Trait.BUILT_IN);
  }

  GroupVersionKind kind() {
    return resource.kind();
  }

  Schema schema() {
    return form.schema();
  }

  /**
   * An object of the kind as it is said in this version.
   *
   * @throws StatusException if the versions of the kind have other fields, and nobody knows which
   */
  MapValue inItsVersion(MapValue object) {
    String version = object.textAt("apiVersion").orElse("");
    if (version.equals(kind().apiVersion())) {
      return object;
    }
    Optional<Conversion> conversion = Conversion.of(groupKind());
    if (conversion.isPresent()) {
      return conversion.get().in(kind().apiVersion(), object);
    }
    if (has(Trait.DIFFERS)) {
      throw StatusException.internal(
          "%s \"%s\" was written in version %s, and the in-memory cluster can't convert it to %s"
              .formatted(
                  resource.plural(),
                  object.textAt("metadata", "name").orElse(""),
                  version,
                  kind().apiVersion()));
    }
    return object.with("apiVersion", Scalar.of(kind().apiVersion()));
  }

  /**
   * A stored object as it is read in this version: of a custom resource without what its definition
   * does not know by now, and with what that fills in.
   */
  MapValue read(MapValue stored) {
    MapValue object = inItsVersion(stored);
    return isBuiltIn() ? object : form.type().read(object);
  }

  /** The fields of the metadata that a write of the status does not change. */
  List<String> keptByStatus() {
    if (!isBuiltIn() || groupKind().equals(Kinds.DEFINITION)) {
      return List.of("labels", "annotations", "finalizers", "ownerReferences");
    }
    if (groupKind().equals(Kinds.DEPLOYMENT)) {
      return List.of("labels");
    }
    return groupKind().equals(Kinds.POD) ? List.of("ownerReferences") : List.of();
  }

  GroupKind groupKind() {
    return kind().groupKind();
  }

  /** The key under which an object is stored: without a namespace if the kind has none. */
  ResourceKey stored(ResourceKey key) {
    return resource.namespaced() || key.namespace().isEmpty() ? key : key.inNamespace("");
  }

  /** As the API server names its resource: {@code deployments.apps}. */
  String resourceName() {
    String group = kind().group();
    return group.isEmpty() ? resource.plural() : resource.plural() + "." + group;
  }

  /** As the API server names an object of it: {@code deployments.apps "frontend"}. */
  String named(ResourceKey key) {
    return "%s \"%s\"".formatted(resourceName(), key.name());
  }
}
