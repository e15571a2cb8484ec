package io.gitops4j.testkit.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes a sequence of calls from a seed: one kind, one or two objects, several managers; or a
 * definition of its own and its objects.
 */
final class SequenceGenerator {
  /** Definitions take the server's time, so there are few. */
  private static final double DEFINITIONS = 0.03;

  private SequenceGenerator() {}

  static Sequence of(long seed) {
    // What came later draws from streams of its own, so that older sequences stay as they were.
    Chance later = new Chance(seed, 1);
    if (later.isLikely(DEFINITIONS)) {
      return DefinitionSequences.of(seed, later);
    }
    Chance chance = new Chance(seed);
    Specimen specimen = drawn(chance, Specimens.all());
    Operations operations = Operations.on(specimen, chance);
    chance.becomeMalicious(chance.oneOf(0.0, 0.0, 0.0, 0.004, 0.02));
    boolean isPaced = chance.isLikely(0.06);
    List<Step> steps = new ArrayList<>();
    steps.add(operations.first());
    int size = 6 + chance.upTo(6);
    while (steps.size() < size) {
      steps.add(operations.next());
    }
    later.becomeMalicious(0.002);
    steps.addAll(Afterwards.of(specimen, later));
    return new Sequence(seed, isPaced, steps);
  }

  private static Specimen drawn(Chance chance, List<Specimen> specimens) {
    int total = specimens.stream().mapToInt(Specimen::weight).sum();
    int ticket = chance.upTo(total - 1);
    for (Specimen specimen : specimens) {
      ticket -= specimen.weight();
      if (ticket < 0) {
        return specimen;
      }
    }
    return specimens.get(0);
  }
}
