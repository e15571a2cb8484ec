@NullMarked
package io.gitops4j.testkit.fields;

import org.jspecify.annotations.NullMarked;
