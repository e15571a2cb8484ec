package io.gitops4j.helm.function;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.Fmt;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.GoList;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a certificate says; it is for servers and clients. */
final class CertificateText {
  private static final int CONTEXT_0 = 0xa0;
  private static final int CONTEXT_3 = 0xa3;
  private static final int DNS_NAME = 0x82;
  private static final int IP_ADDRESS = 0x87;
  private static final int KEY_IDENTIFIER = 0x80;
  private static final int FIRST_YEAR_OF_LONG_FORM = 2050;

  private final String commonName;
  private final Instant start;
  private final Instant end;
  private final byte[] serial;
  private final List<byte[]> names = new ArrayList<>();
  private boolean authority;

  private CertificateText(String commonName, Instant start, Instant end, byte[] serial) {
    this.commonName = commonName;
    this.start = start;
    this.end = end;
    this.serial = serial;
  }

  static CertificateText of(Call call, String commonName, long days) {
    Instant now = call.evaluation().clock().instant();
    long bounded = Math.max(-100_000, Math.min(days, 100_000));
    Instant end = now.plus(Duration.ofDays(bounded));
    return new CertificateText(commonName, now, end, RandomFunctions.random(call, 16));
  }

  CertificateText asAuthority() {
    authority = true;
    return this;
  }

  CertificateText withNames(Call call, GoList addresses, GoList dnsNames) {
    for (Object address : addresses) {
      if (!(address instanceof String text)) {
        throw new FunctionException(
            "error parsing ip: " + Fmt.value(call.meter(), address) + " is not a string");
      }
      byte[] bytes = IpAddress.bytes(text);
      if (bytes == null) {
        throw new FunctionException("error parsing ip: " + text);
      }
      names.add(Der.tagged(IP_ADDRESS, bytes));
    }
    int first = 0;
    for (Object name : dnsNames) {
      if (!(name instanceof String text)) {
        throw new FunctionException(
            "error processing alternate dns name: "
                + Fmt.value(call.meter(), name)
                + " is not a string");
      }
      names.add(first++, Der.tagged(DNS_NAME, text.getBytes(StandardCharsets.UTF_8)));
    }
    return this;
  }

  /**
   * The certificate as PEM.
   *
   * @param issuer null if it issues itself
   */
  String signedBy(KeyPair keys, KeyPair issuerKeys, @Nullable X509Certificate issuer) {
    String algorithm = algorithm(issuerKeys.getPublic());
    byte[] identifier = identifier(algorithm);
    byte[] subject = name();
    byte[] body =
        Der.sequence(
            Der.tagged(CONTEXT_0, Der.integer(2)),
            Der.integer(new BigInteger(1, serial)),
            identifier,
            issuer == null ? subject : issuer.getSubjectX500Principal().getEncoded(),
            Der.sequence(time(start), time(end)),
            subject,
            keys.getPublic().getEncoded(),
            Der.tagged(CONTEXT_3, Der.sequence(extensions(keys, issuer))));
    byte[] signature = signature(algorithm, issuerKeys, body);
    return new Pem("CERTIFICATE", Der.sequence(body, identifier, Der.bits(signature))).text();
  }

  private static String algorithm(PublicKey key) {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> "Ed25519";
    };
  }

  private static byte[] identifier(String algorithm) {
    return switch (algorithm) {
      case "SHA256withRSA" -> Der.sequence(Der.object("1.2.840.113549.1.1.11"), Der.nothing());
      case "SHA256withECDSA" -> Der.sequence(Der.object("1.2.840.10045.4.3.2"));
      default -> Der.sequence(Der.object("1.3.101.112"));
    };
  }

  private static byte[] signature(String algorithm, KeyPair keys, byte[] body) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(keys.getPrivate());
      signature.update(body);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new FunctionException("error creating certificate: " + e.getMessage(), e);
    }
  }

  private byte[] name() {
    return Der.sequence(Der.set(Der.sequence(Der.object("2.5.4.3"), Der.text(commonName))));
  }

  private static byte[] time(Instant time) {
    boolean shortForm = time.atZone(ZoneOffset.UTC).getYear() < FIRST_YEAR_OF_LONG_FORM;
    String pattern = shortForm ? "yyMMddHHmmss'Z'" : "yyyyMMddHHmmss'Z'";
    String text = DateTimeFormatter.ofPattern(pattern).withZone(ZoneOffset.UTC).format(time);
    return Der.tagged(shortForm ? 0x17 : 0x18, text.getBytes(StandardCharsets.US_ASCII));
  }

  private byte[][] extensions(KeyPair keys, @Nullable X509Certificate issuer) {
    List<byte[]> all = new ArrayList<>();
    all.add(critical("2.5.29.15", authority ? Der.bits(0xa4, 2) : Der.bits(0xa0, 5)));
    byte[] server = Der.object("1.3.6.1.5.5.7.3.1");
    byte[] client = Der.object("1.3.6.1.5.5.7.3.2");
    all.add(extension("2.5.29.37", Der.sequence(server, client)));
    all.add(critical("2.5.29.19", authority ? Der.sequence(Der.bool()) : Der.sequence()));
    if (authority) {
      all.add(extension("2.5.29.14", Der.octets(identifierOf(keys.getPublic()))));
    }
    byte[] parent = issuer == null ? null : issuer.getExtensionValue("2.5.29.14");
    if (parent != null) {
      byte[] identifier = new DerReader(new DerReader(parent).next().content()).next().content();
      all.add(extension("2.5.29.35", Der.sequence(Der.tagged(KEY_IDENTIFIER, identifier))));
    }
    if (!names.isEmpty()) {
      all.add(extension("2.5.29.17", Der.sequence(names.toArray(byte[][]::new))));
    }
    return all.toArray(byte[][]::new);
  }

  private static byte[] extension(String identifier, byte[] value) {
    return Der.sequence(Der.object(identifier), Der.octets(value));
  }

  private static byte[] critical(String identifier, byte[] value) {
    return Der.sequence(Der.object(identifier), Der.bool(), Der.octets(value));
  }

  /** The first 160 bits of the key's SHA-256. */
  private static byte[] identifierOf(PublicKey key) {
    DerReader info = new DerReader(key.getEncoded()).enter();
    info.next();
    byte[] bits = info.next().content();
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bits, 1, bits.length));
      return Arrays.copyOf(digest, 20);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
