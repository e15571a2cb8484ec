/**
 * Go's {@code text/template} and the values that it works on. Internal: no part of the API.
 *
 * <p>Go's nil is {@code null}; bool, string, int and float64 are {@code Boolean}, {@code String},
 * {@code Long} and {@code Double}; all else has a type here. Bytes of a string that are no UTF-8
 * are kept as lone surrogates, see {@link io.gitops4j.helm.template.GoStrings}.
 */
@NullMarked
package io.gitops4j.helm.template;

import org.jspecify.annotations.NullMarked;
