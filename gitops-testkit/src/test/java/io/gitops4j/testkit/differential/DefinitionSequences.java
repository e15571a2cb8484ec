package io.gitops4j.testkit.differential;

import java.util.ArrayList;
import java.util.List;

/** Makes sequences in which a definition comes, changes and goes, and its objects with it. */
final class DefinitionSequences {
  private DefinitionSequences() {}

  static Sequence of(long seed, Chance chance) {
    chance.becomeMalicious(chance.oneOf(0.0, 0.0, 0.005, 0.02));
    DefinitionDraft draft = new DefinitionDraft(chance);
    List<Step> steps = new ArrayList<>();
    steps.add(draft.operations().first());
    int size = 8 + chance.upTo(8);
    while (steps.size() < size) {
      boolean isOfDefinition = chance.isLikely(steps.size() == 1 ? 0.1 : 0.3);
      if (isOfDefinition) {
        draft.change();
      }
      steps.add(isOfDefinition ? draft.operations().next() : ofObject(draft, chance));
    }
    return new Sequence(seed, false, steps);
  }

  private static Step ofObject(DefinitionDraft draft, Chance chance) {
    boolean isScaling = chance.isLikely(draft.hasScale() ? 0.3 : 0.02);
    return isScaling
        ? ScaleSteps.next(draft.ofObjects(), chance)
        : Operations.on(draft.ofObjects(), chance).next();
  }
}
