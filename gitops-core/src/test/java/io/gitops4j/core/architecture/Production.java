package io.gitops4j.core.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.gitops4j.core.kernel.GitOpsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The production code of this module, as classes and as sources. Each access fails when it sees too
 * little: a rule that looked at nothing has proved nothing.
 */
final class Production {
  static final String ROOT = "io.gitops4j.core";

  /** Raise these as the module grows; they are floors, not counts. */
  private static final int CLASSES_AT_LEAST = 400;

  private static final int SOURCES_AT_LEAST = 250;

  private Production() {}

  static JavaClasses classes() {
    JavaClasses classes = new ClassFileImporter().importUrl(classesLocation());
    atLeast(CLASSES_AT_LEAST, classes.size(), "classes", classesLocation());
    return classes;
  }

  static List<Path> sources() {
    Path folder = moduleFolder().resolve("src/main/java");
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sources =
          files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      atLeast(SOURCES_AT_LEAST, sources.size(), "sources", folder);
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the sources in " + folder, e);
    }
  }

  /** The folder of this module, whatever folder the tests were started in. */
  static Path moduleFolder() {
    try {
      Path target = Path.of(classesLocation().toURI()).getParent();
      return Optional.ofNullable(target).map(Path::getParent).orElseThrow();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot tell the module folder from " + classesLocation(), e);
    }
  }

  /**
   * Whether the type can be named outside of its package: public itself, and inside public types
   * only.
   */
  static boolean isPublic(JavaClass type) {
    boolean visible =
        type.getModifiers().contains(JavaModifier.PUBLIC)
            || (type.isMemberClass() && type.getModifiers().contains(JavaModifier.PROTECTED));
    return visible
        && !type.isAnonymousClass()
        && !type.isLocalClass()
        && type.getEnclosingClass().map(Production::isPublic).orElse(true);
  }

  private static URL classesLocation() {
    return GitOpsException.class.getProtectionDomain().getCodeSource().getLocation();
  }

  private static void atLeast(int floor, int seen, String what, Object where) {
    if (seen < floor) {
      throw new AssertionError(
          "saw %d %s in %s, expected %d at least: the check looks at the wrong place"
              .formatted(seen, what, where, floor));
    }
  }
}
