/**
 * A real control plane of Kubernetes for tests: etcd, kube-apiserver and, if wanted, controllers.
 */
@NullMarked
package io.gitops4j.testkit.plane;

import org.jspecify.annotations.NullMarked;
