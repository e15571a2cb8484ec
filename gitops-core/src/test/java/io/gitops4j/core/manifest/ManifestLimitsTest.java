package io.gitops4j.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content of strangers can't make the reader use more than it is allowed to. */
class ManifestLimitsTest {
  private final ManifestReader reader = ManifestReader.create();

  @Test
  void refusesABillionLaughs() {
    String bomb =
        "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
            + IntStream.range(1, 20)
                .mapToObj(
                    i ->
                        "a%d: &a%d [*A, *A, *A, *A, *A, *A, *A, *A, *A]\n"
                            .formatted(i, i)
                            .replace("A", "a" + (i - 1)))
                .collect(Collectors.joining());

    assertThatThrownBy(() -> reader.readValues("bomb.yaml", bomb))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("bomb.yaml:6:")
        .hasMessageContaining("500000 nodes with its aliases expanded");
  }

  @Test
  void refusesABombOfMerges() {
    String bomb =
        "a0: &a0 {a: lol, b: lol, c: lol}\n"
            + IntStream.range(1, 40)
                .mapToObj(
                    i ->
                        "a%d: &a%d {a: *A, b: *A, c: {<<: *A}}\n"
                            .formatted(i, i)
                            .replace("A", "a" + (i - 1)))
                .collect(Collectors.joining());

    assertThatThrownBy(() -> reader.readValues("bomb.yaml", bomb))
        .hasMessageContaining("aliases expanded");
  }

  @Test
  void countsTextThatAliasesRepeat() {
    ManifestReader small = ManifestReader.withLimits(ManifestLimits.defaults().withMaxBytes(1_000));
    String text = "x".repeat(500);

    assertThat(small.readValues("f", "a: &a " + text + "\n")).hasSize(1);
    assertThatThrownBy(() -> small.readValues("f", "a: &a " + text + "\nb: [*a, *a, *a]\n"))
        .hasMessageStartingWith("f:2:13: ")
        .hasMessageContaining("more than 1000 characters with its aliases expanded");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "{\"a\":", "- ", "[[", "? ", "[{\"b\":"})
  void refusesDepthBeforeItRecurses(String opening) {
    String bomb = opening.repeat(300_000);

    assertThatThrownBy(() -> reader.readValues("deep.yaml", bomb))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith("deep.yaml:1:")
        .hasMessageContaining("nested deeper than 200 levels");
  }

  @Test
  void refusesDepthByIndentation() {
    String bomb =
        IntStream.range(0, 300).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());

    assertThatThrownBy(() -> reader.readValues("f", bomb)).hasMessageStartingWith("f:201:201: ");
  }

  @Test
  void countsTheDepthThatAliasesAdd() {
    ManifestReader shallow = ManifestReader.withLimits(ManifestLimits.defaults().withMaxDepth(4));

    assertThat(shallow.readValues("f", "a: &a [[1]]\nb: [*a]\n")).hasSize(1);
    assertThatThrownBy(() -> shallow.readValues("f", "a: &a [[1]]\nb: [[*a]]\n"))
        .hasMessageContaining("deeper than 4 levels");
  }

  @Test
  void refusesAnAnchorThatContainsItself() {
    assertThatThrownBy(() -> reader.readValues("f", "a: &a\n  b: [*a]\n"))
        .isInstanceOf(ManifestException.class)
        .hasMessage("f:2:7: the value of &a contains itself through *a");
  }

  @Test
  void refusesALargeStreamBeforeItLooksInside() {
    ManifestReader small = ManifestReader.withLimits(ManifestLimits.defaults().withMaxBytes(10));

    assertThat(small.readValues("f", " ".repeat(10))).isEmpty();
    assertThatThrownBy(() -> small.readValues("f", new byte[11]))
        .hasMessage("f:1:1: 11 bytes are more than the limit of 10: split the file");
  }

  @Test
  void refusesManyDocuments() {
    ManifestReader few = ManifestReader.withLimits(ManifestLimits.defaults().withMaxDocuments(2));

    assertThat(few.readValues("f", "a: 1\n---\n---\n---\nb: 1\n")).hasSize(2);
    assertThatThrownBy(() -> few.readValues("f", "a: 1\n---\nb: 1\n---\nc: 1\n"))
        .hasMessageContaining("more than 2 documents");
    assertThatThrownBy(() -> few.readValues("f", "{\"a\":1}{\"a\":1}{\"a\":1}"))
        .hasMessageContaining("more than 2 documents");
  }

  @Test
  void countsTheItemsOfAList() {
    ManifestReader few = ManifestReader.withLimits(ManifestLimits.defaults().withMaxDocuments(2));
    String item = "- {apiVersion: v1, kind: A, metadata: {name: a}}\n";

    assertThat(few.read("f", "apiVersion: v1\nkind: List\nitems:\n" + item.repeat(2))).hasSize(2);
    assertThatThrownBy(() -> few.read("f", "apiVersion: v1\nkind: List\nitems:\n" + item.repeat(3)))
        .hasMessageStartingWith("f:6:3: ")
        .hasMessageContaining("more than 2 documents");
  }

  @Test
  void readsNumbersOfAnyLengthInNoTime() {
    String digits = "1".repeat(2_000_000);

    assertThat(reader.readValues("f", "a: " + digits))
        .containsExactly(MapValue.of("a", Scalar.of(digits)));
    assertThat(reader.readValues("f", "a: 0." + digits).get(0).at("a"))
        .contains(Scalar.of(0.1111111111111111));
    assertThat(reader.readValues("f", "a: 0x" + digits)).hasSize(1);
    assertThat(reader.readValues("f", "a: 0b" + "0".repeat(1_000_000) + "11"))
        .containsExactly(MapValue.of("a", Scalar.of(3)));
    assertThatThrownBy(() -> reader.readValues("f", "{\"a\": " + digits + "}"))
        .hasMessageContaining("beyond the range of a double");
  }

  @Test
  void readsAFileAsLargeAsTheLimitsAllow() {
    String entry = "  - {name: some-name, value: \"some value\", 😀: [a, b, {c: d}]}\n";
    String yaml = "items:\n" + entry.repeat(50_000);

    assertThat(reader.readValues("f", yaml).get(0).itemsAt("items")).hasSize(50_000);
  }

  @Test
  void refusesLimitsThatMakeNoSense() {
    assertThatThrownBy(() -> ManifestLimits.defaults().withMaxDepth(1_001))
        .hasMessage("maxDepth must be at most 1000, was 1001");
    assertThatThrownBy(() -> ManifestLimits.defaults().withMaxBytes(0))
        .hasMessage("maxBytes must be at least 1, was 0");
  }

  @Test
  void readsManyItemsOnOneLineInNoTime() {
    assertThat(reader.readValues("f", "a: [" + "1,".repeat(200_000) + "]").get(0).itemsAt("a"))
        .hasSize(200_000);
  }
}
