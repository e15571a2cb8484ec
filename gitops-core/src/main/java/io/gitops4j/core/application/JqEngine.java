package io.gitops4j.core.application;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import java.util.List;

/**
 * Evaluates jq path expressions, such as {@code .spec.containers[] | select(.name=="x") | .image}.
 * The engine brings no implementation: an embedder who wants such rules hands one in. Thread-safe.
 *
 * @since 0.1.0
 */
public interface JqEngine {
  /**
   * Checks an expression once, when a rule with it comes into use.
   *
   * @throws IllegalArgumentException if it is no path expression; the message says why
   */
  void check(String expression);

  /**
   * The places in an object that an expression names, list items by {@link FieldPath.Index}; none
   * if the object has none of them. Must end soon, whatever the expression: it comes from outside.
   *
   * @throws IllegalArgumentException if it can't be evaluated on this object
   */
  List<FieldPath> paths(String expression, MapValue object);
}
