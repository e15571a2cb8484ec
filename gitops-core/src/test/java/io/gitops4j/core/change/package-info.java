@NullMarked
package io.gitops4j.core.change;

import org.jspecify.annotations.NullMarked;
