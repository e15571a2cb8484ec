package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPath.Field;
import io.gitops4j.core.manifest.FieldPath.Index;
import io.gitops4j.core.manifest.FieldPath.Item;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The API server's order of path elements: fields, keyed items, set items, indexes; each by its
 * content.
 */
enum ElementOrder implements Comparator<Element> {
  INSTANCE;

  @Override
  public int compare(Element left, Element right) {
    if (left instanceof Field a && right instanceof Field b) {
      return compareText(a.name(), b.name());
    }
    if (left instanceof FieldPath.Key a && right instanceof FieldPath.Key b) {
      return compareEntries(a.keys(), b.keys());
    }
    if (left instanceof Item a && right instanceof Item b) {
      return compareValues(a.value(), b.value());
    }
    if (left instanceof Index a && right instanceof Index b) {
      return Integer.compare(a.position(), b.position());
    }
    return Integer.compare(rank(left), rank(right));
  }

  private static int rank(Element element) {
    if (element instanceof Field) {
      return 0;
    }
    if (element instanceof FieldPath.Key) {
      return 1;
    }
    return element instanceof Item ? 2 : 3;
  }

  /**
   * By UTF-8 bytes, which is by code point; {@code String.compareTo} differs for characters beyond
   * U+FFFF.
   */
  private static int compareText(String left, String right) {
    int common = Math.min(left.length(), right.length());
    for (int i = 0; i < common; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        boolean oneIsBeyond = Character.isSurrogate(a) != Character.isSurrogate(b);
        return oneIsBeyond
            ? Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b))
            : Character.compare(a, b);
      }
    }
    return Integer.compare(left.length(), right.length());
  }

  private static int compareEntries(
      Map<String, ? extends Value> left, Map<String, ? extends Value> right) {
    Iterator<? extends Map.Entry<String, ? extends Value>> others = right.entrySet().iterator();
    for (Map.Entry<String, ? extends Value> entry : left.entrySet()) {
      if (!others.hasNext()) {
        return 1;
      }
      Map.Entry<String, ? extends Value> other = others.next();
      int byName = compareText(entry.getKey(), other.getKey());
      int order = byName != 0 ? byName : compareValues(entry.getValue(), other.getValue());
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  private static int compareValues(Value left, Value right) {
    int byKind = Integer.compare(rank(left), rank(right));
    if (byKind != 0) {
      return byKind;
    }
    return switch (left.type()) {
      case TEXT -> compareText(left.asText().orElse(""), right.asText().orElse(""));
      case BOOLEAN ->
          Boolean.compare(left.asBoolean().orElse(false), right.asBoolean().orElse(false));
      case LIST -> compareLists(left.itemsAt(), right.itemsAt());
      case MAP -> compareEntries(sorted(left.mapAt()), sorted(right.mapAt()));
      case NULL -> 0;
      default -> compareNumbers(left, right);
    };
  }

  private static int rank(Value value) {
    return switch (value.type()) {
      case TEXT -> 1;
      case BOOLEAN -> 2;
      case LIST -> 3;
      case MAP -> 4;
      case NULL -> 5;
      default -> 0;
    };
  }

  private static int compareNumbers(Value left, Value right) {
    if (left instanceof Scalar.IntegerValue a && right instanceof Scalar.IntegerValue b) {
      return Long.compare(a.number(), b.number());
    }
    return Double.compare(asDouble(left), asDouble(right));
  }

  private static double asDouble(Value number) {
    return number instanceof Scalar.DecimalValue decimal
        ? decimal.number()
        : number.asInteger().orElse(0L).doubleValue();
  }

  private static int compareLists(List<Value> left, List<Value> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = compareValues(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  private static Map<String, Value> sorted(MapValue map) {
    return new TreeMap<>(map.entries());
  }
}
