@NullMarked
package io.gitops4j.testkit.golden;

import org.jspecify.annotations.NullMarked;
