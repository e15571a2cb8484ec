@NullMarked
package io.gitops4j.testkit.render;

import org.jspecify.annotations.NullMarked;
