package io.gitops4j.core.application;

import io.gitops4j.core.manifest.FieldPattern;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What happens to some fields of some objects where the cluster differs from Git. Without a rule
 * Git wins. Immutable: each method returns a rule that says more.
 *
 * <pre>{@code
 * FieldRule.ignore("apps", "Deployment").named("frontend").fields("/spec/replicas")
 * FieldRule.yielding("*", "*").fields("/metadata/annotations/example.com~1*")
 * FieldRule.ignore("*", "*").managedBy("vault-injector")
 * }</pre>
 *
 * <p>Group, kind, name and namespace are patterns: {@code *}, {@code ?}, {@code {a,b}}, {@code
 * [a-c]}; an empty group is the core group. For fields see {@link FieldPattern}.
 *
 * @since 0.1.0
 */
public final class FieldRule {
  private final Treatment treatment;
  private final List<Glob> object;
  private final List<FieldPattern> fields;
  private final List<String> jqPaths;
  private final Set<String> managers;

  private FieldRule(
      Treatment treatment,
      List<Glob> object,
      List<FieldPattern> fields,
      List<String> jqPaths,
      Set<String> managers) {
    this.treatment = treatment;
    this.object = object;
    this.fields = List.copyOf(fields);
    this.jqPaths = List.copyOf(jqPaths);
    this.managers = Set.copyOf(managers);
  }

  /**
   * What becomes of a field.
   *
   * @since 0.1.0
   */
  public enum Treatment {
    /** Git counts when the object is created; from then on the live value stays and is no drift. */
    IGNORE,
    /** As {@link #IGNORE} while somebody else owns the field; else Git wins. */
    YIELD,
    /**
     * Where somebody else owns the field and Git wants another value, it shows as drift with its
     * owner, and the object is not applied.
     */
    FAIL,
    /** Fields that others own and Git does not state are drift; a sync removes them. */
    STRICT
  }

  /** A rule that leaves the live value of fields as it is. */
  public static FieldRule ignore(String group, String kind) {
    return of(Treatment.IGNORE, group, kind);
  }

  /** A rule that leaves fields to others while others own them. */
  public static FieldRule yielding(String group, String kind) {
    return of(Treatment.YIELD, group, kind);
  }

  /** A rule that takes no field away from others, and blocks the object instead. */
  public static FieldRule failOnConflict(String group, String kind) {
    return of(Treatment.FAIL, group, kind);
  }

  /**
   * A rule that suffers no fields of others; in the whole object unless fields are named. What
   * controllers own stays, see {@link FieldRules#controlledBy}, and so do finalizers and owner
   * references: they hold objects for those who set them.
   */
  public static FieldRule strict(String group, String kind) {
    return of(Treatment.STRICT, group, kind);
  }

  private static FieldRule of(Treatment treatment, String group, String kind) {
    if (kind.isEmpty()) {
      throw new FieldRuleException(
          kind, "the kind of a rule is empty; name one, such as Deployment, or * for any", null);
    }
    List<Glob> object = List.of(Glob.of(group, "group"), Glob.of(kind, "kind"), Glob.ANY, Glob.ANY);
    return new FieldRule(treatment, object, List.of(), List.of(), Set.of());
  }

  /** Only for objects of such a name. */
  public FieldRule named(String pattern) {
    List<Glob> narrowed = new ArrayList<>(object);
    narrowed.set(2, Glob.of(pattern, "name"));
    return new FieldRule(treatment, List.copyOf(narrowed), fields, jqPaths, managers);
  }

  /** Only for objects in such a namespace; objects without namespace have an empty one. */
  public FieldRule inNamespace(String pattern) {
    List<Glob> narrowed = new ArrayList<>(object);
    narrowed.set(3, Glob.of(pattern, "namespace"));
    return new FieldRule(treatment, List.copyOf(narrowed), fields, jqPaths, managers);
  }

  /**
   * About these fields, and all below them.
   *
   * @param pointers see {@link FieldPattern}
   * @throws FieldRuleException if one is no pointer, or names what makes the object what it is
   */
  public FieldRule fields(String... pointers) {
    List<FieldPattern> more = new ArrayList<>(fields);
    Arrays.stream(pointers).map(FieldRule::pattern).forEach(more::add);
    return new FieldRule(treatment, object, more, jqPaths, managers);
  }

