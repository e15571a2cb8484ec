package io.gitops4j.helm.function;

import java.security.SecureRandom;
import java.security.SecureRandomSpi;
import java.util.random.RandomGenerator;

/** The randomness of an evaluation, for those who want a {@code SecureRandom}. */
final class EvaluationRandom extends SecureRandom {
  private static final long serialVersionUID = 1L;

  EvaluationRandom(RandomGenerator random) {
    this(random, new byte[0]);
  }

  /** Gives some bytes first. */
  EvaluationRandom(RandomGenerator random, byte[] first) {
    super(new Source(random, first), null);
  }

  private static final class Source extends SecureRandomSpi {
    private static final long serialVersionUID = 1L;

    private final transient RandomGenerator random;
    private final byte[] first;
    private int given;

    Source(RandomGenerator random, byte[] first) {
      this.random = random;
      this.first = first;
    }

    @Override
    protected void engineSetSeed(byte[] seed) {
      // The evaluation decides what comes next.
    }

    @Override
    protected void engineNextBytes(byte[] bytes) {
      random.nextBytes(bytes);
      for (int i = 0; i < bytes.length && given < first.length; i++) {
        bytes[i] = first[given++];
      }
    }

    @Override
    protected byte[] engineGenerateSeed(int length) {
      byte[] bytes = new byte[length];
      engineNextBytes(bytes);
      return bytes;
    }
  }
}
