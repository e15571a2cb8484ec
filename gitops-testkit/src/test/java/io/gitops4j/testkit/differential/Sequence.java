package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ManifestWriter;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls in their order.
 *
 * @param isPaced each in a second of its own, so that times can be compared
 */
record Sequence(long seed, boolean isPaced, List<Step> steps) {
  Sequence {
    steps = List.copyOf(steps);
  }

  Sequence with(List<Step> others) {
    return new Sequence(seed, isPaced, others);
  }

  /** Of what it is about, such as {@code Service}. */
  String kind() {
    return steps.get(0).call().kind().kind();
  }

  /** Whether some call is about this sub-resource, or of this kind. */
  boolean touches(String part) {
    return steps.stream()
        .map(Step::call)
        .anyMatch(call -> call.subresource().equals(part) || call.kind().kind().equals(part));
  }

  /** To read: a document for each step. */
  String text() {
    List<@Nullable Object> documents = new ArrayList<>();
    steps.forEach(step -> documents.add(plain(step)));
    return ManifestWriter.write(Value.of(documents));
  }

  private static Map<String, @Nullable Object> plain(Step step) {
    Map<String, @Nullable Object> text = new LinkedHashMap<>();
    text.put(
        "call",
        "%s %s %s%s%s"
            .formatted(
                step.call().verb(),
                step.call().kind(),
                step.call().namespace().isEmpty() ? "" : step.call().namespace() + "/",
                step.call().name(),
                step.call().subresource().isEmpty() ? "" : "/" + step.call().subresource()));
    if (!step.call().parameters().isEmpty()) {
      text.put("parameters", step.call().parameters());
    }
    if (step.edits().isEmpty()) {
      text.put("body", step.call().body().toPlain());
    } else {
      List<@Nullable Object> edits = new ArrayList<>();
      step.edits()
          .forEach(
              edit ->
                  edits.add(
                      edit.value().isPresent()
                          ? Map.of(
                              "set",
                              edit.path().toString(),
                              "to",
                              String.valueOf(edit.value().get().toPlain()))
                          : Map.of("remove", edit.path().toString())));
      text.put("bodyIsTheCurrentObjectWith", edits);
    }
    return text;
  }
}
