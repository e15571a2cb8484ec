package io.gitops4j.testkit.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What schemas in the project's text form say of who owns what, so that two can be compared. */
final class OwnershipText {
  private static final Pattern LIST = Pattern.compile("list(\\[[^]]*])? (.+)");
  private static final Pattern OTHERS = Pattern.compile("(map|set) of (.+)");
  private static final Pattern ADJECTIVE = Pattern.compile("(.+) (atomic|granular)");
  private static final Set<String> SCALARS =
      Set.of(
          "text",
          "integer",
          "number",
          "boolean",
          "any",
          "quantity",
          "int-or-string",
          "time",
          "micro-time",
          "duration",
          "bytes");

  private final Map<String, Map<String, String>> types = new HashMap<>();
  private final Set<String> atomic = new HashSet<>();
  private final Map<String, String> kinds = new TreeMap<>();

  private OwnershipText() {}

  /** What a text says, and those after it add or say otherwise. */
  static OwnershipText of(String... texts) {
    OwnershipText all = new OwnershipText();
    for (String text : texts) {
      Map<String, String> fields = Map.of();
      for (String line :
          text.lines().filter(l -> !l.isBlank() && !l.strip().startsWith("#")).toList()) {
        if (line.startsWith("  ")) {
          addFields(fields, line.strip());
        } else {
          fields = all.addType(List.of(line.split(" ", -1)));
        }
      }
    }
    return all;
  }

  private Map<String, String> addType(List<String> words) {
    String name = words.get(1);
    Map<String, String> fields = types.computeIfAbsent(name, n -> new LinkedHashMap<>());
    List<String> more = words.subList(2, words.size());
    if (words.get(0).equals("kind")) {
      fields.put("metadata", "meta.v1.ObjectMeta");
      String kind = name.substring(name.lastIndexOf('.') + 1);
      more.forEach(version -> kinds.put(version + " " + kind, name));
    } else if (more.contains("atomic")) {
      atomic.add(name);
    }
    return fields;
  }

  private static void addFields(Map<String, String> fields, String line) {
    int colon = line.indexOf(": ");
    for (String field : line.substring(0, colon).split(", ", -1)) {
      fields.put(field, line.substring(colon + 2));
    }
  }

  Set<String> kinds() {
    return Set.copyOf(kinds.keySet());
  }

  /** Where what this says of the fields that both know is not what the other says. */
  List<String> differencesFrom(OwnershipText other) {
    Comparison comparison = new Comparison(other);
    kinds.forEach(
        (kind, type) -> {
          String others = other.kinds.get(kind);
          if (others != null) {
            comparison.compareStructs(kind + " ", type, others);
          }
        });
    return comparison.differences;
  }

  private final class Comparison {
    private final OwnershipText other;
    private final Set<List<String>> met = new HashSet<>();
    private final List<String> differences = new ArrayList<>();

    Comparison(OwnershipText other) {
      this.other = other;
    }

    void compareStructs(String path, String ours, String theirs) {
      if (!met.add(List.of(ours, theirs))) {
        return;
      }
      Map<String, String> known = other.types.getOrDefault(theirs, Map.of());
      types
          .getOrDefault(ours, Map.of())
          .forEach(
              (field, type) -> {
                if (known.containsKey(field)) {
                  compare(path + "." + field, type, known.getOrDefault(field, ""));
                }
              });
    }

    private void compare(String path, String ourType, String theirType) {
      Part ours = part(ourType);
      Part theirs = other.part(theirType);
      if (ours.isWhole() && theirs.isWhole() && (ours.isAnything() || theirs.isAnything())) {
        return;
      }
      if (!ours.shape().equals(theirs.shape())) {
        differences.add(
            "%s: we say '%s' (%s), the server says '%s' (%s)"
                .formatted(path, ourType, ours.shape(), theirType, theirs.shape()));
      } else if (!ours.isWhole() && ours.shape().equals("struct")) {
        compareStructs(path, ours.below(), theirs.below());
      } else if (!ours.isWhole()) {
        compare(path + "[]", ours.below(), theirs.below());
      }
    }
  }

  /**
   * A type, taken apart.
   *
   * @param shape what decides who owns what
   * @param below the name of a struct, or the type of items and values
   */
  private record Part(String shape, String below) {
    boolean isWhole() {
      return shape.endsWith("atomic") || shape.equals("list") || SCALARS.contains(shape);
    }

    boolean isAnything() {
      return shape.equals("atomic");
    }
  }

  private Part part(String type) {
    Matcher adjective = ADJECTIVE.matcher(type);
    if (adjective.matches() && !LIST.matcher(type).matches() && !OTHERS.matcher(type).matches()) {
      String shape = part(adjective.group(1)).shape().replace(" atomic", "");
      String below = part(adjective.group(1)).below();
      return new Part(adjective.group(2).equals("atomic") ? shape + " atomic" : shape, below);
    }
    Matcher list = LIST.matcher(type);
    if (list.matches()) {
      // Documents do not tell all defaults that servers have for keys.
      String keys = list.group(1) == null ? "" : list.group(1).replaceAll("=[^,\\]]*", "");
      return new Part("list" + keys, list.group(2));
    }
    Matcher others = OTHERS.matcher(type);
    if (others.matches()) {
      return new Part(others.group(1), others.group(2));
    }
    if (type.equals("map") || type.equals("set")) {
      return new Part(type, "text");
    }
    return SCALARS.contains(type) || type.equals("atomic")
        ? new Part(type, "")
        : new Part(atomic.contains(type) ? "struct atomic" : "struct", type);
  }
}
