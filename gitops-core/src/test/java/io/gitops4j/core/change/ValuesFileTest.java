package io.gitops4j.core.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gitops4j.core.manifest.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesFileTest {
  private static ValuesFile file(String text) {
    return ValuesFile.of("values.yaml", text.getBytes(StandardCharsets.UTF_8));
  }

  private static String edited(String text, String path, String value) {
    return edited(text, path, Scalar.of(value));
  }

  private static String edited(String text, String path, Scalar value) {
    return new String(file(text).with(path, value).bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void changesOneValueAndLeavesEverythingElse() {
    String text =
        """
        # the shop
        frontend:   # in front
          image:
            repository:    gb-frontend
            tag: "0.1"     # the version
          replicas: 3


        redis: {image: {tag: '0.1'}, "ports": [ 1,2 ,3 ]}
        """;

    assertThat(edited(text, "frontend.image.tag", "0.2"))
        .isEqualTo(text.replace("\"0.1\"", "\"0.2\""));
    assertThat(edited(text, "redis.image.tag", "0.2")).isEqualTo(text.replace("'0.1'", "'0.2'"));
    assertThat(edited(text, "redis.ports[1]", Scalar.of(7L)))
        .isEqualTo(text.replace("1,2 ,3", "1,7 ,3"));
    assertThat(edited(text, "frontend.replicas", Scalar.of(12L)))
        .isEqualTo(text.replace("replicas: 3", "replicas: 12"));
  }

  /** What was there, the new text, and how it is written. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          old     | new      | new
          old     | 0.2      | "0.2"
          old     | 1e3      | "1e3"
          old     | yes      | "yes"
          old     | 0644     | "0644"
          old     | null     | "null"
          old     | ~        | "~"
          old     | v1.2.3   | v1.2.3
          old     | a: b     | "a: b"
          old     | a #b     | "a #b"
          old     | a,b      | "a,b"
          old     | [x]      | "[x]"
          old     | *x       | "*x"
          old     | it's     | it's
          'old'   | it's     | 'it''s'
          'old'   | 0.2      | '0.2'
          "old"   | say "x"  | "say \\"x\\""
          "old"   | a\\b     | "a\\\\b"
          1       | 2        | "2"
          true    | off      | "off"
          """)
  void writesATextInTheStyleOfTheOldOneQuotedWhereItWouldBeMisread(
      String old, String text, String written) {
    assertThat(edited("a: " + old + "  # x\nb: c\n", "a", text))
        .isEqualTo("a: " + written + "  # x\nb: c\n");
  }

  @Test
  void quotesAnEmptyText() {
    assertThat(edited("a: b\n", "a", "")).isEqualTo("a: \"\"\n");
    assertThat(edited("a: ''\n", "a", "x")).isEqualTo("a: 'x'\n");
  }

  @Test
  void writesOtherScalarsPlain() {
    assertThat(edited("a: 1\n", "a", Scalar.of(true))).isEqualTo("a: true\n");
    assertThat(edited("a: 1\n", "a", Scalar.of(2L))).isEqualTo("a: 2\n");
    assertThat(edited("a: \"1\"\n", "a", Scalar.of(2L))).isEqualTo("a: 2\n");
    assertThat(edited("a: 1\n", "a", Scalar.NULL)).isEqualTo("a: null\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: old\r\nb: c\r\n",
        "\uFEFFa: old\n",
        "a: old",
        "---\na: old\n",
        "---\na: old\n...\n",
        "# gr\u00FC\u00DFe \uD83D\uDE00\n\uD83D\uDE00: \uD83D\uDE00\na: old # \uD83D\uDE00\n",
        "x: |\n  a: block\n  of text\na: old\n",
        "x: &anchor 1\ny: *anchor\na: old\n",
        "base: &base {k: v}\nz:\n  <<: *base\na: old\n",
        "\"a\": old\n",
        "? a\n: old\n",
        "{a: old, b: [1, {c: d}]}\n",
        "list:\n- a\n- a: old2\na: old\n",
      })
  void leavesEveryOtherByte(String text) {
    int place = text.lastIndexOf("old");
    place = text.startsWith("{") ? text.indexOf("old") : place;

    assertThat(edited(text, "a", "new"))
        .isEqualTo(text.substring(0, place) + "new" + text.substring(place + 3));
  }

  @Test
  void changesTheFirstOfSeveralDocumentsAlone() {
    assertThat(edited("a: old\n---\na: old\n", "a", "new")).isEqualTo("a: new\n---\na: old\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hosts[1].name   | b
          a\\.b/c          | dotted
          list[0]         | first
          deep[0][1]      | inner
          1               | number
          """)
  void findsByPath(String path, String expected) {
    ValuesFile file =
        file(
            """
            hosts:
              - name: a
              - name: b
            a.b/c: dotted
            list: [first, second]
            deep: [[x, inner]]
            1: number
            """);

    assertThat(file.textAt(path)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          image.tagg   | NO_SUCH_VALUE | tag, name
          imag.tag     | NO_SUCH_VALUE | image, list
          list[5]      | NO_SUCH_VALUE | 2 items
          image.tag.x  | NO_SUCH_VALUE | image.tag
          list.x       | NO_SUCH_VALUE | list
          image[0]     | NO_SUCH_VALUE | image
          image        | NOT_EDITABLE  | no single value
          list         | NOT_EDITABLE  | no single value
          block        | NOT_EDITABLE  | block of text
          folded       | NOT_EDITABLE  | block of text
          anchored     | NOT_EDITABLE  | anchor
          alias        | NOT_EDITABLE  | alias
          tagged       | NOT_EDITABLE  | tag
          empty        | NOT_EDITABLE  | empty
          """)
  void refusesWhatIsNoSingleValueAndSaysWhatIsThere(
      String path, ChangeException.Reason reason, String words) {
    ValuesFile file =
        file(
            """
            image: {tag: x, name: y}
            list: [a, b]
            block: |
              text
            folded: >
              text
            anchored: &one 1
            alias: *one
            tagged: !!str 1
            empty:
            """);

    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> file.with(path, Scalar.of("new")))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .withMessageContainingAll("values.yaml", path, words);
  }

  @Test
  void refusesAValueInsideOfAnAnchorThatIsUsedElsewhere() {
    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> file("base: &b {tag: x}\nother: *b\n").with("base.tag", Scalar.of("new")))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(ChangeException.Reason.NOT_EDITABLE))
        .withMessageContaining("used elsewhere");
  }

  @Test
  void refusesATextOfSeveralLines() {
    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> file("a: b\n").with("a", Scalar.of("two\nlines")))
        .withMessageContaining("several lines");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: x\nb: [", "a: b: c", "\tx: y", "a: 1\na: 2\n"})
  void refusesWhatIsNoYaml(String text) {
    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> file(text).with("a", Scalar.of("new")))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(ChangeException.Reason.NOT_YAML))
        .withMessageContaining("values.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# only words\n", "---\n"})
  void anEmptyFileHasNoValue(String text) {
    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> file(text).with("a", Scalar.of("new")))
        .withMessageContainingAll("values.yaml", "a");
  }

  @Test
  void refusesWhatIsNoText() {
    assertThatExceptionOfType(ChangeException.class)
        .isThrownBy(() -> ValuesFile.of("x.bin", new byte[] {(byte) 0xC3, 0x28}))
        .withMessageContainingAll("x.bin", "UTF-8");
  }

  @Test
  void leavesSingleQuotesForWhatTheyCannotHold() {
    String text = edited("a: 'b'\n", "a", "one\u2028two");

    assertThat(text).isEqualTo("a: \"one\\u2028two\"\n");
    assertThat(file(text).textAt("a")).contains("one\u2028two");
  }

  @Test
  void writesControlCharactersEscaped() {
    String text = edited("a: \"b\"\n", "a", "tab\there\u0085\u2028end");

    assertThat(file(text).textAt("a")).contains("tab\there\u0085\u2028end");
    assertThat(text.lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.b.c        | [a, b, c]
          a[0].b       | [a, 0, b]
          [2]          | [2]
          a\\.b.c      | [a.b, c]
          a\\[0\\]     | [a[0]]
          """)
  void readsPathsAndWritesThemBack(String text, String steps) {
    ValuePath path = ValuePath.parse(text);

    assertThat(path.steps().toString()).isEqualTo(steps);
    assertThat(ValuePath.parse(path.toString())).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".a", "a.", "a..b", "a[", "a[x]", "a[-1]", "a[0", "a]"})
  void refusesWhatIsNoPath(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ValuePath.parse(text))
        .withMessageContaining("'" + text + "'");
    assertThatIllegalArgumentException().isThrownBy(() -> ValueEdit.of("values.yaml", text, "x"));
  }

  @Test
  void proposalsRefuseNonsense() {
    var repository = io.gitops4j.core.source.RepositoryUrl.of("https://git.example/x.git");
    var ada = io.gitops4j.core.source.Person.named("Ada");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChangeProposal.to(repository, "master", "master", ada, "x"))
        .withMessageContaining("branch of its own");
    for (String title : List.of("", " ", "two\nlines")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ChangeProposal.to(repository, "master", "feature", ada, title))
          .withMessageContaining("one line");
    }
  }
}
