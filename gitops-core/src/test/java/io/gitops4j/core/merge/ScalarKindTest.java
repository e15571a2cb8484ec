package io.gitops4j.core.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.GroupVersionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarKindTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          TEXT,          true,  false, false
          INTEGER,       false, true,  false
          NUMBER,        false, true,  false
          BOOLEAN,       false, false, true
          QUANTITY,      true,  true,  true
          INT_OR_STRING, true,  true,  true
          TIME,          true,  false, false
          MICRO_TIME,    true,  false, false
          DURATION,      true,  false, false
          BYTES,         true,  false, false
          ANY,           true,  true,  true
          """)
  void aMergeTakesWhatTheServerTakes(ScalarKind kind, boolean text, boolean number, boolean flag) {
    assertThat(kind.allows(Documents.value("a"))).isEqualTo(text);
    assertThat(kind.allows(Documents.value("1"))).isEqualTo(number);
    assertThat(kind.allows(Documents.value("1.5"))).isEqualTo(number);
    assertThat(kind.allows(Documents.value("true"))).isEqualTo(flag);
    assertThat(kind.allows(Documents.value("null"))).isTrue();
    assertThat(kind.allows(Documents.value("{}"))).isFalse();
    assertThat(kind.allows(Documents.value("[]"))).isFalse();
  }

  @Test
  void walkersLearnWhatAValueStandsFor() {
    Schema pod = BuiltInSchemas.of(GroupVersionKind.of("v1", "Pod")).orElseThrow();

    Schema item = at(pod, "spec", "containers").below(new FieldPath.Index(0));

    assertThat(at(item, "resources", "limits", "cpu").scalarKind()).contains(ScalarKind.QUANTITY);
    assertThat(at(item, "name").scalarKind()).contains(ScalarKind.TEXT);
    assertThat(item.scalarKind()).isEmpty();
    assertThat(at(pod, "spec", "unheardOf").scalarKind()).contains(ScalarKind.ANY);
  }

  private static Schema at(Schema schema, String... fields) {
    Schema at = schema;
    for (String field : fields) {
      at = at.below(new FieldPath.Field(field));
    }
    return at;
  }
}
