/** Fakes of every port, virtual time, and contract tests. */
@NullMarked
package io.gitops4j.testkit;

import org.jspecify.annotations.NullMarked;
