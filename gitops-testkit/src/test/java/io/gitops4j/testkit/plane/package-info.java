/** Tests of the real control plane. */
@NullMarked
package io.gitops4j.testkit.plane;

import org.jspecify.annotations.NullMarked;
