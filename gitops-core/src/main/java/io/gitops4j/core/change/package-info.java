/** Bringing a change to Git: edit, commit, check, merge, revert. */
@NullMarked
package io.gitops4j.core.change;

import org.jspecify.annotations.NullMarked;
