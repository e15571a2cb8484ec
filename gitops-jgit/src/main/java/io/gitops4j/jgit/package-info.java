/** Git repositories, read and written with JGit. */
@NullMarked
package io.gitops4j.jgit;

import org.jspecify.annotations.NullMarked;
