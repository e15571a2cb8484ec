package io.gitops4j.testkit.differential;

import static io.gitops4j.testkit.differential.Shape.any;
import static io.gitops4j.testkit.differential.Shape.bool;
import static io.gitops4j.testkit.differential.Shape.list;
import static io.gitops4j.testkit.differential.Shape.map;
import static io.gitops4j.testkit.differential.Shape.number;
import static io.gitops4j.testkit.differential.Shape.struct;
import static io.gitops4j.testkit.differential.Shape.text;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The custom kinds to play with; {@code definitions.yaml} has their schemas. */
final class CustomSpecimens {
  private static final String V1 = "differential.example/v1";

  private CustomSpecimens() {}

  static List<Manifest> definitions() {
    try (InputStream file =
        Objects.requireNonNull(CustomSpecimens.class.getResourceAsStream("definitions.yaml"))) {
      return ManifestReader.create()
          .read("definitions.yaml", new String(file.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Specimen> all() {
    Shape condition =
        struct().need("type", text("Ready", "Odd")).may("status", text("True", "False"));
    Shape status =
        struct()
            .may("ready", bool())
            .may("count", number(1, 2))
            .may("conditions", list(2, condition, "type"));
    return List.of(
        Specimen.of(V1, "Typed", 16, struct().need("spec", typed()).may("status", status))
            .alsoIn("differential.example/v1beta1")
            .withStatus(status),
        Specimen.of(V1, "Loose", 5, struct().need("spec", loose()).may("status", free())),
        Specimen.of(V1, "Free", 5, struct().may("spec", free()).may("data", free()))
            .withStatus(free()));
  }

  private static Shape typed() {
    Shape part = struct().need("id", number(1, 2)).may("text", text("x", "y"));
    Shape named =
        struct()
            .need("name", text("a", "b", "c", "d"))
            .may("value", text("1", "2", ""))
            .may("level", number(1, 2))
            .may("tags", list(3, text("x", "y", "z")))
            .may("parts", list(2, part, "id"));
    Shape port =
        struct()
            .need("port", number(53, 80))
            .may("protocol", text("TCP", "UDP"))
            .may("name", text("web", "dns"));
    return struct()
        .may("text", text("a", "b", "", "much too long a text"))
        .may("number", number(0, 1, 100, 101))
        .may("ratio", any(0.5, 1, 1.0, 2.25))
        .may("flag", bool())
        .may("mode", text("auto", "manual", "manual"))
        .may("nullable", any("x", "y"))
        .may("atomics", list(3, text("a", "b", "c")))
        .may("plain", list(3, text("a", "b", "c")))
        .may("texts", list(3, text("a", "b", "c", "d")))
        .may("numbers", list(3, number(1, 2, 3)))
        .may("named", list(3, named, "name"))
        .may("ports", list(3, port, "port", "protocol"))
        .may("granular", map(text("1", "2"), "a", "b", "c"))
        .may("atomic", map(text("1", "2"), "a", "b"))
        .may("atomicStruct", struct().may("a", text("1", "2")).may("b", text("1", "2")))
        .may("inner", struct().may("size", number(3, 4)).may("note", text("x", "y")))
        .may("open", free())
        .may("halfOpen", struct().may("known", text("1", "2")).may("other", free()));
  }

  private static Shape loose() {
    Shape named =
        struct()
            .need("name", text("a", "b", "c"))
            .may("value", text("1", "2"))
            .may("either", any(1, "1", "50%"));
    return struct()
        .may("either", any(1, 2, "1", "50%"))
        .may("texts", list(3, text("a", "b", "c")))
        .may("named", list(3, named, "name"))
        .may("granular", map(text("1", "2"), "a", "b", "c"));
  }

  /** Whatever JSON can be, two levels deep. */
  static Shape free() {
    Shape scalar = any("x", "y", 1, 1.5, true);
    Shape inner =
        chance ->
            chance
                .oneOf(
                    scalar,
                    scalar,
                    map(scalar, "a", "b"),
                    list(2, scalar),
                    list(2, struct().need("name", text("a", "b")).may("value", scalar), "name"),
                    any(Map.of(), List.of()))
                .make(chance);
    return map(inner, "a", "b", "c", "d");
  }
}
