package io.gitops4j.core.change;

import io.gitops4j.core.manifest.Scalar;

/**
 * One value to set in a YAML file.
 *
 * @param file from the root of the repository
 * @param path to the value, as in {@code frontend.image.tag} or {@code hosts[0].name}; a dot that
 *     belongs to a key is written {@code \.}
 * @param value what it is to be
 * @since 0.1.0
 */
public record ValueEdit(String file, String path, Scalar value) {
  /** Refuses a path that is none. */
  public ValueEdit {
    ValuePath.parse(path);
  }

  /** A text to set. */
  public static ValueEdit of(String file, String path, String text) {
    return new ValueEdit(file, path, Scalar.of(text));
  }
}
