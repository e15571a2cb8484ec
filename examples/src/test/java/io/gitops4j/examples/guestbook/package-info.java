/** Tests of the guestbook example. */
@NullMarked
package io.gitops4j.examples.guestbook;

import org.jspecify.annotations.NullMarked;
