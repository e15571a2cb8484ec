package io.gitops4j.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dependencies point inward: every module knows the core, and none knows its neighbour. */
class ModulesTest {
  private static final String OURS = "io.gitops4j";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(OURS);

  /**
   * The numbers are floors, to be raised as the modules grow: a rule that saw nothing has proved
   * nothing.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"core, 400", "jgit, 25", "helm, 30", "kube, 25", "testkit, 100"})
  void knowsTheCoreOnly(String module, int classesAtLeast) {
    Set<JavaClass> own = classesOf(module);

    Set<String> violations = new TreeSet<>();
    for (JavaClass type : own) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        if (isInside(target, OURS)
            && !isInside(target, OURS + "." + module)
            && !isInside(target, OURS + ".core")) {
          violations.add(dependency.getDescription());
        }
      }
    }

    assertThat(own).as("classes seen of %s", module).hasSizeGreaterThanOrEqualTo(classesAtLeast);
    assertThat(violations).as("dependencies of %s on neighbours", module).isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    Set<String> unmarked = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
        unmarked.add(type.getPackageName());
      }
    }

    assertThat(unmarked).as("packages whose package-info.java lacks @NullMarked").isEmpty();
  }

  private static Set<JavaClass> classesOf(String module) {
    Set<JavaClass> own = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
    for (JavaClass type : CLASSES) {
      if (isInside(type.getPackageName(), OURS + "." + module)) {
        own.add(type);
      }
    }
    return own;
  }

  private static boolean isInside(String packageName, String parent) {
    return packageName.equals(parent) || packageName.startsWith(parent + ".");
  }
}
