/** Git in memory, with the object ids of real Git, and a place of review. */
@NullMarked
package io.gitops4j.testkit.git;

import org.jspecify.annotations.NullMarked;
