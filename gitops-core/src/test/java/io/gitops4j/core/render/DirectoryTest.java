package io.gitops4j.core.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          *.yaml            | a.yaml           | true
          *.yaml            | deep/er/a.yaml   | true
          *.yaml            | a.yml            | false
          idc/*             | idc/a.yaml       | true
          idc/*             | cloud/a.yaml     | false
          {a,b{c,d}}.yaml   | bd.yaml          | true
          {a,b{c,d}}.yaml   | b.yaml           | false
          **/x.yaml         | a/b/x.yaml       | true
          ?.yaml            | a.yaml           | true
          ?.yaml            | ab.yaml          | false
          [a-c].yaml        | b.yaml           | true
          [!a-c].yaml       | b.yaml           | false
          \\*.yaml          | a.yaml           | false
          \\*.yaml          | *.yaml           | true
          a+(b).yaml        | a+(b).yaml       | true
          a,b.yaml          | a,b.yaml         | true
          """)
  void matchesPathsByPattern(String pattern, String path, boolean matches) {
    assertThat(Directory.defaults().withIncluded(pattern).takes(path)).isEqualTo(matches);
    assertThat(Directory.defaults().withExcluded(pattern).takes(path)).isNotEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{a", "a}", "[a", "{a,{b}"})
  void refusesWhatIsNoPattern(String pattern) {
    assertThatThrownBy(() -> Directory.defaults().withIncluded(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + pattern + "'");
  }

  @Test
  void isEqualByValue() {
    Directory settings = Directory.defaults().withRecursion().withIncluded("a").withExcluded("b");

    assertThat(settings)
        .isEqualTo(Directory.defaults().withExcluded("b").withIncluded("a").withRecursion())
        .hasSameHashCodeAs(Directory.defaults().withExcluded("b").withIncluded("a").withRecursion())
        .isNotEqualTo(Directory.defaults().withRecursion().withIncluded("b").withExcluded("a"))
        .isNotEqualTo(Directory.defaults());
  }
}