  private static FieldPattern pattern(String pointer) {
    try {
      FieldPattern pattern = FieldPattern.parse(pointer);
      if (isIdentity(pattern.steps().stream().map(FieldPattern.Step::toString).toList())) {
        throw new FieldRuleException(
            pointer,
            "'%s' can't be left to others: it is what makes the object this one; name a field such as /spec/replicas"
                .formatted(pointer),
            null);
      }
      return pattern;
    } catch (FieldRuleException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new FieldRuleException(pointer, String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean isIdentity(List<String> steps) {
    Set<String> top = Set.of("apiVersion", "kind", "metadata", "*");
    Set<String> inMetadata = Set.of("name", "namespace", "generateName", "*");
    return steps.size() == 1
        ? top.contains(steps.get(0))
        : steps.size() == 2 && steps.get(0).equals("metadata") && inMetadata.contains(steps.get(1));
  }

  /**
   * About the fields that jq path expressions name. Needs {@link FieldRules#evaluatingWith}.
   *
   * @throws FieldRuleException if one is empty
   */
  public FieldRule jqPaths(String... expressions) {
    List<String> more = new ArrayList<>(jqPaths);
    for (String expression : expressions) {
      if (expression.isBlank()) {
        throw new FieldRuleException(
            expression, "a jq path is empty; write one such as .spec.replicas", null);
      }
      more.add(expression);
    }
    return new FieldRule(treatment, object, fields, more, managers);
  }

  /**
   * About what these field managers own. Ignoring: that too, whatever fields are named. Yielding
   * and failing: only these managers count as others.
   *
   * @throws FieldRuleException if one is empty, or the rule is a strict one
   */
  public FieldRule managedBy(String... names) {
    Set<String> more = new LinkedHashSet<>(managers);
    for (String name : names) {
      if (name.isBlank()) {
        throw new FieldRuleException(
            name,
            "a field manager is empty; metadata.managedFields of the object names them",
            null);
      }
      more.add(name);
    }
    if (treatment == Treatment.STRICT) {
      throw new FieldRuleException(
          String.join(", ", names),
          "a strict rule is about everybody; name those whose fields stay with FieldRules.controlledBy",
          null);
    }
    return new FieldRule(treatment, object, fields, jqPaths, more);
  }

  /** Refuses a rule that says too little. */
  void check(@Nullable JqEngine engine) {
    if (treatment == Treatment.IGNORE
        && fields.isEmpty()
        && jqPaths.isEmpty()
        && managers.isEmpty()) {
      throw new FieldRuleException(
          toString(),
          "the rule '%s' names nothing to ignore; add fields(\"/spec/replicas\") or managedBy(…)"
              .formatted(this),
          null);
    }
    for (String expression : jqPaths) {
      if (engine == null) {
        throw new FieldRuleException(
            expression,
            "the rule '%s' has the jq path '%s', and nothing that evaluates it was given; hand a JqEngine to FieldRules.evaluatingWith, or write the path as a pointer with fields(…)"
                .formatted(this, expression),
            null);
      }
      try {
        engine.check(expression);
      } catch (IllegalArgumentException e) {
        throw new FieldRuleException(
            expression,
            "the rule '%s' has a jq path that is none: %s".formatted(this, e.getMessage()),
            e);
      }
    }
  }

  /** What becomes of the fields. */
  public Treatment treatment() {
    return treatment;
  }

  /** Whether it is about that object. */
  public boolean matches(ResourceKey key) {
    return object.get(0).matches(key.group())
        && object.get(1).matches(key.kind())
        && object.get(2).matches(key.name())
        && object.get(3).matches(key.namespace());
  }

  /** Whether it may be about an object of that kind, depending on its name. */
  public boolean matchesKind(String group, String kind) {
    return object.get(0).matches(group) && object.get(1).matches(kind);
  }

  /** Which fields, besides those of {@link #jqPaths()}. */
  public List<FieldPattern> fields() {
    return fields;
  }

  /** Which fields, as jq path expressions. */
  public List<String> jqPaths() {
    return jqPaths;
  }

  /** Whose fields; none for everybody's. */
  public Collection<String> managers() {
    return managers;
  }

  /** Whether it is about every field of its objects. */
  public boolean isAboutAllFields() {
    return fields.isEmpty() && jqPaths.isEmpty();
  }

  private List<Object> facts() {
    return List.of(treatment, object, fields, jqPaths, managers);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldRule that && facts().equals(that.facts());
  }

  @Override
  public int hashCode() {
    return facts().hashCode();
  }

  /** {@code ignore apps/Deployment frontend: /spec/replicas}. */
  @Override
  public String toString() {
    Pattern any = Pattern.compile("( \\*)+$");
    String which = any.matcher("%s/%s %s %s".formatted(object.toArray())).replaceFirst("");
    List<String> what = new ArrayList<>(fields.stream().map(FieldPattern::toString).toList());
    what.addAll(jqPaths);
    managers.stream().sorted().map(name -> "what " + name + " owns").forEach(what::add);
    return treatment.name().toLowerCase(Locale.ROOT)
        + " "
        + which
        + (what.isEmpty() ? "" : ": " + String.join(", ", what));
  }
}
