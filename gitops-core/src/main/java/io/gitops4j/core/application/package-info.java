/** What the embedder hands to the engine: an application and its policy. */
@NullMarked
package io.gitops4j.core.application;

import org.jspecify.annotations.NullMarked;
