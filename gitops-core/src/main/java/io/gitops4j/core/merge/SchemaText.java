package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.GroupVersionKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The project's own text form of schemas, which {@code kubernetes.schema} explains, cut into types
 * whose fields are not read yet. Immutable.
 *
 * @param types the fields of each type, as they are written
 * @param atomic types that are owned as a whole wherever they are
 * @param kinds the type of each kind
 */
record SchemaText(
    Map<String, Map<String, String>> types,
    Set<String> atomic,
    Map<GroupVersionKind, String> kinds) {

  /**
   * Cuts a text.
   *
   * @throws IllegalArgumentException naming the line that is wrong
   */
  static SchemaText read(List<String> lines) {
    return new Cutter(new SchemaText(new HashMap<>(), new HashSet<>(), new HashMap<>()), false)
        .read(lines);
  }

  /** With what a second text adds and says otherwise: fields of types, types, kinds. */
  SchemaText amendedBy(List<String> lines) {
    Map<String, Map<String, String>> copies = new HashMap<>();
    types.forEach((name, fields) -> copies.put(name, new LinkedHashMap<>(fields)));
    return new Cutter(new SchemaText(copies, new HashSet<>(atomic), new HashMap<>(kinds)), true)
        .read(lines);
  }

  private static final class Cutter {
    private final SchemaText text;
    private final boolean amends;
    private @Nullable Map<String, String> fields;

    Cutter(SchemaText text, boolean amends) {
      this.text = text;
      this.amends = amends;
    }

    SchemaText read(List<String> lines) {
      for (int i = 0; i < lines.size(); i++) {
        try {
          readLine(lines.get(i));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("line %d: %s".formatted(i + 1, e.getMessage()), e);
        }
      }
      return text;
    }

    private void readLine(String line) {
      if (line.isBlank() || line.stripLeading().startsWith("#")) {
        return;
      }
      if (line.startsWith("  ")) {
        readFields(line.strip());
      } else {
        startType(line, List.of(line.split(" ", -1)));
      }
    }

    private void startType(String line, List<String> words) {
      boolean isKind = words.get(0).equals("kind") && words.size() > 2;
      boolean isAtomic = words.size() == 3 && words.get(2).equals("atomic");
      if (!isKind && !(words.get(0).equals("type") && (words.size() == 2 || isAtomic))) {
        throw new IllegalArgumentException(
            "expected 'type NAME' or 'kind NAME VERSION', was '" + line + "'");
      }
      String name = words.get(1);
      if (isAtomic) {
        text.atomic.add(name);
      }
      boolean isNew = !text.types.containsKey(name);
      if (!isNew && !amends) {
        throw new IllegalArgumentException("type '" + name + "' is there twice");
      }
      Map<String, String> known = text.types.computeIfAbsent(name, n -> new LinkedHashMap<>());
      fields = known;
      if (isKind) {
        addKinds(name, words.subList(2, words.size()));
        known.put("apiVersion", "text");
        known.put("kind", "text");
        known.put("metadata", "meta.v1.ObjectMeta");
      }
    }

    private void addKinds(String name, List<String> versions) {
      String kind = name.substring(name.lastIndexOf('.') + 1);
      versions.forEach(version -> text.kinds.put(GroupVersionKind.of(version, kind), name));
    }

    private void readFields(String line) {
      int colon = line.indexOf(": ");
      Map<String, String> struct = fields;
      if (colon < 0 || struct == null) {
        throw new IllegalArgumentException(
            "expected 'FIELD: TYPE' below a type or kind, was '" + line + "'");
      }
      String type = line.substring(colon + 2);
      for (String field : line.substring(0, colon).split(", ", -1)) {
        struct.put(field, type);
      }
    }
  }
}
