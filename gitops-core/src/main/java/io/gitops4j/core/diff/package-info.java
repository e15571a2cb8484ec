/** What differs between desired and live state, by predicting what an apply would answer. */
@NullMarked
package io.gitops4j.core.diff;

import org.jspecify.annotations.NullMarked;
