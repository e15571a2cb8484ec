/** The destination: the port to a cluster and what it answers. */
@NullMarked
package io.gitops4j.core.cluster;

import org.jspecify.annotations.NullMarked;
