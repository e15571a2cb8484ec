package io.gitops4j.core.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A place in a document, in the words of server-side apply: fields, list items named by their keys
 * or by their value, and indexes.
 *
 * @param elements from the root; empty is the whole document
 * @since 0.1.0
 */
public record FieldPath(List<Element> elements) {
  /** The whole document. */
  public static final FieldPath ROOT = new FieldPath(List.of());

  /** Copies the elements. */
  public FieldPath {
    elements = List.copyOf(elements);
  }

  /** A path of fields only. */
  public static FieldPath of(String... fields) {
    List<Element> elements = new ArrayList<>();
    for (String field : fields) {
      elements.add(new Field(field));
    }
    return new FieldPath(elements);
  }

  /** This path with one more element. */
  public FieldPath then(Element element) {
    List<Element> longer = new ArrayList<>(elements);
    longer.add(element);
    return new FieldPath(longer);
  }

  /** This path with one more field. */
  public FieldPath field(String name) {
    return then(new Field(name));
  }

  /** Whether this path is {@code other} or lies below it. */
  public boolean startsWith(FieldPath other) {
    return elements.size() >= other.elements.size()
        && elements.subList(0, other.elements.size()).equals(other.elements);
  }

  /**
   * As the API server prints it: {@code .spec.ports[port=80,protocol="TCP"].targetPort}. For
   * people; field names are not escaped, so it can't be read back.
   */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    elements.forEach(text::append);
    return text.toString();
  }

  /**
   * One step of a path.
   *
   * @since 0.1.0
   */
  public sealed interface Element {}

  /**
   * An entry of a map.
   *
   * @param name the key
   * @since 0.1.0
   */
  public record Field(String name) implements Element {
    @Override
    public String toString() {
      return "." + name;
    }
  }

  /**
   * An item of a list whose items are told apart by keys.
   *
   * @param keys sorted by name
   * @since 0.1.0
   */
  public record Key(SortedMap<String, Scalar> keys) implements Element {
    /** Copies and sorts. */
    public Key {
      keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }

    /** An item with one key. */
    public static Key of(String name, Scalar value) {
      return new Key(new TreeMap<>(Map.of(name, value)));
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder("[");
      keys.forEach(
          (name, value) ->
              text.append(text.length() > 1 ? "," : "")
                  .append(name)
                  .append('=')
                  .append(printed(value)));
      return text.append(']').toString();
    }
  }

  /**
   * An item of a set, named by its value.
   *
   * @param value the item
   * @since 0.1.0
   */
  public record Item(Value value) implements Element {
    @Override
    public String toString() {
      return "[=" + printed(value) + "]";
    }
  }

  /**
   * An item of an ordinary list.
   *
   * @param position from 0
   * @since 0.1.0
   */
  public record Index(int position) implements Element {
    @Override
    public String toString() {
      return "[" + position + "]";
    }
  }

  private static String printed(Value value) {
    return value
        .asText()
        .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
        .orElse(String.valueOf(value.toPlain()));
  }
}
