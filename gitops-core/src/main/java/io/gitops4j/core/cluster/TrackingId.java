package io.gitops4j.core.cluster;

import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.InstanceId;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says whose an object is, in an annotation that names the object itself: copied to another object
 * it proves nothing.
 *
 * @param instance the engine
 * @param application of that engine
 * @param resource the object that carries the annotation
 * @since 0.1.0
 */
public record TrackingId(InstanceId instance, ApplicationName application, ResourceKey resource) {
  /** The annotation that holds it. */
  public static final String ANNOTATION = "gitops4j.io/tracking-id";

  private static final Pattern FORM =
      Pattern.compile(
          "(?<instance>[^/:]+)/(?<application>[^/:]+):(?<group>[^/]*)/(?<kind>[^:]+):(?<namespace>[^/]*)/(?<name>.+)");

  /**
   * Reads the annotation of an object.
   *
   * @return empty if it has none, or one that is no tracking id; check {@link #names} before
   *     believing it
   */
  public static Optional<TrackingId> of(Manifest manifest) {
    return manifest
        .content()
        .textAt("metadata", "annotations", ANNOTATION)
        .flatMap(TrackingId::parse);
  }

  /** Reads the text form, empty if it is none. */
  public static Optional<TrackingId> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      ResourceKey key =
          new ResourceKey(
              form.group("group"), form.group("kind"), form.group("namespace"), form.group("name"));
      return Optional.of(
          new TrackingId(
              new InstanceId(form.group("instance")),
              new ApplicationName(form.group("application")),
              key));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether this id proves that an object of that key is the tracked one. */
  public boolean names(ResourceKey key) {
    return resource.equals(key);
  }

  /**
   * {@code instance/application:group/Kind:namespace/name}, with an empty group for the core group.
   */
  @Override
  public String toString() {
    return instance
        + ("/" + application + ":")
        + (resource.group() + "/" + resource.kind() + ":")
        + (resource.namespace() + "/" + resource.name());
  }
}
