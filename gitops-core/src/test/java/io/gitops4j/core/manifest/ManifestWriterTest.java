package io.gitops4j.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestWriterTest {
  @Test
  void writesAsPeopleWriteManifests() {
    String yaml =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          annotations: {}
          labels:
            app: guestbook
            "on": "yes"
          name: settings
        data:
          args: --flag=1 -Xmx1g
          config.ini: |
            [section]
              key = value

            # comment
          empty: ""
          image: example.com/app:1.2@sha256:abc
          mode: "0644"
          path: '"C:\\x"'
          stripped: |-
            two
            lines
          time: "12:30"
          url: http://example.com/?a=b&c=d#e
          version: 1.2.3
        list:
        - a
        - b: 1
          c:
          - 1.5
          - true
          - null
        - - nested
          - - deeper
        - []
        """;

    assertThat(ManifestWriter.write(only(yaml))).isEqualTo(yaml);
  }

  @Test
  void putsIdentityFirstAndSortsTheRest() {
    assertThat(
            ManifestWriter.write(
                only(
                    "{spec: {b: 1, a: 2}, metadata: {namespace: ns, name: a}, kind: K, apiVersion: v1, Zoo: 1}")))
        .isEqualTo(
            "apiVersion: v1\nkind: K\nmetadata:\n  name: a\n  namespace: ns\nZoo: 1\nspec:\n  a: 2\n  b: 1\n");
  }

  @Test
  void separatesDocuments() {
    Manifest manifest = only("{apiVersion: v1, kind: K, metadata: {name: a}}");
    String one = "apiVersion: v1\nkind: K\nmetadata:\n  name: a\n";

    assertThat(ManifestWriter.write(List.of(manifest, manifest))).isEqualTo(one + "---\n" + one);
    assertThat(ManifestWriter.write(List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "No",
        "ON",
        "y",
        "n",
        "true",
        "~",
        "null",
        "",
        "1",
        "0644",
        "0o7",
        "0x1F",
        "0b1",
        "1_000",
        "1e3",
        "1.5",
        ".5",
        "+1",
        "1e400",
        ".inf",
        "-.INF",
        ".NaN",
        "190:20:30",
        "12:30",
        "2001-12-14",
        "2001-12-14T21:59:43Z",
        "=",
        "<<",
        "- a",
        "a: b",
        "a #b",
        "#a",
        " a",
        "a ",
        "---",
        "... a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "%a",
        "@a",
        "`a",
        "{a",
        "[a",
        "a:",
        "? a",
        ": a"
      })
  void quotesWhatSomeReaderWouldMisread(String text) {
    assertThat(ManifestWriter.write(Scalar.of(text))).isEqualTo("\"" + text + "\"\n");
    assertThat(ManifestWriter.write(MapValue.of(text, Scalar.NULL)))
        .isEqualTo("\"" + text + "\": null\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a b",
        "a:b",
        "a#b",
        "1.2.3",
        "10.0.0.1",
        "10.0.0.0/8",
        "10Mi",
        "100m",
        "v1",
        "yEs",
        "-a",
        "--a",
        "-Xmx",
        "/bin/sh",
        "$(X)",
        "(a)",
        "a,b",
        "a[0]",
        "it's",
        "a \"b\"",
        "a\\b",
        "é",
        "日本語",
        "😀",
        "_",
        "<a>",
        "deadbeef",
        "1.27-rc1",
        "12ab"
      })
  void leavesTheRestAlone(String text) {
    assertThat(ManifestWriter.write(Scalar.of(text))).isEqualTo(text + "\n");
  }

  @Test
  void keepsLinesApartWhereverABlockHoldsThem() {
    assertThat(written("a\nb")).isEqualTo("k: |-\n  a\n  b\n");
    assertThat(written("a\n\n")).isEqualTo("k: |+\n  a\n\n");
    assertThat(written("  a\nb\n")).isEqualTo("k: |2\n    a\n  b\n");
    assertThat(written("\na\n")).isEqualTo("k: |2\n\n  a\n");
    assertThat(written("\ta\n")).isEqualTo("k: |2\n  \ta\n");
    assertThat(written("a \nb\n")).isEqualTo("k: |\n  a \n  b\n");
    assertThat(written("a\r\nb\n")).isEqualTo("k: \"a\\r\\nb\\n\"\n");
    assertThat(written("\n")).isEqualTo("k: \"\\n\"\n");
    assertThat(written("a\n  ")).isEqualTo("k: \"a\\n  \"\n");
    assertThat(written("a\u0085\u2028\u0000\n")).isEqualTo("k: \"a\\x85\\u2028\\x00\\n\"\n");
  }

  @Test
  void writesLongKeysInTheFormThatReadersAccept() {
    MapValue map =
        MapValue.of(
            "k".repeat(2_000),
            ListValue.of(Scalar.of(1), MapValue.of("a", ListValue.of(Scalar.of(2)))));

    String yaml = ManifestWriter.write(map);

    assertThat(yaml).startsWith("? kkk").endsWith("k\n:\n  - 1\n  - a:\n    - 2\n");
    assertThat(ManifestReader.create().readValues("f", yaml)).containsExactly(map);
  }

  @Test
  void canonicalJsonHasOneFormForEachNumberAndText() {
    Value numbers =
        Value.of(
            List.of(
                1e21, 1e20, 1.5, -0.0, 1e-7, 0.000001, Double.MIN_VALUE, Double.MAX_VALUE, 9.3e18));
    Value texts = Value.of(List.of("\u0001\n\"\\/é😀\u2028"));
    MapValue map =
        MapValue.of("b", Scalar.of(9007199254740993L))
            .with("a", MapValue.of("d", Scalar.of(true)).with("c", ListValue.EMPTY));

    assertThat(CanonicalJson.write(numbers))
        .isEqualTo(
            "[1e+21,100000000000000000000,1.5,0,1e-7,0.000001,5e-324,1.7976931348623157e+308,9300000000000000000]");
    assertThat(CanonicalJson.write(texts)).isEqualTo("[\"\\u0001\\n\\\"\\\\/é😀\u2028\"]");
    assertThat(CanonicalJson.write(map))
        .isEqualTo("{\"a\":{\"c\":[],\"d\":true},\"b\":9007199254740993}");
  }

  private static String written(String text) {
    return ManifestWriter.write(MapValue.of("k", Scalar.of(text)));
  }

  private static Manifest only(String yaml) {
    return ManifestReader.create().read("f", yaml).get(0);
  }
}
