/** Helm charts, rendered. */
@NullMarked
package io.gitops4j.helm;

import org.jspecify.annotations.NullMarked;
