package io.gitops4j.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestReaderTest {
  private static final String SETTINGS =
      "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n";

  private final ManifestReader reader = ManifestReader.create();

  @Test
  void knowsWhereEachDocumentBegins() {
    String stream =
        "# first\n\n"
            + SETTINGS
            + "---\n# second\n"
            + SETTINGS
            + "--- # third\n{\"apiVersion\": \"v1\",\n\"kind\": \"A\", \"metadata\": {\"name\": \"a\"}}";

    List<Manifest> manifests = reader.read("all.yaml", stream);

    assertThat(manifests)
        .extracting(manifest -> manifest.position().map(SourcePosition::toString).orElse(""))
        .containsExactly("all.yaml:3:1", "all.yaml:8:1", "all.yaml:12:1");
  }

  @Test
  void countsLinesOfEveryKind() {
    assertThat(reader.read("f", SETTINGS.replace("\n", "\r\n") + "---\r\n" + SETTINGS))
        .extracting(this::line)
        .containsExactly(1, 5);
    assertThat(reader.read("f", SETTINGS.replace("\n", "\r") + "---\r" + SETTINGS))
        .extracting(this::line)
        .containsExactly(1, 5);
  }

  @Test
  void flattensListsAndKeepsThePlaceOfEachItem() {
    String list =
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: A\n  metadata: {name: a}\n- apiVersion: v1\n  kind: B\n  metadata: {name: b}\n";

    List<Manifest> manifests = reader.read("f", list);

    assertThat(manifests).extracting(Manifest::name).containsExactly("a", "b");
    assertThat(manifests).extracting(this::line).containsExactly(4, 7);
  }

  @Test
  void completesTheItemsOfATypedList() {
    String list = "apiVersion: apps/v1\nkind: DeploymentList\nitems:\n- metadata: {name: a}\n";

    assertThat(reader.read("f", list))
        .extracting(manifest -> manifest.kind().toString())
        .containsExactly("apps/v1/Deployment");
  }

  @Test
  void readsBytesWithAByteOrderMark() {
    assertThat(reader.read("f", ("\uFEFF" + SETTINGS).getBytes(StandardCharsets.UTF_8))).hasSize(1);
    assertThat(reader.read("f", ("\uFEFF" + SETTINGS).getBytes(StandardCharsets.UTF_16LE)))
        .hasSize(1);
    assertThat(reader.read("f", ("\uFEFF" + SETTINGS).getBytes(StandardCharsets.UTF_16BE)))
        .hasSize(1);
    assertThat(reader.read("f", "\uFEFF" + SETTINGS)).hasSize(1);
  }

  @Test
  void readsValuesThatAreNoObjects() {
    assertThat(reader.readValues("values.yaml", "image: {tag: 1.10}\n---\n- yes\n---\n# nothing\n"))
        .containsExactly(
            MapValue.of("image", MapValue.of("tag", Scalar.of(1.1))),
            ListValue.of(Scalar.of(true)));
    assertThat(reader.readValues("values.yaml", "")).isEmpty();
  }

  @Test
  void readsKeysOfAnyLengthInJson() {
    String key = "k".repeat(5_000);

    assertThat(reader.readValues("f", "{\"" + key + "\": 1}"))
        .containsExactly(MapValue.of(key, Scalar.of(1)));
  }

  @Nested
  class ADuplicateKey {
    @Test
    void isNamedWithBothLines() {
      assertThatThrownBy(() -> reader.readValues("f", "a: 1\nb: 2\na: 3\n"))
          .isInstanceOf(ManifestException.class)
          .hasMessage(
              "f:3:1: the key 'a' is already at line 1, column 1 (this one is at line 3): remove one of them");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        textBlock =
            """
        1: a       | '1': b
        y: a       | 'true': b
        0x1F: a    | 31: b
        1.0: a     | 1: b
        !!str n: a | "n": b
        """)
    void isFoundInAnotherSpelling(String first, String second) {
      assertThatThrownBy(() -> reader.readValues("f", "{" + first + ",\n" + second + "}"))
          .hasMessageContaining("is already at line");
    }

    @Test
    void isNoneBesideAMerge() {
      assertThat(reader.readValues("f", "{<<: {a: 1, b: 1}, a: 2, <<: {c: 3}}"))
          .containsExactly(Value.of(Map.of("a", 2, "b", 1, "c", 3)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      a: \\t1\\n\\tb: 2       | f:2:1: no YAML: while scanning for the next token
      a: "x                   | f:1:6: no YAML: while scanning a quoted scalar from line 1: found unexpected end of stream; close the quote
      a: b: c                 | f:1:5: no YAML: mapping values are not allowed here; quote a value that contains ': '
      a: @b                   | f:1:4: no YAML: while scanning for the next token: found character '@' that cannot start any token
      a: [1, 2                | f:1:9: no YAML: while parsing a flow sequence from line 1
      {"a": 1, "b" 2}         | f:1:14: no YAML: while parsing a flow mapping from line 1
      {"a": [1, 2             | f:1:12: no YAML: while parsing a flow sequence from line 1
      {"a": "LS", "b": ?}     | f:1:17: no JSON: expected a value
      ~: 1                    | f:1:1: a key must not be null
      [a]: 1                  | f:1:1: a key must be a text, not a map or list
      a: .inf                 | f:1:4: '.inf' has no form in JSON
      a: [1, -.INF]           | f:1:8: '-.INF' has no form in JSON
      a: &x .nan              | f:1:4: '.nan' has no form in JSON
      a: *x                   | f:1:4: the alias *x has no anchor
      a: !!int 1.5            | f:1:4: the tag wants an integer, but the value, of 3 characters, is a decimal number
      a: !!binary x           | f:1:4: !!binary wants base64 with its padding
      <<: 1                   | f:1:1: << merges a map
      a: [b:]                 | f:1:7: between brackets a colon must be followed by a space
      18446744073709551615: 1 | f:1:1: the key 18446744073709551615 is a number beyond 64 bits
      a: "LS"                 | f:1:5: the character U+2028 must be written as "\\u2028"
      """)
  void saysWhereSomethingIsWrongAndWhatWouldBeRight(String yaml, String message) {
    String text = yaml.translateEscapes().replace("LS", "\u2028");

    assertThatThrownBy(() -> reader.readValues("f", text))
        .isInstanceOf(ManifestException.class)
        .hasMessageStartingWith(message);
  }

  @Nested
  class ADocumentThatIsNoObject {
    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        textBlock =
            """
        hello                                                       | f:2:1: no Kubernetes object: a document must be a map with apiVersion, kind and metadata, but is a text
        [a]                                                         | f:2:1: no Kubernetes object: a document must be a map with apiVersion, kind and metadata, but is a list
        {kind: A, metadata: {name: a}}                              | f:2:1: no Kubernetes object: apiVersion must be a text that is not empty, was missing
        {apiVersion: v1, metadata: {name: a}}                       | f:2:1: no Kubernetes object: kind must be a text that is not empty, was missing
        {apiVersion: v1, kind: A}                                   | f:2:1: v1/A has no name: metadata.name must be a text that is not empty
        {apiVersion: v1, kind: A, metadata: [a]}                    | f:2:37: no Kubernetes object: metadata must be a map with a name, but is a list
        {apiVersion: v1, kind: A, metadata: {name: 0644}}           | f:2:44: no Kubernetes object: metadata.name must be a text, but is the number 420: put it in quotes
        {apiVersion: v1, kind: A, metadata: {name: a, namespace: n}}| f:2:58: no Kubernetes object: metadata.namespace must be a text, but is the boolean false: put it in quotes
        {apiVersion: 1, kind: A, metadata: {name: a}}               | f:2:14: no Kubernetes object: apiVersion must be a text, but is the number 1: put it in quotes
        {apiVersion: v1, kind: A, metadata: {name: a, labels: {b: 1}}} | f:2:59: no Kubernetes object: metadata.labels 'b' must be a text, but is the number 1: put it in quotes
        {apiVersion: v1, kind: A, metadata: {name: a, annotations: {b: c, e: yes}}} | f:2:70: no Kubernetes object: metadata.annotations 'e' must be a text, but is the boolean true: put it in quotes
        {apiVersion: v1, kind: A, metadata: {name: a, labels: {b: [c]}}} | f:2:59: no Kubernetes object: metadata.labels 'b' must be a text, but is a list: write a text
        {apiVersion: v1, kind: A, metadata: {name: a, labels: [b]}} | f:2:55: no Kubernetes object: metadata.labels must be a map of texts, but is a list
        {apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: A, metadata: {name: a, labels: {b: 1}}}]} | f:2:96: no Kubernetes object: metadata.labels 'b' must be a text, but is the number 1: put it in quotes
        {apiVersion: v1, kind: AList, items: {a: b}}                | f:2:38: the items of a AList must be a list of objects, but are a map
        {apiVersion: v1, kind: List, items: [1]}                    | f:2:38: no Kubernetes object: a document must be a map with apiVersion, kind and metadata, but is the number 1
        """)
    void isToldWithWhatIsMissingAndWhere(String document, String message) {
      assertThatThrownBy(() -> reader.read("f", "# comment\n" + document))
          .isInstanceOf(ManifestException.class)
          .hasMessage(message);
    }
  }

  /** Also kubectl does; what is below a template, the server checks. */
  @Test
  void takesLabelsWithoutValueAndLeavesThoseOfTemplatesAlone() {
    String object =
        """
        apiVersion: v1
        kind: A
        metadata: {name: a, labels: {b: null}, annotations: null}
        spec: {template: {metadata: {labels: {b: 1}}}}
        """;

    assertThat(reader.read("f", object)).hasSize(1);
  }

  @Test
  void saysWhichByteIsNoText() {
    byte[] content = "a: 1\nb: 'é?'\n".getBytes(StandardCharsets.UTF_8);
    content[11] = (byte) 0xC3;

    assertThatThrownBy(() -> reader.readValues("f", content))
        .hasMessage("f:2:6: the byte 0xC3 is no UTF-8: save the file as UTF-8");
  }

  @Test
  void neverQuotesTheContentOfABrokenDocument() {
    String secret = "kind: Secret\nstringData:\n  password: \"hunter2\n  other: hunter2: x\n";

    assertThatThrownBy(() -> reader.read("f", secret))
        .isInstanceOf(ManifestException.class)
        .hasNoCause()
        .message()
        .doesNotContain("hunter2");
  }

  private int line(Manifest manifest) {
    return manifest.position().orElseThrow().line();
  }
}
