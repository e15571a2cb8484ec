@NullMarked
package io.gitops4j.core.reconcile;

import org.jspecify.annotations.NullMarked;
