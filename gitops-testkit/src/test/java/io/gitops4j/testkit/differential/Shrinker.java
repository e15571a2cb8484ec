package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds the least of a sequence that still shows a difference of the same kind. */
final class Shrinker {
  private static final int MOST_TRIES = Integer.getInteger("tries", 400);

  private final Function<Sequence, Optional<Difference>> experiment;
  private final String kind;
  private int tries;

  private Shrinker(Function<Sequence, Optional<Difference>> experiment, String kind) {
    this.experiment = experiment;
    this.kind = kind;
  }

  static Sequence shrink(
      Sequence sequence,
      Difference difference,
      Function<Sequence, Optional<Difference>> experiment) {
    Shrinker shrinker = new Shrinker(experiment, difference.kind(sequence));
    Sequence start = sequence.with(sequence.steps().subList(0, difference.step() + 1));
    Sequence least = start;
    int size;
    do {
      size = sizeOf(least);
      least = shrinker.withFewerSteps(least);
      least = shrinker.withSmallerSteps(least);
    } while (sizeOf(least) < size);
    return least;
  }

  private static int sizeOf(Sequence sequence) {
    return sequence.steps().stream()
        .mapToInt(
            step ->
                1
                    + step.edits().size()
                    + Edit.pathsOf(step.call().body()).size()
                    + step.call().parameters().size())
        .sum();
  }

  private boolean stillShows(Sequence candidate) {
    tries++;
    return tries <= MOST_TRIES
        && experiment
            .apply(candidate)
            .filter(found -> found.kind(candidate).equals(kind))
            .isPresent();
  }

  private Sequence withFewerSteps(Sequence sequence) {
    Sequence least = sequence;
    for (int i = least.steps().size() - 2; i >= 0; i--) {
      List<Step> fewer = new ArrayList<>(least.steps());
      fewer.remove(i);
      Sequence candidate = least.with(fewer);
      least = stillShows(candidate) ? candidate : least;
    }
    return least;
  }

  private Sequence withSmallerSteps(Sequence sequence) {
    Sequence least = sequence;
    for (int i = 0; i < least.steps().size(); i++) {
      least = withFewerEdits(least, i);
      least = withSmallerBody(least, i);
    }
    return least;
  }

  private Sequence withFewerEdits(Sequence sequence, int index) {
    Sequence least = sequence;
    for (int i = least.steps().get(index).edits().size() - 1; i >= 0; i--) {
      Step step = least.steps().get(index);
      List<Edit> fewer = new ArrayList<>(step.edits());
      fewer.remove(i);
      if (!fewer.isEmpty()) {
        Sequence candidate = replaced(least, index, new Step(step.call(), fewer));
        least = stillShows(candidate) ? candidate : least;
      }
    }
    return least;
  }

  /** Whole branches first: what falls at once needs not fall leaf by leaf. */
  private Sequence withSmallerBody(Sequence sequence, int index) {
    Sequence least = sequence;
    List<List<Object>> paths =
        new ArrayList<>(Edit.pathsOf(least.steps().get(index).call().body()));
    paths.sort((a, b) -> a.size() != b.size() ? a.size() - b.size() : reversed(a, b));
    for (List<Object> path : paths) {
      Step step = least.steps().get(index);
      Value body = step.call().body();
      if (Edit.valueAt(body, path).isEmpty() || isIdentity(path)) {
        continue;
      }
      Value smaller = Edit.apply(body, new Edit(path, Optional.empty()));
      Sequence candidate = replaced(least, index, step.withBody(smaller));
      least = !smaller.equals(MapValue.EMPTY) && stillShows(candidate) ? candidate : least;
    }
    return least;
  }

  /** The last items first, so that the numbers of the others stay. */
  private static int reversed(List<Object> a, List<Object> b) {
    return String.valueOf(b.get(b.size() - 1)).compareTo(String.valueOf(a.get(a.size() - 1)));
  }

  private static boolean isIdentity(List<Object> path) {
    return path.equals(List.of("apiVersion"))
        || path.equals(List.of("kind"))
        || path.equals(List.of("metadata"))
        || path.equals(List.of("metadata", "name"));
  }

  private static Sequence replaced(Sequence sequence, int index, Step step) {
    List<Step> steps = new ArrayList<>(sequence.steps());
    steps.set(index, step);
    return sequence.with(steps);
  }
}
