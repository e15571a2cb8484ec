/** What to do about a difference, and doing it. */
@NullMarked
package io.gitops4j.core.sync;

import org.jspecify.annotations.NullMarked;
