package io.gitops4j.helm.template;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What functions may reach besides their arguments: one rendering, seen from where they are called.
 * Used by one thread.
 *
 * @since 0.1.0
 */
public interface Evaluation {
  /** What counts the costs of this rendering. */
  Meter meter();

  /** The time, and the time zone that is local. */
  Clock clock();

  /** The only source of chance. */
  RandomGenerator random();

  /** Notes that a function was used whose result is another one next time. */
  void unstable(String function);

  /** What a template of this set prints for some data. */
  String include(String template, @Nullable Object data);

  /** What a text prints as a template beside those of this set; what it defines, only it sees. */
  String tpl(String text, @Nullable Object data);

  /** What a cluster has, as JSON has it; an empty map if nothing may be looked up or found. */
  GoMap lookup(Lookup lookup);

  /**
   * What is looked up.
   *
   * @param apiVersion of the kind
   * @param kind of the object
   * @param namespace empty for all, or for kinds without namespaces
   * @param name empty for all of them
   */
  record Lookup(String apiVersion, String kind, String namespace, String name) {}
}
