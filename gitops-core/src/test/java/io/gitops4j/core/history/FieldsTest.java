package io.gitops4j.core.history;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.MapValue;
import org.junit.jupiter.api.Test;

class FieldsTest {
  @Test
  void saysWhatIsMissingInGoodEnglish() {
    Fields none = Fields.of(MapValue.EMPTY);

    assertThatThrownBy(() -> none.integer("version")).hasMessage("'version' must be an integer");
    assertThatThrownBy(() -> none.items("sources")).hasMessage("'sources' must be a list");
  }
}
