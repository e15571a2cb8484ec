package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.GroupVersionKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The types of the API server, from {@code kubernetes.types}. Immutable and thread-safe. */
final class WireTypes {
  private static final String RESOURCE = "kubernetes.types";

  private final Map<String, Map<String, WireField>> structs = new HashMap<>();
  private final Map<GroupVersionKind, String> kinds = new HashMap<>();

  private WireTypes() {}

  static WireTypes builtIn() {
    return Holder.INSTANCE;
  }

  /** The struct that holds objects of a kind, empty if it is not known. */
  Optional<String> structOf(GroupVersionKind kind) {
    return Optional.ofNullable(kinds.get(kind))
        .or(() -> Optional.ofNullable(kinds.get(successor(kind))));
  }

  /** The stable version that an old one became, without a change of fields. */
  private static GroupVersionKind successor(GroupVersionKind kind) {
    String version = kind.version();
    boolean differs =
        kind.kind().equals("Ingress") || kind.kind().equals("CustomResourceDefinition");
    if (version.equals("v1beta1") && !differs) {
      version = "v1";
    } else if (version.equals("v2beta2")) {
      version = "v2";
    }
    return new GroupVersionKind(kind.group(), version, kind.kind());
  }

  /** The fields of a struct by their names. */
  Map<String, WireField> fields(String struct) {
    Map<String, WireField> fields = structs.get(struct);
    if (fields == null) {
      throw new IllegalArgumentException("there is no type '" + struct + "' in " + RESOURCE);
    }
    return fields;
  }

  private static WireTypes read(List<String> lines) {
    WireTypes types = new WireTypes();
    Map<String, WireField> current = new LinkedHashMap<>();
    for (String line : lines) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith("  ")) {
        readFields(line.strip(), current);
      } else {
        current = types.begin(List.of(line.split(" ", -1)));
      }
    }
    types.structs.values().forEach(types::checkReferences);
    return types;
  }

  private Map<String, WireField> begin(List<String> words) {
    Map<String, WireField> fields = new LinkedHashMap<>();
    String name = words.get(1);
    boolean isKind = words.get(0).equals("kind");
    String struct = isKind && structs.containsKey(name) ? name + "@" + words.get(2) : name;
    if (isKind) {
      fields.put("apiVersion", WireField.parse("text"));
      fields.put("kind", WireField.parse("text"));
      words
          .subList(2, words.size())
          .forEach(version -> kinds.put(GroupVersionKind.of(version, name), struct));
    }
    if (structs.put(struct, fields) != null) {
      throw new IllegalArgumentException("type '" + name + "' is there twice in " + RESOURCE);
    }
    return fields;
  }

  private static void readFields(String line, Map<String, WireField> fields) {
    int colon = line.indexOf(": ");
    WireField field = WireField.parse(line.substring(colon + 2));
    List.of(line.substring(0, colon).split(", ", -1)).forEach(name -> fields.put(name, field));
  }

  private void checkReferences(Map<String, WireField> fields) {
    for (WireField field : fields.values()) {
      WireType type = field.type();
      while (type.items() != null) {
        type = type.item();
      }
      if (type.base() == WireType.Base.STRUCT) {
        fields(type.struct());
      }
    }
  }

  private static List<String> lines() {
    try (InputStream stream = WireTypes.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("resource '" + RESOURCE + "' is missing");
      }
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
      List<String> lines = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("can't read resource '" + RESOURCE + "'", e);
    }
  }

  private static final class Holder {
    private static final WireTypes INSTANCE = read(lines());
  }
}
