package io.gitops4j.helm;

import io.gitops4j.core.manifest.Manifest;
import java.util.List;

/**
 * What templates may see of a cluster with {@code lookup}. Without one they see nothing, as with
 * {@code helm template}. Thread-safe.
 *
 * <p>Only asked for objects in the namespace of the release: whatever else a template looks up is
 * not there. What is rendered from the answers is remembered with the files, not with the cluster:
 * a chart is not rendered again because an object changed.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Lookup {

  /**
   * The objects that a template asks for.
   *
   * @return none if there are none; only one if the name is given
   */
  List<Manifest> find(Question question);

  /**
   * What a template asks.
   *
   * @param apiVersion such as {@code v1} or {@code apps/v1}
   * @param kind such as {@code Secret}
   * @param namespace never empty
   * @param name empty for all objects of the kind
   * @since 0.1.0
   */
  record Question(String apiVersion, String kind, String namespace, String name) {}

  /** Finds nothing. */
  static Lookup nothing() {
    return NoLookup.INSTANCE;
  }
}
