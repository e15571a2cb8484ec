/** How well a live resource does what it is there for. */
@NullMarked
package io.gitops4j.core.health;

import org.jspecify.annotations.NullMarked;
