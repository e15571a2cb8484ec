/** The stores of the core, held to their contract. */
@NullMarked
package io.gitops4j.testkit.history;

import org.jspecify.annotations.NullMarked;
