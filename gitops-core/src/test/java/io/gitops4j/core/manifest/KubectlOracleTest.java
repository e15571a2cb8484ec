package io.gitops4j.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Asks the kubectl of this machine what it reads, where there is one. */
@Tag("kubectl")
class KubectlOracleTest {
  private static final int BATCH = 300;
  private static final Kubectl KUBECTL = new Kubectl();
  private static String notRun = "";

  private final ManifestReader reader = ManifestReader.create();

  /** Also printed, once: a skipped test is easily taken for one that passed. */
  @BeforeAll
  static void needsKubectl() {
    if (!KUBECTL.isThere()) {
      notRun = "no kubectl on the PATH: what it reads is taken from the tables alone";
    } else if (!Kubectl.isRecorded(KUBECTL.clientVersion())) {
      notRun =
          "kubectl on the PATH is %s, the tables were recorded with 1.32: they are not compared; put a kubectl 1.32 on the PATH to do so"
              .formatted(KUBECTL.clientVersion());
    }
    if (!notRun.isEmpty()) {
      System.out.println("KubectlOracleTest: " + notRun);
    }
    assumeTrue(KUBECTL.isThere(), notRun);
  }

  private static void needsTheRecordedVersion() {
    assumeTrue(notRun.isEmpty(), notRun);
  }

  @Test
  void readsWhatTheTableOfValuesSays() {
    needsTheRecordedVersion();
    // What we refuse is left out: of a key in two spellings kubectl keeps either, by chance.
    List<KubectlRow> accepted =
        KubectlRow.values().stream()
            .filter(
                row ->
                    !row.kubectls().equals(KubectlRow.ERROR)
                        && !row.ours().equals(KubectlRow.ERROR))
            .toList();

    List<String> specs = KUBECTL.specsOf(accepted.stream().map(row -> row.below("spec")).toList());

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
    needsTheRecordedVersion();
    for (KubectlRow row : KubectlRow.values()) {
      // Each costs a process of its own: a quarter of them is enough to notice another kubectl.
      if (row.kubectls().equals(KubectlRow.ERROR) && row.name().hashCode() % 4 == 0) {
        assertThat(KUBECTL.accepts(Kubectl.document(row.below("spec")))).as(row.name()).isFalse();
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
        KUBECTL.specsOf(
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

    List<String> specs = KUBECTL.specsOf(documents);

    for (int i = 0; i < documents.size(); i++) {
      if (!specs.get(i).equals(ours.get(i))) {
        fail(
            "for%n%s%nkubectl reads %s%nwe read      %s",
            documents.get(i), specs.get(i), ours.get(i));
      }
    }
  }
}
