@NullMarked
package io.gitops4j.testkit.time;

import org.jspecify.annotations.NullMarked;
