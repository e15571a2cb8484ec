/** The code that README.md shows, where the compiler sees it. */
@NullMarked
package io.gitops4j.examples.readme;

import org.jspecify.annotations.NullMarked;
