/** Tests of the adapter to Kubernetes. */
@NullMarked
package io.gitops4j.kube;

import org.jspecify.annotations.NullMarked;
