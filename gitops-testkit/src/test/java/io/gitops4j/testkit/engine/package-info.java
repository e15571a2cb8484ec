@NullMarked
package io.gitops4j.testkit.engine;

import org.jspecify.annotations.NullMarked;
