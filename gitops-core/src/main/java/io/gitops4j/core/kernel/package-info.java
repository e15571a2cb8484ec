/** What every other package stands on: names, errors, time and threads, secrets, digests. */
@NullMarked
package io.gitops4j.core.kernel;

import org.jspecify.annotations.NullMarked;
