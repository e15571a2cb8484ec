@NullMarked
package io.gitops4j.core.application;

import org.jspecify.annotations.NullMarked;
