/** The front door of the engine. */
@NullMarked
package io.gitops4j.core;

import org.jspecify.annotations.NullMarked;
