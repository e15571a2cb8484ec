package io.gitops4j.helm.function;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import org.jspecify.annotations.Nullable;

/** Makes private keys, and writes and reads them as PEM. */
final class Keys {
  private static final String RSA = "RSA PRIVATE KEY";
  private static final String EC = "EC PRIVATE KEY";
  private static final String ANY = "PRIVATE KEY";
  private static final byte[] RSA_ALGORITHM =
      Der.sequence(Der.object("1.2.840.113549.1.1.1"), Der.nothing());

  /** About as long as it takes, in steps. */
  private static final long STEPS_OF_A_BIT = 5_000;

  private Keys() {}

  /** The text of a new key. */
  static String generated(Call call) {
    String type = call.string(0);
    call.evaluation().unstable("genPrivateKey");
    return switch (type) {
      case "", "rsa" -> pem(generate(call, "RSA", 4096)).text();
      case "dsa" -> pem(generate(call, "DSA", 2048)).text();
      case "ecdsa" -> pem(generate(call, "EC", 256)).text();
      case "ed25519" -> pem(generate(call, "Ed25519", 255)).text();
      default -> "Unknown type " + type;
    };
  }

  static KeyPair generate(Call call, String algorithm, int bits) {
    boolean slow = algorithm.equals("RSA") || algorithm.equals("DSA");
    call.meter().steps(slow ? bits * STEPS_OF_A_BIT : 10 * STEPS_OF_A_BIT);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits, new EvaluationRandom(call.evaluation().random()));
      KeyPair pair = generator.generateKeyPair();
      call.meter().checkTime();
      return pair;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  static Pem pem(KeyPair pair) {
    PrivateKey key = pair.getPrivate();
    if (key instanceof RSAPrivateCrtKey) {
      return new Pem(RSA, inner(key.getEncoded()));
    }
    if (key instanceof DSAPrivateKey dsa) {
      DSAParams params = dsa.getParams();
      byte[] y = Der.integer(((DSAPublicKey) pair.getPublic()).getY());
      byte[] domain = Der.integer(params.getP());
      return new Pem(
          "DSA PRIVATE KEY",
          Der.sequence(
              Der.integer(0),
              domain,
              Der.integer(params.getQ()),
              Der.integer(params.getG()),
              y,
              Der.integer(dsa.getX())));
    }
    return key.getAlgorithm().equals("EC")
        ? new Pem(EC, EllipticKey.encoded(pair))
        : new Pem(ANY, key.getEncoded());
  }

  /** What a PKCS#8 key holds behind its version and algorithm. */
  private static byte[] inner(byte[] encoded) {
    DerReader reader = new DerReader(encoded).enter();
    reader.next();
    reader.next();
    return reader.next().content();
  }

  /** The key of a text. */
  static KeyPair parsed(String text) {
    Pem pem = Pem.first(text);
    if (pem == null) {
      throw new FunctionException("parsing private key: no PEM data in input");
    }
    try {
      KeyPair pair = parsed(pem);
      if (pair != null) {
        return pair;
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new FunctionException("parsing private key: " + e.getMessage(), e);
    }
    throw new FunctionException(
        "parsing private key: no private key data in PEM block of type " + pem.type());
  }

  private static @Nullable KeyPair parsed(Pem pem) throws GeneralSecurityException {
    return switch (pem.type()) {
      case RSA -> rsa(Der.sequence(Der.integer(0), RSA_ALGORITHM, Der.octets(pem.content())));
      case EC -> EllipticKey.parsed(pem.content());
      case ANY -> ofAnyKind(pem.content());
      default -> null;
    };
  }

  private static KeyPair ofAnyKind(byte[] encoded) throws GeneralSecurityException {
    try {
      return rsa(encoded);
    } catch (GeneralSecurityException e) {
      return EllipticKey.ofAnyKind(encoded);
    }
  }

  private static KeyPair rsa(byte[] encoded) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
    RSAPrivateCrtKey crt = (RSAPrivateCrtKey) key;
    PublicKey other =
        factory.generatePublic(new RSAPublicKeySpec(crt.getModulus(), crt.getPublicExponent()));
    return new KeyPair(other, key);
  }
}
