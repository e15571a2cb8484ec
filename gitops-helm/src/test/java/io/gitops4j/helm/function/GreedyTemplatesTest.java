package io.gitops4j.helm.function;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.helm.template.BudgetException;
import io.gitops4j.helm.template.Meter.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that want more than there is: ended before the memory is. */
@Timeout(60)
class GreedyTemplatesTest {
  private static final Limits LIMITS =
      new Limits(20_000_000L, 64L << 20, 64L << 20, 1_000, Duration.ofSeconds(5));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ until 400000000 }}",
        "{{ until 9223372036854775807 }}",
        "{{ untilStep -9223372036854775808 9223372036854775807 1 }}",
        "{{ seq 0 1 1000000000 }}",
        "{{ repeat 2000000000 \"abc\" }}",
        "{{ repeat 9223372036854775807 \"abc\" }}",
        "{{ indent 2000000000 \"abc\" }}",
        "{{ nindent 100000 (repeat 100000 \"\\n\") }}",
        "{{ repeat 10000 \"a\" | replace \"a\" (repeat 100000 \"b\") }}",
        "{{ repeat 10000 \"a\" | replace \"\" (repeat 100000 \"b\") }}",
        "{{ join (repeat 1000000 \"x\") (until 1000) }}",
        "{{ randAlphaNum 2000000000 }}",
        "{{ randBytes 2000000000 }}",
        "{{ wrapWith 1 (repeat 100000 \"x\") (repeat 100000 \"y\") }}",
        "{{ regexReplaceAll \"a\" (repeat 100000 \"a\") (repeat 100000 \"b\") }}",
        "{{ regexMatch \"((((a{1,100}){1,100}){1,100}){1,100}){1,100}\" \"a\" }}",
        "{{ $t := repeat 1000000 \"x\" }}{{ range until 100000 }}{{ regexMatch \"(x+x+)+y\" $t }}{{ end }}",
        "{{ range until 1000 }}{{ genPrivateKey \"rsa\" }}{{ end }}",
        "{{ range until 1000 }}{{ bcrypt \"a\" }}{{ end }}",
        "{{ range until 1000 }}{{ derivePassword 1 \"pin\" \"a\" \"b\" \"c\" }}{{ end }}",
        "{{ $d := dict \"x\" 1 }}{{ range until 60 }}{{ $d = dict \"a\" $d \"b\" $d }}{{ end }}{{ toYaml $d }}",
        "{{ $d := dict \"x\" 1 }}{{ range until 60 }}{{ $d = dict \"a\" $d \"b\" $d }}{{ end }}{{ toYamlPretty $d }}",
        "{{ $d := dict \"x\" 1 }}{{ range until 60 }}{{ $d = dict \"a\" $d \"b\" $d }}{{ end }}{{ toJson $d }}",
        "{{ $d := dict \"x\" 1 }}{{ range until 60 }}{{ $d = dict \"a\" $d \"b\" $d }}{{ end }}{{ toToml $d }}",
        "{{ $d := dict \"x\" 1 }}{{ range until 60 }}{{ $d = dict \"a\" $d \"b\" $d }}{{ end }}{{ deepCopy $d }}",
        "{{ $d := dict \"x\" 1 }}{{ $e := dict \"x\" 1 }}{{ range until 60 }}{{ $d = dict \"a\" $d \"b\" $d }}{{ $e = dict \"a\" $e \"b\" $e }}{{ end }}{{ deepEqual $d $e }}",
        "{{ $d := dict \"x\" 1 }}{{ $e := dict \"x\" 1 }}{{ range until 60 }}{{ $d = dict \"a\" $d \"b\" $d }}{{ $e = dict \"a\" $e \"b\" $e }}{{ end }}{{ merge $d $e }}",
        "{{ $s := \"a: &a [x]\\n\" }}{{ range $i := until 60 }}{{ $s = printf \"%sb%d: &b%d [*%s,*%s]\\n\" $s $i $i (ternary \"a\" (printf \"b%d\" (sub $i 1)) (eq $i 0)) (ternary \"a\" (printf \"b%d\" (sub $i 1)) (eq $i 0)) }}{{ end }}{{ fromYaml $s }}",
        "{{ $d := dict }}{{ $_ := set $d \"self\" $d }}{{ deepCopy $d }}",
        "{{ $d := dict }}{{ $_ := set $d \"a\" $d }}{{ $e := dict }}{{ $_ := set $e \"a\" $e }}{{ merge $d $e }}",
        "{{ $d := dict }}{{ $_ := set $d \"a\" $d }}{{ $e := dict }}{{ $_ := set $e \"a\" $e }}{{ deepEqual $d $e }}",
        "{{ $x := 1e308 }}{{ range until 100000 }}{{ $x = 1e308 }}{{ end }}{{ $l := list }}{{ range until 100000 }}{{ $l = append $l 1 }}{{ end }}",
        "{{ $s := \"x\" }}{{ range until 60 }}{{ $s = cat $s $s }}{{ end }}",
        "{{ $s := \"x\" }}{{ range until 60 }}{{ $s = quote $s $s }}{{ end }}",
        "{{ $s := \"x\" }}{{ range until 60 }}{{ $s = printf \"%s%s\" $s $s }}{{ end }}",
        "{{ $s := list 1 }}{{ range until 60 }}{{ $s = concat $s $s }}{{ end }}",
        "{{ $s := \"x\" }}{{ range until 90 }}{{ $s = b64enc $s }}{{ end }}",
        "{{ splitList \"\" (repeat 5000000 \"x\") }}",
        "{{ uniq (until 100000) }}",
        "{{ without (until 100000) (list 1 2) | uniq }}",
        "{{ date (repeat 5000000 \"2006\") 0 }}",
      })
  void endBeforeTheMemoryDoes(String template) {
    assertThatThrownBy(() -> Rendering.within(LIMITS).print(template))
        .isInstanceOf(BudgetException.class);
  }
}
