package io.gitops4j.core.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ValuesFilePropertiesTest {
  /** A file in two parts, with the value between them. */
  record Torn(String before, String value, String after) {
    String text() {
      return before + value + after;
    }
  }

  @Provide
  Arbitrary<Torn> files() {
    Arbitrary<String> noise =
        Arbitraries.of(
                "# comment: tag\n",
                "# \uD83D\uDE00 gr\u00FC\u00DFe\n",
                "\n",
                "other: 'it''s'\n",
                "block: |\n  target: x\n",
                "flow: {a: [1, 2], \"b\": c}\n",
                "list:\n- 1\n-   two\n")
            .set()
            .ofMaxSize(4)
            .map(lines -> String.join("", List.copyOf(lines)));
    Arbitrary<String> value = Arbitraries.of("old", "'old'", "\"old\"", "0.1", "true", "{}x");
    Arbitrary<String> end = Arbitraries.of("\n", "   # words\n", " #\n");
    Arbitrary<String> last =
        Arbitraries.of("", "# end", "zzz: [x]\n", "zzz:\n  target: other\n", "\n\n");
    Arbitrary<String> plain = value.filter(each -> !each.startsWith("{"));
    return Combinators.combine(noise, plain, end, last)
        .as((some, old, tail, rest) -> new Torn(some + "top:\n  target: ", old, tail + rest));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "0.2", "yes", "", " x ", "a: b", "- a", "#", "'", "\"", "\\", "\uD83D\uDE00"),
        Arbitraries.strings()
            .ascii()
            .ofMaxLength(12)
            .map(each -> each.replaceAll("\\p{Cntrl}", "")),
        Arbitraries.strings().withCharRange('\u00A0', '\u2FFF').ofMaxLength(6));
  }

  @Property(tries = 500)
  void onlyTheValueChangesAndSaysWhatWasWanted(
      @ForAll("files") Torn torn, @ForAll("texts") String wanted) {
    ValuesFile file = ValuesFile.of("values.yaml", torn.text().getBytes(StandardCharsets.UTF_8));

    ValuesFile edited = file.with("top.target", Scalar.of(wanted));

    String text = new String(edited.bytes(), StandardCharsets.UTF_8);
    assertThat(text).startsWith(torn.before()).endsWith(torn.after());
    assertThat(edited.textAt("top.target")).contains(wanted);
  }
}
