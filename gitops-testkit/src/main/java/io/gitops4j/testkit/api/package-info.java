/** Calls to an API server and its answers, in memory or real. */
@NullMarked
package io.gitops4j.testkit.api;

import org.jspecify.annotations.NullMarked;
