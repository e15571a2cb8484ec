/**
 * Charts as they were written, and the values that a rendering gives them; internal: no part of the
 * API.
 */
@NullMarked
package io.gitops4j.helm.chart;

import org.jspecify.annotations.NullMarked;
