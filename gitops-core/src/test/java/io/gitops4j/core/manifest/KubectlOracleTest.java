package io.gitops4j.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asks the kubectl of this machine what it reads, where there is one. */
@Tag("kubectl")
class KubectlOracleTest {
  private static final int BATCH = 300;

  private final ManifestReader reader = ManifestReader.create();
  private final Kubectl kubectl = new Kubectl();

  @BeforeEach
  void needsKubectl() {
    assumeTrue(
        kubectl.isThere(), "no kubectl on the PATH: what it reads is taken from the tables alone");
  }

  @Test
  void readsWhatTheTableOfValuesSays() {
    // What we refuse is left out: of a key in two spellings kubectl keeps either, by chance.
    List<KubectlRow> accepted =
        KubectlRow.values().stream()
            .filter(
                row ->
                    !row.kubectls().equals(KubectlRow.ERROR)
                        && !row.ours().equals(KubectlRow.ERROR))
            .toList();

    List<String> specs = kubectl.specsOf(accepted.stream().map(row -> row.below("spec")).toList());

    for (int i = 0; i < accepted.size(); i++) {
      assertThat(specs.get(i))
          .as(accepted.get(i).name())
          .isEqualTo(canonical(accepted.get(i).kubectls()));
    }
  }

  /**
   * In our canonical numbers: kubectl has -9223372036854775808 also as a decimal with other digits.
   */
  private String canonical(String json) {
    return CanonicalJson.write(
        reader.readValues("table", "{\"it\":" + json + "}").get(0).at("it").orElseThrow());
  }

  @Test
  void refusesWhatTheTableOfValuesSays() {
    for (KubectlRow row : KubectlRow.values()) {
      // Each costs a process of its own: a quarter of them is enough to notice another kubectl.
      if (row.kubectls().equals(KubectlRow.ERROR) && row.name().hashCode() % 4 == 0) {
        assertThat(kubectl.accepts(Kubectl.document(row.below("spec")))).as(row.name()).isFalse();
      }
    }
  }

  @Test
  void readsWhatWeWrite() {
    Random random = new Random(20261123);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      values.add(new RandomYaml(random).value(3));
    }

    List<String> specs =
        kubectl.specsOf(
            values.stream()
                .map(value -> ManifestWriter.write(MapValue.of("spec", value)))
                .toList());

    for (int i = 0; i < values.size(); i++) {
      assertThat(specs.get(i)).isEqualTo(CanonicalJson.write(values.get(i)));
    }
  }

  @Test
  void readsGeneratedDocumentsAsWeDo() {
    Random random = new Random(1123);
    List<String> documents = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    while (documents.size() < BATCH) {
      String document = "spec:\n" + new RandomYaml(random).block(3, 2);
      try {
        ours.add(
            CanonicalJson.write(reader.readValues("f", document).get(0).at("spec").orElseThrow()));
        documents.add(document);
      } catch (ManifestException e) {
        // Duplicate keys and the like: what we refuse is compared by the tables.
        assertThat(e.position()).isPresent();
      }
    }

    List<String> specs = kubectl.specsOf(documents);

    for (int i = 0; i < documents.size(); i++) {
      if (!specs.get(i).equals(ours.get(i))) {
        fail(
            "for%n%s%nkubectl reads %s%nwe read      %s",
            documents.get(i), specs.get(i), ours.get(i));
      }
    }
  }
}
