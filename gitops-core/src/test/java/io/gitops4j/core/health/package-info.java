/** Tables of what the rules say. */
@NullMarked
package io.gitops4j.core.health;

import org.jspecify.annotations.NullMarked;
