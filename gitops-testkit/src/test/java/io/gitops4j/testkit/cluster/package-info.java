@NullMarked
package io.gitops4j.testkit.cluster;

import org.jspecify.annotations.NullMarked;
