package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What stays different on purpose; the README of the testkit has the reasons. Each is taken out
 * before a comparison, as narrowly as it can be told.
 */
final class KeptDifferences {
  private static final List<String> REFUSED_APPLIES =
      List.of(
          "failed to create typed patch object: ",
          "failed to create manager for existing fields: ");
  private static final Pattern IN_RESOURCES =
      Pattern.compile("(?<=\\.)resources\\.(limits|requests)(\\[.*])?$");
  private static final Pattern IN_DATA = Pattern.compile("^(data|binaryData)\\[.*]$");
  private static final String CONFLICT = "FieldManagerConflict";

  private interface Kept {
    /** Ours, with the server's words where the difference is kept. */
    MapValue adapted(MapValue real, MapValue ours);
  }

  private static final List<Kept> ALL =
      List.of(
          KeptDifferences::wordsOfDecodingErrors,
          KeptDifferences::wordsOfRefusedApplies,
          KeptDifferences::orderOfConflicts,
          KeptDifferences::orderWithinMaps,
          KeptDifferences::valuesOfGo,
          KeptDifferences::conflictsNamedElsewhere);

  private KeptDifferences() {}

  static MapValue adapted(MapValue real, MapValue ours) {
    MapValue result = ours;
    for (Kept kept : ALL) {
      result = kept.adapted(real, result);
    }
    return result;
  }

  /** They tell of Go types and of bytes around a place in the text. */
  private static MapValue wordsOfDecodingErrors(MapValue real, MapValue ours) {
    return isDecoding(message(real)) ? withWordsOf(real, ours) : ours;
  }

  /** The core words them for its own users; the server prints Go values. */
  private static MapValue wordsOfRefusedApplies(MapValue real, MapValue ours) {
    boolean isKept =
        REFUSED_APPLIES.stream()
            .anyMatch(begin -> message(real).startsWith(begin) && message(ours).startsWith(begin));
    return isKept ? withWordsOf(real, ours) : ours;
  }

  /** The server goes through its managers as a Go map happens to. */
  private static MapValue orderOfConflicts(MapValue real, MapValue ours) {
    List<Value> there = causes(real);
    boolean isKept =
        areConflicts(there)
            && !there.equals(causes(ours))
            && sorted(there).equals(sorted(causes(ours)));
    return isKept ? withCausesOf(real, ours) : ours;
  }

  private static List<String> sorted(List<Value> causes) {
    return causes.stream().map(CanonicalJson::write).sorted().toList();
  }

  private static boolean areConflicts(List<Value> causes) {
    return causes.stream()
        .allMatch(cause -> cause.textAt("reason").filter(CONFLICT::equals).isPresent());
  }

  /**
   * Structs with the addresses of what they point to, where we print {@code {...}}; differences of
   * structs below a message; whether an empty slice is nil.
   */
  private static MapValue valuesOfGo(MapValue real, MapValue ours) {
    List<Value> there = causes(real);
    List<Value> here = causes(ours);
    boolean isKept =
        !there.equals(here)
            && there.size() == here.size()
            && IntStream.range(0, there.size())
                .allMatch(i -> GoValues.isSameCause(there.get(i), here.get(i)));
    return isKept ? withCausesOf(real, ours) : ours;
  }

  /**
   * The server keeps the paths of conflicts in memory that they share, so in place of one of two
   * neighbours the other may be named, or what both are in, or a path with elements of both.
   */
  private static MapValue conflictsNamedElsewhere(MapValue real, MapValue ours) {
    List<Value> there = causes(real);
    List<Value> here = causes(ours);
    boolean isKept =
        areConflicts(there)
            && !there.equals(here)
            && there.size() == here.size()
            && there.stream()
                .allMatch(t -> here.stream().anyMatch(h -> isAtOrAbove(t, h)) || isMixed(t, here));
    return isKept ? withCausesOf(real, ours) : ours;
  }

  /** Whether conflicts are with the same owner, the one in the field of the other or above it. */
  private static boolean isAtOrAbove(Value cause, Value other) {
    String field = other.textAt("field").orElse("");
    return cause.mapAt().without("field").equals(other.mapAt().without("field"))
        && cause.textAt("field").filter(f -> !f.isEmpty() && field.startsWith(f)).isPresent();
  }

  /** Whether a path is as long as that of a conflict, and all its elements are of conflicts. */
  private static boolean isMixed(Value cause, List<Value> others) {
    List<List<String>> paths =
        others.stream()
            .filter(o -> o.mapAt().without("field").equals(cause.mapAt().without("field")))
            .map(KeptDifferences::elements)
            .toList();
    List<String> mixed = elements(cause);
    return paths.stream().anyMatch(path -> path.size() == mixed.size())
        && IntStream.range(0, mixed.size())
            .allMatch(
                i -> paths.stream().anyMatch(p -> p.size() > i && p.get(i).equals(mixed.get(i))));
  }

  private static List<String> elements(Value cause) {
    return List.of(cause.textAt("field").orElse("").split("(?=[.\\[])"));
  }

  /**
   * The server looks at what is in its maps, such as labels and amounts of resources, in no order.
   */
  private static MapValue orderWithinMaps(MapValue real, MapValue ours) {
    List<Value> there = causes(real);
    List<Value> here = causes(ours);
    boolean isKept =
        !there.equals(here)
            && sorted(there).equals(sorted(here))
            && places(there).equals(places(here));
    return isKept ? withCausesOf(real, ours) : ours;
  }

  /** The fields of causes, but of those in maps only the map. */
  private static List<String> places(List<Value> causes) {
    return causes.stream()
        .map(cause -> cause.textAt("field").orElse(""))
        .map(field -> IN_RESOURCES.matcher(field).replaceFirst("resources"))
        .map(field -> IN_DATA.matcher(field).replaceFirst("$1"))
        .toList();
  }

  private static List<Value> causes(MapValue seen) {
    return seen.itemsAt("failure", "details", "causes");
  }

  /** Ours with the causes of the server, and its message, which lists them. */
  private static MapValue withCausesOf(MapValue real, MapValue ours) {
    MapValue failure = ours.mapAt("failure");
    MapValue details = failure.mapAt("details").with("causes", new ListValue(causes(real)));
    return ours.with(
        "failure", failure.with("details", details).with("message", Scalar.of(message(real))));
  }

  private static String message(MapValue seen) {
    return seen.textAt("failure", "message").orElse("");
  }

  private static MapValue withWordsOf(MapValue real, MapValue ours) {
    boolean isSameFailure =
        real.get("code").equals(ours.get("code"))
            && real.at("failure", "reason").equals(ours.at("failure", "reason"));
    return isSameFailure ? ours.with("failure", real.mapAt("failure")) : ours;
  }

  private static boolean isDecoding(String message) {
    return message.contains("cannot unmarshal")
        || message.contains("error found in #")
        || message.contains("unable to decode")
        || message.contains("cannot be handled as a")
        || message.contains("no kind is registered for the type")
        || message.contains("unable to convert unstructured object")
        || message.contains("json: ");
  }
}
