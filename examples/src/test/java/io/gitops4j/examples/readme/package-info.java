/** Tests of what the README promises. */
@NullMarked
package io.gitops4j.examples.readme;

import org.jspecify.annotations.NullMarked;
