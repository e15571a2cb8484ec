/** The rules between modules, checked here because only the examples see them all. */
@NullMarked
package io.gitops4j.examples.architecture;

import org.jspecify.annotations.NullMarked;
