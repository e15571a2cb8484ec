/** Refresh, policies and the state of each application over time. */
@NullMarked
package io.gitops4j.core.reconcile;

import org.jspecify.annotations.NullMarked;
