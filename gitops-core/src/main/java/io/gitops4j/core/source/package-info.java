/** Git as the engine sees it: repositories, revisions, trees, and the ports that reach them. */
@NullMarked
package io.gitops4j.core.source;

import org.jspecify.annotations.NullMarked;
