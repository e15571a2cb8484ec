/** A cluster in memory that answers as a real API server does, with simulated controllers. */
@NullMarked
package io.gitops4j.testkit.cluster;

import org.jspecify.annotations.NullMarked;
