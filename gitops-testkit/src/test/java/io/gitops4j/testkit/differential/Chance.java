package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Chance from a seed: equal seeds, equal luck. Not thread-safe. */
final class Chance {
  private static final List<Value> ODDITIES =
      List.of(
          Scalar.NULL,
          Scalar.NULL,
          MapValue.EMPTY,
          ListValue.EMPTY,
          Scalar.of("odd"),
          Scalar.of(""),
          Scalar.of(7),
          Scalar.of(-1),
          Scalar.of(true),
          Value.of(List.of("odd")),
          Value.of(Map.of("odd", "odd")));

  private final Random random;

  /** How often a value is not what its type asks for. */
  private double malice;

  /** How many of the optional fields are there. */
  private double density = 0.4;

  Chance(long seed) {
    this(seed, 0);
  }

  /** Another stream of the same seed: what it draws changes nothing that the first one draws. */
  Chance(long seed, int stream) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + 17 + stream * 0xD1B54A32D192ED03L);
  }

  void becomeMalicious(double much) {
    malice = much;
  }

  /** For a new document: some say little, some say a lot. */
  void drawDensity() {
    density = 0.1 + 0.6 * random.nextDouble();
  }

  boolean isLikely(double probability) {
    return random.nextDouble() < probability;
  }

  boolean isMalicious() {
    return isLikely(malice);
  }

  boolean isWanted() {
    return isLikely(density);
  }

  int upTo(int limit) {
    return random.nextInt(limit + 1);
  }

  @SafeVarargs
  final <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  Value oddity() {
    return oneOf(ODDITIES);
  }
}
