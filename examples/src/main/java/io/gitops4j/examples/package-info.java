/** Programs that show the engine at work. */
@NullMarked
package io.gitops4j.examples;

import org.jspecify.annotations.NullMarked;
