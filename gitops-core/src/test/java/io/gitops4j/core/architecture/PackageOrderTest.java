package io.gitops4j.core.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Packages are features in a fixed order; an import points to an earlier one. */
class PackageOrderTest {
  /** The rows of the design, first to last. The empty name is the root package. */
  private static final List<String> ORDER =
      List.of(
          "kernel",
          "manifest",
          "merge",
          "source",
          "cluster",
          "health",
          "application",
          "render",
          "diff",
          "sync",
          "history",
          "reconcile",
          "webhook",
          "change",
          "");

  /** What the core stands on: a library more is a decision, not an import. */
  private static final List<String> LIBRARIES =
      List.of(
          "java.",
          "javax.crypto.",
          "org.slf4j.",
          "org.snakeyaml.engine.",
          "com.github.difflib.",
          "org.jspecify.");

  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?(io\\.gitops4j\\.[\\w.]+);", Pattern.MULTILINE);

  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

  @Test
  void everyPackageHasARow() {
    TreeSet<String> unknown = new TreeSet<>();
    for (JavaClass type : Production.classes()) {
      if (!ORDER.contains(feature(type.getPackageName()))) {
        unknown.add(type.getPackageName());
      }
    }

    assertThat(unknown).as("packages that the design has no row for").isEmpty();
  }

  @Test
  void everyDependencyPointsToAnEarlierRow() {
    TreeSet<String> violations = new TreeSet<>();
    for (JavaClass type : Production.classes()) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        if (isOurs(target) && row(target) > row(type.getPackageName())) {
          violations.add(dependency.getDescription());
        }
      }
    }

    assertThat(violations).as("dependencies on a later package").isEmpty();
  }

  /** The compiler folds constants and drops what only Javadoc names; the import is still there. */
  @Test
  void everyImportPointsToAnEarlierRow() throws IOException {
    List<String> violations = new ArrayList<>();
    for (Path source : Production.sources()) {
      String text = Files.readString(source);
      String own = firstGroup(PACKAGE, text, source);
      for (Matcher imports = IMPORT.matcher(text); imports.find(); ) {
        String imported = imports.group(1);
        if (!isOurs(imported) || row(packageOf(imported)) > row(own)) {
          violations.add(source.getFileName() + " imports " + imported);
        }
      }
    }

    assertThat(violations).as("imports from a later package or from an adapter").isEmpty();
  }

  @Test
  void packagesFormNoCycle() {
    slices()
        .matching(Production.ROOT + ".(**)")
        .should()
        .beFreeOfCycles()
        .check(Production.classes());
  }

  @Test
  void coreStandsOnItsFewLibrariesOnly() {
    TreeSet<String> violations = new TreeSet<>();
    for (JavaClass type : Production.classes()) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        boolean known =
            target.isPrimitive()
                || isOurs(target.getPackageName())
                || LIBRARIES.stream().anyMatch(target.getName()::startsWith);
        if (!known) {
          violations.add(dependency.getDescription());
        }
      }
    }

    assertThat(violations).as("dependencies outside of " + LIBRARIES).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    TreeSet<String> unmarked = new TreeSet<>();
    for (JavaClass type : Production.classes()) {
      JavaPackage home = type.getPackage();
      if (!home.isAnnotatedWith(NullMarked.class)) {
        unmarked.add(home.getName());
      }
    }

    assertThat(unmarked).as("packages whose package-info.java lacks @NullMarked").isEmpty();
  }

  private static boolean isOurs(String name) {
    return name.equals(Production.ROOT) || name.startsWith(Production.ROOT + ".");
  }

  private static int row(String packageName) {
    return ORDER.indexOf(feature(packageName));
  }

  /** The first segment after the root: a sub-package belongs to the feature that holds it. */
  private static String feature(String packageName) {
    if (packageName.equals(Production.ROOT)) {
      return "";
    }
    String inside = packageName.substring(Production.ROOT.length() + 1);
    int dot = inside.indexOf('.');
    return dot < 0 ? inside : inside.substring(0, dot);
  }

  /** Packages are lower case, and what follows them begins with a capital. */
  private static String packageOf(String imported) {
    return imported.replaceFirst("\\.[A-Z].*", "");
  }

  private static String firstGroup(Pattern pattern, String text, Path source) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s declares its package", source).isTrue();
    return matcher.group(1);
  }
}
