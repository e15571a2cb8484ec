package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.FieldPath.Index;
import io.gitops4j.core.manifest.FieldPath.Item;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.FieldSet.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The wire form of field sets: a tree of maps whose keys are elements such as {@code f:spec} and
 * {@code k:{"name":"web"}}.
 */
final class FieldsV1 {
  private static final String SELF = ".";

  private FieldsV1() {}

  static MapValue write(FieldSet set) {
    return write(set, false);
  }

  private static MapValue write(FieldSet set, boolean self) {
    if (set.isEmpty()) {
      return MapValue.EMPTY;
    }
    Map<String, Value> entries = new LinkedHashMap<>(set.nodes().size() * 2);
    if (self) {
      entries.put(SELF, MapValue.EMPTY);
    }
    for (Node node : set.nodes()) {
      entries.put(written(node.element()), write(node.below(), node.member()));
    }
    return new MapValue(entries);
  }

  private static String written(Element element) {
    if (element instanceof Field field) {
      return "f:" + field.name();
    }
    if (element instanceof FieldPath.Key key) {
      return "k:" + CompactJson.write(new MapValue(new LinkedHashMap<>(key.keys())));
    }
    return element instanceof Item item
        ? "v:" + CompactJson.write(item.value())
        : "i:" + ((Index) element).position();
  }

  static FieldSet read(MapValue fields) {
    if (fields.isEmpty()) {
      return FieldSet.EMPTY;
    }
    List<Node> nodes = new ArrayList<>(fields.entries().size());
    for (Map.Entry<String, Value> entry : fields.entries().entrySet()) {
      if (!entry.getKey().equals(SELF)) {
        if (!(entry.getValue() instanceof MapValue map)) {
          throw malformed(entry.getKey(), "its value must be a map", null);
        }
        Element element = read(entry.getKey());
        if (element != null) {
          FieldSet below = read(map);
          nodes.add(new Node(element, below.isEmpty() || map.entries().containsKey(SELF), below));
        }
      }
    }
    return FieldSet.ofUnsorted(nodes);
  }

  /** Null for an element of a kind that is not known. */
  private static @Nullable Element read(String text) {
    if (text.length() < 2 || text.charAt(1) != ':') {
      throw malformed(text, "an element starts with a letter and a colon, such as 'f:'", null);
    }
    String payload = text.substring(2);
    try {
      return switch (text.charAt(0)) {
        case 'f' -> new Field(payload);
        case 'k' -> key(text, payload);
        case 'v' -> new Item(CompactJson.read(payload));
        case 'i' -> new Index(Integer.parseInt(payload));
        default -> null;
      };
    } catch (IllegalArgumentException | ManifestException e) {
      throw malformed(text, "what follows the colon can't be read: " + e.getMessage(), e);
    }
  }

  private static FieldPath.Key key(String text, String payload) {
    FieldPath.Key simple = simpleKey(payload);
    return simple == null ? key(text, CompactJson.read(payload)) : simple;
  }

  /** What most keys are, such as {@code {"name":"web"}}; null for all others. */
  private static FieldPath.@Nullable Key simpleKey(String payload) {
    int colon = payload.indexOf("\":\"");
    int last = payload.length() - 2;
    boolean simple =
        colon >= 2 && colon + 3 <= last && payload.startsWith("{\"") && payload.endsWith("\"}");
    return simple && isPlain(payload, 2, colon) && isPlain(payload, colon + 3, last)
        ? FieldPath.Key.of(
            payload.substring(2, colon), Scalar.of(payload.substring(colon + 3, last)))
        : null;
  }

  private static boolean isPlain(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static FieldPath.Key key(String text, Value payload) {
    TreeMap<String, Scalar> keys = new TreeMap<>();
    MapValue map =
        payload
            .asMap()
            .orElseThrow(() -> malformed(text, "the keys of an item must be a map", null));
    map.entries()
        .forEach(
            (name, value) -> {
              if (!(value instanceof Scalar scalar)) {
                throw malformed(text, "the key '" + name + "' of an item must be a scalar", null);
              }
              keys.put(name, scalar);
            });
    return new FieldPath.Key(keys);
  }

  private static MergeException malformed(
      String element, String message, @Nullable Throwable cause) {
    return new MergeException(
        FieldPath.ROOT, "malformed fieldsV1 element '%s': %s".formatted(element, message), cause);
  }
}
