package io.gitops4j.core.sync;

import io.gitops4j.core.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits rendered manifests into the plain objects of an application and its hooks. Hooks are no
 * part of the desired state: they are never compared.
 *
 * @param plain what the application consists of
 * @param hooks objects with a hook annotation of this project, Argo CD or Helm, each with the
 *     annotation that makes it one
 * @since 0.1.0
 */
public record Hooks(List<Manifest> plain, List<Hook> hooks) {
  /** Copies the lists. */
  public Hooks {
    plain = List.copyOf(plain);
    hooks = List.copyOf(hooks);
  }

  /** Splits, keeping the order. */
  public static Hooks split(List<Manifest> rendered) {
    List<Manifest> plain = new ArrayList<>();
    List<Hook> hooks = new ArrayList<>();
    for (Manifest manifest : rendered) {
      SyncAnnotations.hookOf(manifest)
          .ifPresentOrElse(
              annotation -> hooks.add(new Hook(manifest, annotation)), () -> plain.add(manifest));
    }
    return new Hooks(plain, hooks);
  }

  /**
   * An object that is run and not kept.
   *
   * @param manifest the object
   * @param annotation the annotation that makes it a hook, as {@code name: value}
   * @since 0.1.0
   */
  public record Hook(Manifest manifest, String annotation) {}
}
