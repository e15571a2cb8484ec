package io.gitops4j.helm.function;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keys on elliptic curves, in the form of RFC 5915; they name their curve and public key. */
final class EllipticKey {
  private static final String ALGORITHM = "1.2.840.10045.2.1";
  private static final int CURVE = 0xa0;
  private static final int PUBLIC = 0xa1;

  private EllipticKey() {}

  static byte[] encoded(KeyPair pair) {
    DerReader pkcs8 = new DerReader(pair.getPrivate().getEncoded()).enter();
    pkcs8.next();
    byte[] curve = curve(pkcs8.enter());
    DerReader inner = new DerReader(pkcs8.next().content()).enter();
    inner.next();
    byte[] secret = inner.next().content();
    DerReader spki = new DerReader(pair.getPublic().getEncoded()).enter();
    spki.next();
    return Der.sequence(
        Der.integer(1),
        Der.octets(secret),
        Der.tagged(CURVE, curve),
        Der.tagged(PUBLIC, spki.next().all()));
  }

  private static byte[] curve(DerReader algorithm) {
    algorithm.next();
    return algorithm.next().all();
  }

  static KeyPair parsed(byte[] encoded) throws GeneralSecurityException {
    return pair(encoded, null);
  }

  private static KeyPair pair(byte[] encoded, byte @Nullable [] outerCurve)
      throws GeneralSecurityException {
    DerReader reader = new DerReader(encoded).enter();
    reader.next();
    byte[] secret = reader.next().content();
    byte[] curve = outerCurve;
    byte[] point = null;
    while (reader.hasNext()) {
      DerReader.Element element = reader.next();
      curve = element.tag() == CURVE ? element.content() : curve;
      point = element.tag() == PUBLIC ? element.content() : point;
    }
    if (curve == null || point == null) {
      throw new GeneralSecurityException("the key does not name its curve and public key");
    }
    byte[] algorithm = Der.sequence(Der.object(ALGORITHM), curve);
    byte[] inner = Der.sequence(Der.integer(1), Der.octets(secret));
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(new X509EncodedKeySpec(Der.sequence(algorithm, point))),
        factory.generatePrivate(
            new PKCS8EncodedKeySpec(Der.sequence(Der.integer(0), algorithm, Der.octets(inner)))));
  }

  /** The key of a PKCS#8 text. */
  static KeyPair ofAnyKind(byte[] encoded) throws GeneralSecurityException {
    DerReader pkcs8 = new DerReader(encoded).enter();
    pkcs8.next();
    DerReader algorithm = pkcs8.enter();
    byte[] name = algorithm.next().all();
    if (!Arrays.equals(name, Der.object(ALGORITHM))) {
      return edwards(encoded, pkcs8.next().content());
    }
    return pair(pkcs8.next().content(), algorithm.next().all());
  }

  private static KeyPair edwards(byte[] encoded, byte[] seed) throws GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("Ed25519");
    PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(encoded));
    return new KeyPair(Edwards.publicKey(factory, new DerReader(seed).next().content()), key);
  }

  /**
   * The public key of an Ed25519 seed: the generator of the JDK makes it if it gets the seed as
   * chance.
   */
  private static final class Edwards {
    static PublicKey publicKey(KeyFactory factory, byte[] seed) throws GeneralSecurityException {
      java.security.KeyPairGenerator generator =
          java.security.KeyPairGenerator.getInstance(factory.getAlgorithm());
      generator.initialize(255, new EvaluationRandom(() -> 0, seed));
      return generator.generateKeyPair().getPublic();
    }
  }
}
