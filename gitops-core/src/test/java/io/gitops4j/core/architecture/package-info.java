/**
 * The rules of the design that a compiler can't check, checked on the compiled classes and the
 * sources.
 */
@NullMarked
package io.gitops4j.core.architecture;

import org.jspecify.annotations.NullMarked;
