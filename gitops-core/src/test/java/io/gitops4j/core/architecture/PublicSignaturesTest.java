package io.gitops4j.core.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whoever uses the core sees the JDK's types and ours, so a library behind it can change without
 * notice.
 */
class PublicSignaturesTest {
  private static final List<String> ALLOWED =
      List.of("java.", Production.ROOT + ".", "org.jspecify.annotations.");

  @Test
  void nameNoTypeOfALibrary() {
    Set<String> violations = new TreeSet<>();
    for (JavaClass type : Production.classes()) {
      if (Production.isPublic(type)) {
        typesIn(type)
            .filter(PublicSignaturesTest::isForeign)
            .forEach(foreign -> violations.add(sentence(type.getName(), foreign)));
        exposedMembers(type)
            .forEach(
                member ->
                    typesIn(member)
                        .filter(PublicSignaturesTest::isForeign)
                        .forEach(
                            foreign -> violations.add(sentence(member.getFullName(), foreign))));
      }
    }

    assertThat(violations).as("types of libraries in public signatures").isEmpty();
  }

  private static Stream<JavaMember> exposedMembers(JavaClass type) {
    return type.getMembers().stream()
        .filter(
            member ->
                member.getModifiers().contains(JavaModifier.PUBLIC)
                    || (member.getModifiers().contains(JavaModifier.PROTECTED)
                        && !type.getModifiers().contains(JavaModifier.FINAL)));
  }

  private static Stream<JavaClass> typesIn(JavaClass type) {
    Stream<JavaType> supertypes =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    return Stream.of(rawTypes(supertypes), bounds(type.getTypeParameters()), annotations(type))
        .flatMap(types -> types);
  }

  private static Stream<JavaClass> typesIn(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.concat(rawTypes(Stream.of(field.getType())), annotations(field));
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.of(
            rawTypes(
                Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())),
            unit.getExceptionTypes().stream(),
            bounds(unit.getTypeParameters()),
            annotations(unit),
            unit.getParameters().stream().flatMap(PublicSignaturesTest::annotations))
        .flatMap(types -> types);
  }

  private static Stream<JavaClass> rawTypes(Stream<? extends JavaType> types) {
    return types.flatMap(type -> type.getAllInvolvedRawTypes().stream());
  }

  private static Stream<JavaClass> bounds(List<? extends JavaTypeVariable<?>> parameters) {
    return rawTypes(parameters.stream().flatMap(parameter -> parameter.getUpperBounds().stream()));
  }

  private static Stream<JavaClass> annotations(HasAnnotations<?> annotated) {
    return annotated.getAnnotations().stream().map(JavaAnnotation::getRawType);
  }

  private static boolean isForeign(JavaClass type) {
    JavaClass named = type.getBaseComponentType();
    return !named.isPrimitive() && ALLOWED.stream().noneMatch(named.getName()::startsWith);
  }

  private static String sentence(String where, JavaClass foreign) {
    return where + " names " + foreign.getBaseComponentType().getName();
  }
}
