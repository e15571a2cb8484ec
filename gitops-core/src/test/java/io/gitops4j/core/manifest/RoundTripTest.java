package io.gitops4j.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever is written is read back to an equal value. */
class RoundTripTest {
  private final ManifestReader reader = ManifestReader.create();

  @Property(tries = 1000)
  void readsBackEveryTextThatItWrites(@ForAll("texts") String text) {
    assertReadsBack(Scalar.of(text));
    assertReadsBack(MapValue.of("key", Scalar.of(text)));
    assertReadsBack(MapValue.of(text, Scalar.of(text)));
    assertReadsBack(
        ListValue.of(Scalar.of(text), ListValue.of(Scalar.of(text), Scalar.of("after"))));
  }

  @Property(tries = 1000)
  void readsBackEveryNumberThatItWrites(@ForAll double number, @ForAll long integer) {
    Scalar decimal = Scalar.of(Double.isFinite(number) ? number : 0);

    assertReadsBack(ListValue.of(decimal, Scalar.of(integer), Scalar.of(integer * 0x1p-20)));
  }

  @Property(tries = 500)
  void readsBackEveryValueThatItWrites(@ForAll("values") Value value) {
    assertReadsBack(MapValue.of("value", value));
  }

  @Property(tries = 200)
  void equalValuesHaveEqualTexts(@ForAll("values") Value value) {
    Value shuffled = reversed(value);

    assertThat(ManifestWriter.write(shuffled)).isEqualTo(ManifestWriter.write(value));
    assertThat(CanonicalJson.write(shuffled)).isEqualTo(CanonicalJson.write(value));
  }

  @Property(tries = 1000)
  void readsAnythingOrSaysWhereItIsWrong(@ForAll("syntax") String text) {
    try {
      assertThat(reader.readValues("f", text)).doesNotContain(Scalar.NULL);
    } catch (ManifestException e) {
      assertThat(e.position()).isPresent();
      assertThat(e).hasMessageStartingWith("f:");
    }
  }

  private void assertReadsBack(Value value) {
    String yaml = ManifestWriter.write(value);

    assertThat(reader.readValues("yaml", yaml)).as(yaml).containsExactly(value);
    assertThat(yaml).endsWith("\n");
    if (!(value instanceof Scalar)) {
      assertThat(reader.readValues("json", CanonicalJson.bytes(value))).containsExactly(value);
    }
  }

  private static Value reversed(Value value) {
    if (value instanceof ListValue list) {
      return new ListValue(list.items().stream().map(RoundTripTest::reversed).toList());
    }
    if (value instanceof MapValue map) {
      Map<String, Value> entries = new LinkedHashMap<>();
      List<String> keys = List.copyOf(map.keys());
      for (int i = keys.size() - 1; i >= 0; i--) {
        entries.put(keys.get(i), reversed(map.get(keys.get(i)).orElseThrow()));
      }
      return new MapValue(entries);
    }
    return value;
  }

  @Provide
  Arbitrary<Value> values() {
    return nested(3);
  }

  private Arbitrary<Value> nested(int levels) {
    Arbitrary<Value> scalars =
        Arbitraries.oneOf(
            texts().map(text -> (Value) Scalar.of(text)),
            Arbitraries.longs().map(Scalar::of),
            Arbitraries.doubles().map(Scalar::of),
            Arbitraries.of(
                Scalar.NULL, Scalar.of(true), Scalar.of(false), MapValue.EMPTY, ListValue.EMPTY));
    if (levels == 0) {
      return scalars;
    }
    Arbitrary<Value> inner = nested(levels - 1);
    return Arbitraries.oneOf(
        scalars,
        inner.list().ofMaxSize(4).map(ListValue::new),
        Arbitraries.maps(texts(), inner).ofMaxSize(4).map(MapValue::new));
  }

  /**
   * Pieces that mean something to YAML, any characters, and both mixed; well-formed Unicode only.
   */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces = pieces();
    Arbitrary<String> characters =
        Arbitraries.integers()
            .between(0, 0x10FFFF)
            .filter(c -> c < 0xD800 || c > 0xDFFF)
            .map(Character::toString);
    Arbitrary<String> mixed =
        Arbitraries.oneOf(pieces, pieces, characters)
            .list()
            .ofMaxSize(6)
            .map(parts -> String.join("", parts));
    Arbitrary<String> numbers =
        Arbitraries.strings().withChars("0123456789abcdefxob+-._:eETZ ").ofMaxLength(8);
    Arbitrary<String> longLines = mixed.map(text -> text.repeat(300));
    return Arbitraries.frequencyOf(
        Tuple.of(10, mixed), Tuple.of(5, numbers), Tuple.of(5, pieces), Tuple.of(1, longLines));
  }

  @Provide
  Arbitrary<String> syntax() {
    return Arbitraries.oneOf(
            pieces(),
            pieces(),
            Arbitraries.of(
                "a: ", "\n", "\n  ", "- ", "&a ", "*a", "<<: ", "{", "}", "[", "]", "\"", "!!int "))
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  private static Arbitrary<String> pieces() {
    return Arbitraries.of(
        "",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        "\r",
        "\r\n",
        "---",
        "...",
        "--- ",
        "\n---\n",
        "\n...\n",
        "#",
        " #",
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        "?",
        "yes",
        "No",
        "on",
        "y",
        "~",
        "null",
        "true",
        "0644",
        "0x1F",
        "1e3",
        "1_000",
        ".inf",
        "1:30",
        "2001-12-14",
        "1e400",
        "<<",
        "=",
        "!",
        "!!str ",
        "&a",
        "*a",
        "|",
        ">",
        "'",
        "\"",
        "\\",
        "\\n",
        "%",
        "@",
        "`",
        "{",
        "}",
        "[",
        "]",
        ",",
        "{{ .Values.x }}",
        "é",
        "日本語",
        "😀",
        "\u00a0",
        "\u0085",
        "\u2028",
        "\u2029",
        "\uFEFF",
        "\u0000",
        "\u001b",
        "\u007f",
        "\uFFFE",
        "\uFFFF",
        "\u200b",
        "a",
        "word",
        "two words",
        "key: value",
        "- item",
        "line\n",
        "  indented\n",
        "\ttabbed\n",
        "trailing \n");
  }
}
