/**
 * The functions that Helm gives to templates: Sprig's and its own. Internal: no part of the API.
 */
@NullMarked
package io.gitops4j.helm.function;

import org.jspecify.annotations.NullMarked;
