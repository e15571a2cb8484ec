@NullMarked
package io.gitops4j.core.sync;

import org.jspecify.annotations.NullMarked;
