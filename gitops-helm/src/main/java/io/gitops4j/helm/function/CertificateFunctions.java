package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.INT;
import static io.gitops4j.helm.template.GoType.LIST;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoFunction;
import io.gitops4j.helm.template.Signature;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.function.Supplier;

/** Functions that make keys and certificates. */
final class CertificateFunctions {
  private static final int BITS = 2048;

  private CertificateFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    table.add("genPrivateKey", Signature.of(STRING), Keys::generated);
    table.add("buildCustomCert", Signature.of(STRING, STRING), CertificateFunctions::custom);
    add(table, "genCA", Signature.of(STRING, INT), call -> authority(call, () -> fresh(call)));
    add(
        table,
        "genCAWithKey",
        Signature.of(STRING, INT, STRING),
        call -> authority(call, () -> Keys.parsed(call.string(2))));
    add(
        table,
        "genSelfSignedCert",
        Signature.of(STRING, LIST, LIST, INT),
        call -> selfSigned(call, () -> fresh(call)));
    add(
        table,
        "genSelfSignedCertWithKey",
        Signature.of(STRING, LIST, LIST, INT, STRING),
        call -> selfSigned(call, () -> Keys.parsed(call.string(4))));
    add(
        table,
        "genSignedCert",
        Signature.of(STRING, LIST, LIST, INT, Certificate.TYPE),
        call -> signed(call, () -> fresh(call)));
    add(
        table,
        "genSignedCertWithKey",
        Signature.of(STRING, LIST, LIST, INT, Certificate.TYPE, STRING),
        call -> signed(call, () -> Keys.parsed(call.string(5))));
  }

  private static void add(
      FunctionTable.Builder table, String name, Signature signature, GoFunction function) {
    table.add(
        name,
        signature,
        call -> {
          call.evaluation().unstable(name);
          return function.call(call);
        });
  }

  private static KeyPair fresh(Call call) {
    return Keys.generate(call, "RSA", BITS);
  }

  private static Certificate authority(Call call, Supplier<KeyPair> source) {
    CertificateText text = CertificateText.of(call, call.string(0), call.integer(1)).asAuthority();
    KeyPair keys = source.get();
    return new Certificate(text.signedBy(keys, keys, null), Keys.pem(keys).text());
  }

  private static CertificateText forServer(Call call) {
    return CertificateText.of(call, call.string(0), call.integer(3))
        .withNames(call, call.list(1), call.list(2));
  }

  private static Certificate selfSigned(Call call, Supplier<KeyPair> source) {
    CertificateText text = forServer(call);
    KeyPair keys = source.get();
    return new Certificate(text.signedBy(keys, keys, null), Keys.pem(keys).text());
  }

  private static Certificate signed(Call call, Supplier<KeyPair> source) {
    Certificate authority = (Certificate) Objects.requireNonNull(call.get(4));
    CertificateText text = forServer(call);
    X509Certificate issuer = parsed(authority.cert(), "unable to decode certificate");
    KeyPair issuerKeys = Keys.parsed(authority.key());
    KeyPair keys = source.get();
    return new Certificate(text.signedBy(keys, issuerKeys, issuer), Keys.pem(keys).text());
  }

  private static X509Certificate parsed(String text, String failure) {
    Pem pem = Pem.first(text);
    if (pem == null) {
      throw new FunctionException(failure);
    }
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(pem.content()));
    } catch (CertificateException e) {
      throw new FunctionException(
          "error parsing certificate: decodedCert.Bytes: " + e.getMessage(), e);
    }
  }

  private static Certificate custom(Call call) {
    String cert = decoded(call.string(0), "unable to decode base64 certificate");
    String key = decoded(call.string(1), "unable to decode base64 private key");
    parsed(cert, "unable to decode certificate");
    Keys.parsed(key);
    return new Certificate(cert, key);
  }

  private static String decoded(String text, String failure) {
    try {
      return new String(BaseDecoding.base64().bytes(text), StandardCharsets.UTF_8);
    } catch (FunctionException e) {
      throw new FunctionException(failure, e);
    }
  }
}
