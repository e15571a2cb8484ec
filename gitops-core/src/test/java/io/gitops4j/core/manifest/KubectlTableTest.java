package io.gitops4j.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads what kubectl was seen to read. */
class KubectlTableTest {
  private final ManifestReader reader = ManifestReader.create();

  static List<KubectlRow> values() {
    return KubectlRow.values();
  }

  static List<KubectlRow> streams() {
    return KubectlRow.streams();
  }

  @ParameterizedTest
  @MethodSource("values")
  void readsAValueAsKubectlDoes(KubectlRow row) {
    assertThat(specOf(row.below("spec"))).isEqualTo(row.ours());
  }

  @ParameterizedTest
  @MethodSource("values")
  void writesWhatItReads(KubectlRow row) {
    if (!row.ours().equals(KubectlRow.ERROR)) {
      Value value = reader.readValues("row", row.below("spec")).get(0);

      String yaml = ManifestWriter.write(value);

      assertThat(reader.readValues("written", yaml)).as(yaml).containsExactly(value);
      assertThat(reader.readValues("json", CanonicalJson.bytes(value))).containsExactly(value);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void readsAStreamAsKubectlDoes(KubectlRow row) {
    assertThat(objectsOf(row.input())).isEqualTo(row.ours());
  }

  @Test
  void theTablesAreThere() {
    assertThat(KubectlRow.values()).hasSizeGreaterThan(900);
    assertThat(KubectlRow.streams()).hasSizeGreaterThan(150);
  }

  private String specOf(String document) {
    try {
      List<Value> values = reader.readValues("row", document.getBytes(StandardCharsets.UTF_8));
      return CanonicalJson.write(values.get(0).at("spec").orElseThrow());
    } catch (ManifestException e) {
      return KubectlRow.ERROR;
    }
  }

  private String objectsOf(byte[] stream) {
    try {
      List<Value> contents = new ArrayList<>();
      reader.read("row", stream).forEach(manifest -> contents.add(manifest.content()));
      return CanonicalJson.write(new ListValue(contents));
    } catch (ManifestException e) {
      return KubectlRow.ERROR;
    }
  }
}
