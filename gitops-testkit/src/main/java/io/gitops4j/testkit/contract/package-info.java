/** What every implementation of a port must do, as tests to extend. Needs JUnit and AssertJ. */
@NullMarked
package io.gitops4j.testkit.contract;

import org.jspecify.annotations.NullMarked;
