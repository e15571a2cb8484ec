/** What was deployed, from which commit, by whom, and the ports that keep it. */
@NullMarked
package io.gitops4j.core.history;

import org.jspecify.annotations.NullMarked;
