@NullMarked
package io.gitops4j.testkit.schema;

import org.jspecify.annotations.NullMarked;
