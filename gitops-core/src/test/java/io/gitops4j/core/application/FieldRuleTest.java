package io.gitops4j.core.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules about fields match, and which of them can't be. */
class FieldRuleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apps          | Deployment            | *     | true
          *             | *                     | *     | true
          ''            | Deployment            | *     | false
          a?ps          | Deploy*               | w[a-f]b | true
          {apps,batch}  | {Job,Deployment}      | {api,web} | true
          {batch,''}    | *                     | *     | false
          apps          | [!D]*                 | *     | false
          apps          | Deployment            | we    | false
          a.ps          | Deployment            | *     | false
          """)
  void matchesByPatternsOfGroupKindAndName(
      String group, String kind, String name, boolean expected) {
    FieldRule rule = FieldRule.ignore(group, kind).named(name).fields("/spec/replicas");

    assertThat(rule.matches(new ResourceKey("apps", "Deployment", "shop", "web")))
        .isEqualTo(expected);
  }

  @Test
  void anEmptyGroupIsTheCoreGroupAndNothingElse() {
    FieldRule rule = FieldRule.ignore("", "*").fields("/data");

    assertThat(rule.matches(new ResourceKey("", "ConfigMap", "shop", "x"))).isTrue();
    assertThat(rule.matches(new ResourceKey("apps", "Deployment", "shop", "x"))).isFalse();
  }

  @Test
  void matchesByNamespace() {
    FieldRule rule = FieldRule.ignore("*", "*").inNamespace("shop-*").fields("/data");

    assertThat(rule.matches(new ResourceKey("", "ConfigMap", "shop-1", "x"))).isTrue();
    assertThat(rule.matches(new ResourceKey("", "ConfigMap", "shop", "x"))).isFalse();
    assertThat(rule.matches(new ResourceKey("", "Namespace", "", "x"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          spec/replicas               | begins with '/', such as /spec/replicas
          .spec.replicas              | begins with '/'
          /spec//replicas             | empty step
          /spec/                      | empty step
          /data/a~b                   | '~' in a key is written '~0'
          /spec/containers/[web]      | write [name=web] for the item with that name
          /spec/containers/[name=web  | lacks its closing ']'
          /metadata/name              | it is what makes the object this one
          /kind                       | it is what makes the object this one
          /metadata                   | it is what makes the object this one
          """)
  void namesWhatIsWrongWithAPointerAndWhatWouldBeRight(String pointer, String words) {
    assertThatThrownBy(() -> FieldRule.ignore("*", "*").fields(pointer))
        .isInstanceOfSatisfying(
            FieldRuleException.class, e -> assertThat(e.value()).isEqualTo(pointer))
        .hasMessageContaining(pointer)
        .hasMessageContaining(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {apps   | '{' is not closed
          apps}   | '}' has no '{'
          [ap     | '[' is not closed
          """)
  void namesWhatIsWrongWithAPattern(String group, String words) {
    assertThatThrownBy(() -> FieldRule.ignore(group, "*"))
        .isInstanceOf(FieldRuleException.class)
        .hasMessageContaining(group)
        .hasMessageContaining(words);
  }

  @Test
  void aRuleThatIgnoresNothingIsRefused() {
    FieldRules rules = FieldRules.DEFAULT.with(FieldRule.ignore("apps", "Deployment"));

    assertThatThrownBy(rules::checked)
        .isInstanceOf(FieldRuleException.class)
        .hasMessageContaining("ignore apps/Deployment")
        .hasMessageContaining("fields(\"/spec/replicas\")");
  }

  @Test
  void aJqPathNeedsSomethingThatEvaluatesIt() {
    FieldRules rules =
        FieldRules.DEFAULT.with(FieldRule.ignore("*", "*").jqPaths(".spec.replicas"));

    assertThatThrownBy(rules::checked)
        .isInstanceOf(FieldRuleException.class)
        .hasMessageContaining(".spec.replicas")
        .hasMessageContaining("hand a JqEngine to FieldRules.evaluatingWith");
    assertThatCode(() -> rules.evaluatingWith(new Dots()).checked()).doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                FieldRules.DEFAULT
                    .with(FieldRule.ignore("*", "*").jqPaths("spec"))
                    .evaluatingWith(new Dots())
                    .checked())
        .hasMessageContaining("begins with a dot");
  }

  @Test
  void rulesOfAnEngineAndAnApplicationAddUp() {
    FieldRule one = FieldRule.ignore("", "ConfigMap").fields("/data/a");
    FieldRule two = FieldRule.yielding("", "ConfigMap").fields("/data/b");
    FieldRules engine = FieldRules.DEFAULT.with(one).without(BuiltInRule.AGGREGATED_ROLES);
    FieldRules application = FieldRules.DEFAULT.with(two).adoptingFrom("flux");

    FieldRules both = engine.and(application);

    assertThat(both.rules()).containsExactly(one, two);
    assertThat(both.has(BuiltInRule.AGGREGATED_ROLES)).isFalse();
    assertThat(both.adopted()).containsExactly("flux");
    assertThat(engine.and(FieldRules.DEFAULT).adopted()).contains("helm");
  }

  /** Knows paths of plain fields. */
  private static final class Dots implements JqEngine {
    @Override
    public void check(String expression) {
      if (!expression.startsWith(".")) {
        throw new IllegalArgumentException("a path begins with a dot");
      }
    }

    @Override
    public List<FieldPath> paths(String expression, MapValue object) {
      return List.of(FieldPath.of(expression.substring(1).split("\\.")));
    }
  }
}
