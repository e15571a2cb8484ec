package io.gitops4j.core.cluster;

import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ManagedFields;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object as the cluster has it, with uid, resourceVersion and managedFields. Immutable; {@link
 * #toString} never shows content.
 *
 * @since 0.1.0
 */
public final class LiveResource {
  private final Manifest manifest;
  private final String uid;
  private final String resourceVersion;

  /** Read at first use, since most objects are told by their version; a race only reads twice. */
  private @Nullable ManagedFields managedFields;

  private LiveResource(Manifest manifest, String uid, String resourceVersion) {
    this.manifest = manifest;
    this.uid = uid;
    this.resourceVersion = resourceVersion;
  }

  /**
   * Takes an object that a cluster answered.
   *
   * @throws IllegalArgumentException if it has no uid or no resourceVersion
   */
  public static LiveResource of(Manifest manifest) {
    return new LiveResource(
        manifest, required(manifest, "uid"), required(manifest, "resourceVersion"));
  }

  private static String required(Manifest manifest, String field) {
    return manifest
        .content()
        .textAt("metadata", field)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a live object has metadata.%s, but %s has none".formatted(field, manifest)));
  }

  /** The whole object. */
  public Manifest manifest() {
    return manifest;
  }

  /** The whole object as a value. */
  public MapValue content() {
    return manifest.content();
  }

  /** Its identity. */
  public ResourceKey key() {
    return manifest.key();
  }

  /** {@code metadata.uid}: another one means another object of the same name. */
  public String uid() {
    return uid;
  }

  /** {@code metadata.resourceVersion}: opaque; equal ones mean an equal object. */
  public String resourceVersion() {
    return resourceVersion;
  }

  /**
   * Who owns which of its fields.
   *
   * @throws io.gitops4j.core.merge.MergeException if {@code metadata.managedFields} is malformed
   */
  public ManagedFields managedFields() {
    ManagedFields known = managedFields;
    if (known == null) {
      known = ManagedFields.of(content());
      managedFields = known;
    }
    return known;
  }

  /** {@code metadata.generation}, 0 for kinds that count none. */
  public long generation() {
    return content().integerAt("metadata", "generation").orElse(0L);
  }

  /** {@code status.observedGeneration}, if the kind's controller reports it. */
  public Optional<Long> observedGeneration() {
    return content().integerAt("status", "observedGeneration");
  }

  /** Whether it is being deleted and waits for its finalizers. */
  public boolean isTerminating() {
    return content().at("metadata", "deletionTimestamp").filter(time -> !time.isNull()).isPresent();
  }

  /** The objects that it belongs to, in the order of the object. */
  public List<OwnerReference> owners() {
    return content().itemsAt("metadata", "ownerReferences").stream()
        .map(LiveResource::ownerReference)
        .toList();
  }

  private static OwnerReference ownerReference(Value reference) {
    return new OwnerReference(
        reference.textAt("uid").orElse(""),
        reference.textAt("kind").orElse(""),
        reference.textAt("name").orElse(""),
        reference.at("controller").flatMap(Value::asBoolean).orElse(false));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LiveResource that && manifest.equals(that.manifest);
  }

  @Override
  public int hashCode() {
    return manifest.hashCode();
  }

  /** Identity and resourceVersion; never the content. */
  @Override
  public String toString() {
    return key() + " @" + resourceVersion();
  }

  /**
   * An entry of {@code metadata.ownerReferences}.
   *
   * @param uid of the owner
   * @param kind of the owner
   * @param name of the owner
   * @param controller whether the owner manages the object
   * @since 0.1.0
   */
  public record OwnerReference(String uid, String kind, String name, boolean controller) {}
}
