package io.gitops4j.helm.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates and keys, read by the JDK. */
class CertificateFunctionsTest {
  private static final String BOTH = "|";
  private static final int NO_AUTHORITY = -1;

  private static X509Certificate read(String pem) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> parts(String template) {
    return List.of(Rendering.of(template).split("\\" + BOTH));
  }

  @Test
  void makesAnAuthorityThatSignsItself() throws Exception {
    List<String> parts = parts("{{ $c := genCA \"my ca é\" 365 }}{{ $c.Cert }}|{{ $c.Key }}");
    X509Certificate certificate = read(parts.get(0));
    KeyPair keys = Keys.parsed(parts.get(1));

    assertThatCode(() -> certificate.verify(keys.getPublic())).doesNotThrowAnyException();
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=my ca é");
    assertThat(certificate.getIssuerX500Principal())
        .isEqualTo(certificate.getSubjectX500Principal());
    assertThat(certificate.getBasicConstraints()).isNotEqualTo(NO_AUTHORITY);
    assertThat(certificate.getKeyUsage()).startsWith(true, false, true, false, false, true);
    assertThat(certificate.getNotBefore()).isEqualTo(Rendering.NOW.toString());
    assertThat(certificate.getNotAfter())
        .isEqualTo(Rendering.NOW.plus(Duration.ofDays(365)).toString());
    assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
        .isEqualTo(2048);
    assertThat(certificate.getExtensionValue("2.5.29.14")).isNotNull();
  }

  @Test
  void signsForAServerWithAllItsNames() throws Exception {
    List<String> parts =
        parts(
            """
            {{ $ca := genCA "ca" 10 -}}
            {{ $c := genSignedCert "host" (list "10.0.0.1" "::1") (list "a.example") 5 $ca -}}
            {{ $ca.Cert }}|{{ $c.Cert }}|{{ $c.Key }}""");
    X509Certificate authority = read(parts.get(0));
    X509Certificate certificate = read(parts.get(1));

    assertThatCode(() -> certificate.verify(authority.getPublicKey())).doesNotThrowAnyException();
    assertThat(certificate.getIssuerX500Principal()).isEqualTo(authority.getSubjectX500Principal());
    assertThat(certificate.getPublicKey()).isEqualTo(Keys.parsed(parts.get(2)).getPublic());
    assertThat(certificate.getBasicConstraints()).isEqualTo(NO_AUTHORITY);
    assertThat(certificate.getKeyUsage()).startsWith(true, false, true, false, false, false);
    assertThat(certificate.getExtendedKeyUsage())
        .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(names(certificate)).containsExactly("a.example", "10.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(certificate.getExtensionValue("2.5.29.35")).isNotNull();
  }

  private static List<String> names(X509Certificate certificate) throws CertificateException {
    List<String> names = new ArrayList<>();
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    all.forEach(name -> names.add(String.valueOf(name.get(1))));
    return names;
  }

  @Test
  void signsItselfWithoutBeingAnAuthority() throws Exception {
    X509Certificate certificate =
        read(Rendering.of("{{ (genSelfSignedCert \"self\" nil (list \"x\") 10).Cert }}"));

    assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
    assertThat(certificate.getBasicConstraints()).isEqualTo(NO_AUTHORITY);
    assertThat(names(certificate)).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ecdsa", "ed25519"})
  void takesKeysOfAnyKind(String kind) throws Exception {
    List<String> parts =
        parts(
            """
            {{ $key := genPrivateKey "%s" -}}
            {{ $ca := genCAWithKey "ca" 36500 $key -}}
            {{ $c := genSignedCertWithKey "c" nil nil 1 $ca $key -}}
            {{ $s := genSelfSignedCertWithKey "s" nil nil 1 $key -}}
            {{ $ca.Cert }}|{{ $c.Cert }}|{{ $s.Cert }}|{{ $key }}|{{ $ca.Key }}"""
                .formatted(kind));
    KeyPair keys = Keys.parsed(parts.get(3));

    for (String certificate : parts.subList(0, 3)) {
      assertThat(read(certificate).getPublicKey()).isEqualTo(keys.getPublic());
      assertThatCode(() -> read(certificate).verify(keys.getPublic())).doesNotThrowAnyException();
    }
    assertThat(parts.get(4)).isEqualTo(parts.get(3));
  }

  @Test
  void keepsACertificateThatIsGiven() {
    String printed =
        Rendering.of(
            """
            {{ $ca := genCA "a" 1 -}}
            {{ $c := buildCustomCert ($ca.Cert | b64enc) ($ca.Key | b64enc) -}}
            {{ eq $c.Cert $ca.Cert }} {{ eq $c.Key $ca.Key }}""");

    assertThat(printed).isEqualTo("true true");
  }
}
