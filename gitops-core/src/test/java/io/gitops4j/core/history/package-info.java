/** What the history keeps, and that it keeps it. */
@NullMarked
package io.gitops4j.core.history;

import org.jspecify.annotations.NullMarked;
