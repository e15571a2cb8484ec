package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import java.util.Optional;

/**
 * Tells how objects of a kind look in its other versions. Fields of managers are never converted:
 * objects are, and compared in the version in which a manager wrote. A pure function; thread-safe.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface VersionConverter {

  /**
   * The object in another version.
   *
   * @param object in any version of the kind, which its {@code apiVersion} names
   * @param apiVersion the version wanted
   * @return empty if there is no such version any more: what managers own in it is forgotten, and
   *     nothing of it is pruned
   */
  Optional<MapValue> convert(MapValue object, String apiVersion);

  /**
   * The schema of a version.
   *
   * @param asked the schema of the version in which the request is made
   */
  default Schema schemaOf(String apiVersion, Schema asked) {
    return asked;
  }

  /** All versions have the same fields: only {@code apiVersion} differs. */
  static VersionConverter sameFields() {
    return SameFields.INSTANCE;
  }
}
