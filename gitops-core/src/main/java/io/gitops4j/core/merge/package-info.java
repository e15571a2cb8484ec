/** Server-side apply as pure functions: field ownership, schemas and the merge itself. */
@NullMarked
package io.gitops4j.core.merge;

import org.jspecify.annotations.NullMarked;
