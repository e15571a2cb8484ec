package io.gitops4j.helm.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Functions whose results are made by chance, or by the clock. */
class UnstableFunctionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          randAlphaNum 40                | [A-Za-z0-9]{40}
          randAlpha 40                   | [A-Za-z]{40}
          randNumeric 40                 | [0-9]{40}
          randAscii 40                   | [ -~]{40}
          randBytes 12                   | [A-Za-z0-9+/]{16}
          randInt 10 20                  | 1[0-9]
          uuidv4                         | [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}
          shuffle "hello"                | [helo]{5}
          bcrypt "secret"                | \\$2a\\$10\\$[./A-Za-z0-9]{53}
          htpasswd "user" "secret"       | user:\\$2a\\$10\\$[./A-Za-z0-9]{53}
          encryptAES "key" "text"        | [A-Za-z0-9+/]{42}[A-Za-z0-9+/=]{2}
          now                            | 2026-11-23 12:00:00 [+]0000 UTC
          genPrivateKey "ecdsa"          | (?s)-----BEGIN EC PRIVATE KEY-----.*
          """)
  void makesSomethingNewAndSaysSo(String call, String form) {
    Rendering first = Rendering.withSeed(1);
    Rendering second = Rendering.withSeed(2);
    String template = "{{ " + call + " }}";

    String printed = first.print(template);

    assertThat(printed).matches(form);
    assertThat(first.unstable()).containsExactly(call.split(" ", -1)[0]);
    assertThat(Rendering.withSeed(1).print(template)).isEqualTo(printed);
    if (!call.startsWith("now") && !call.startsWith("randInt") && !call.startsWith("shuffle")) {
      assertThat(second.print(template)).isNotEqualTo(printed);
    }
  }

  @Test
  void leavesStableFunctionsUnmentioned() {
    Rendering rendering = Rendering.withSeed(1);

    rendering.print(
        "{{ sha256sum \"a\" }}{{ derivePassword 1 \"pin\" \"a\" \"b\" \"c\" }}{{ date \"2006\" 0 }}");

    assertThat(rendering.unstable()).isEmpty();
  }

  @Test
  void tellsTheTimeOfTheClock() {
    assertThat(Rendering.of("{{ now }}")).isEqualTo("2026-11-23 12:00:00 +0000 UTC");
    assertThat(Rendering.of("{{ ago (toDate \"2006-01-02T15:04\" \"2026-11-23T10:29\") }}"))
        .isEqualTo("1h31m0s");
    assertThat(Rendering.of("{{ htmlDate nil }}")).isEqualTo("2026-11-23");
  }

  @Test
  void decryptsWhatItEncrypted() {
    assertThat(Rendering.of("{{ encryptAES \"k\" \"naïve text\" | decryptAES \"k\" }}"))
        .isEqualTo("naïve text");
  }

  /** These lines were printed by helm. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          p       | $2a$10$wmL/.foBO.fzHBNW5KcmxOQUWU9t7Og18zcAUGZ3xkNCNs2tEzPZ2
          ''      | $2a$10$JdcNFbraB2GkOsoAFdU.OebqAuOQNRx3eSC1LkNBNYf0mdla7NIeq
          naïve ☃ | $2a$10$0gB8qFS6MXGRQqDBVbSSnO26tO6D9UQ8mvZXuHrFiwoOEqttQWwQ.
          abc     | $2a$10$hWWcmP4wc8IVkY/G3XEk4eNP23I6qtxNszwHdvtdlCmhiiu.0A4Iy
          """)
  void hashesPasswordsAsHelmDoes(String password, String line) {
    byte[] salt = decoded(line.substring(7, 29));

    assertThat(Bcrypt.hashed(password.getBytes(java.nio.charset.StandardCharsets.UTF_8), salt))
        .isEqualTo(line);
  }

  private static byte[] decoded(String salt) {
    String bcrypt = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    String standard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    StringBuilder text = new StringBuilder();
    salt.chars().forEach(c -> text.append(standard.charAt(bcrypt.indexOf(c))));
    return Base64.getDecoder().decode(text.toString());
  }
}
