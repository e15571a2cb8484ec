/**
 * YAML, JSON and TOML as the Go libraries of Helm read and write them. Internal: no part of the
 * API.
 */
@NullMarked
package io.gitops4j.helm.format;

import org.jspecify.annotations.NullMarked;
