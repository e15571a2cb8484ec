/** From the files of one commit to the manifests that an application wants. */
@NullMarked
package io.gitops4j.core.render;

import org.jspecify.annotations.NullMarked;
