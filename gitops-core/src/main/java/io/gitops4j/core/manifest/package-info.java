/** Kubernetes manifests as values: documents, paths into them, identity, and kubectl's YAML. */
@NullMarked
package io.gitops4j.core.manifest;

import org.jspecify.annotations.NullMarked;
