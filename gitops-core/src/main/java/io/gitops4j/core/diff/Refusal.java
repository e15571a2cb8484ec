package io.gitops4j.core.diff;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.SourcePosition;
import io.gitops4j.core.merge.DuplicateItems;
import io.gitops4j.core.merge.DuplicateItems.Duplicate;
import io.gitops4j.core.merge.MergeException;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerSideApply;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why the server would refuse a document, as far as its schema tells: pure. */
final class Refusal {
  private Refusal() {}

  /** For a person, with places in the source but without values; empty if nothing is wrong. */
  static Optional<String> of(Manifest document, ApplyTerms terms) {
    Schema schema = terms.schema();
    List<Duplicate> duplicates = DuplicateItems.in(document.content(), schema);
    if (!duplicates.isEmpty()) {
      return Optional.of(
          duplicates.stream()
                  .map(duplicate -> phrase(document, duplicate))
                  .collect(Collectors.joining("; "))
              + ": keep one of them");
    }
    try {
      ServerSideApply.validate(document.content(), schema, terms.profile());
      return Optional.empty();
    } catch (MergeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static String phrase(Manifest document, Duplicate duplicate) {
    Optional<SourcePosition> first = document.positionOf(duplicate.first());
    Optional<SourcePosition> second = document.positionOf(duplicate.second());
    if (first.isEmpty() || second.isEmpty() || first.get().line() == second.get().line()) {
      return "%s is stated twice, as items %d and %d of its list%s"
          .formatted(
              duplicate.item(),
              number(duplicate.first()),
              number(duplicate.second()),
              first.map(position -> " at " + line(position)).orElse(""));
    }
    return "%s is stated twice, at %s and %s"
        .formatted(duplicate.item(), line(first.get()), shortLine(first.get(), second.get()));
  }

  private static String line(SourcePosition position) {
    return position.file() + ":" + position.line();
  }

  private static String shortLine(SourcePosition first, SourcePosition second) {
    return first.file().equals(second.file()) ? ":" + second.line() : line(second);
  }

  /** As a person counts. */
  private static int number(FieldPath item) {
    FieldPath.Element last = item.elements().get(item.elements().size() - 1);
    return last instanceof FieldPath.Index index ? index.position() + 1 : 0;
  }
}
