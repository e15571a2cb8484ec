/**
 * Renders a chart whose values are settled: the objects that its templates see, the order in which
 * they are rendered, and what becomes of their output. Internal: no part of the API.
 */
@NullMarked
package io.gitops4j.helm.engine;

import org.jspecify.annotations.NullMarked;
