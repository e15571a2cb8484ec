/** Tests of intents, predictions and comparisons. */
@NullMarked
package io.gitops4j.core.diff;

import org.jspecify.annotations.NullMarked;
