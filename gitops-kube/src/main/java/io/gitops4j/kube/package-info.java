/** Kubernetes clusters, reached through the fabric8 client. */
@NullMarked
package io.gitops4j.kube;

import org.jspecify.annotations.NullMarked;
