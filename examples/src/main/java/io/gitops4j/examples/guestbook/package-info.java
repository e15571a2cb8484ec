/**
 * The guestbook: one chart, two applications, two clusters, and the whole story from first
 * deployment to reverted rollback.
 */
@NullMarked
package io.gitops4j.examples.guestbook;

import org.jspecify.annotations.NullMarked;
