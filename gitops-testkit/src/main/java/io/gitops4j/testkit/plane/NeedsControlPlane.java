package io.gitops4j.testkit.plane;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests that need a {@link KubernetesControlPlane}, and hands it to their parameters. All
 * tests of a JVM share one, without controllers: use namespaces and names of your own.
 *
 * <p>With {@code KUBEBUILDER_ASSETS} set they run. Else they fail if {@code CI=true}, and are
 * skipped with one line of output otherwise. They carry the tag {@code control-plane}.
 *
 * @since 0.1.0
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@Tag("control-plane")
@ExtendWith(ControlPlaneExtension.class)
public @interface NeedsControlPlane {}
