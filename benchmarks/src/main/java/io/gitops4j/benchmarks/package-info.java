/** JMH benchmarks of the engine. */
@NullMarked
package io.gitops4j.benchmarks;

import org.jspecify.annotations.NullMarked;
