/** Sequences of calls, played on a real API server and on the in-memory cluster. */
@NullMarked
package io.gitops4j.testkit.differential;

import org.jspecify.annotations.NullMarked;
