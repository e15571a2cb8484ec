package io.gitops4j.helm.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions {@code index}, {@code slice} and {@code len}. */
final class Indexing {
  private Indexing() {}

  static @Nullable Object index(@Nullable Object value, List<@Nullable Object> indexes) {
    if (value == null) {
      throw new FunctionException("index of untyped nil");
    }
    Object item = GoValues.underlying(value);
    for (Object index : indexes) {
      if (item == null) {
        throw new FunctionException("index of nil pointer");
      }
      item = GoValues.underlying(element(item, GoValues.underlying(index)));
    }
    return item;
  }

  private static @Nullable Object element(Object item, @Nullable Object index) {
    if (item instanceof GoMap map) {
      Object value = map.get(key(index));
      return value == null ? Boxed.open(Zero.of(map.type().element())) : value;
    } else if (item instanceof GoList list) {
      return list.get(number(index, list.size(), "slice"));
    } else if (item instanceof String text) {
      return GoNumber.uint8(
          GoStrings.byteAt(text, number(index, GoStrings.length(text), "string")));
    } else if (item instanceof GoBytes bytes) {
      return GoNumber.uint8(bytes.get(number(index, bytes.size(), "slice")));
    }
    throw new FunctionException("can't index item of type " + GoValues.typeName(item));
  }

  private static String key(@Nullable Object index) {
    if (index instanceof String key) {
      return key;
    } else if (index == null) {
      throw new FunctionException("value is nil; should be of type string");
    }
    throw new FunctionException(
        "value has type %s; should be string".formatted(GoValues.typeName(index)));
  }

  private static int number(@Nullable Object index, int size, String what) {
    long number = integer(index);
    if (number == size) {
      throw new FunctionException("reflect: " + what + " index out of range");
    } else if (number < 0 || number > size) {
      throw new FunctionException("index out of range: " + number);
    }
    return (int) number;
  }

  private static long integer(@Nullable Object index) {
    if (index instanceof Long number) {
      return number;
    } else if (index instanceof GoNumber number && !number.kind().isFloat()) {
      return number.integer();
    } else if (index == null) {
      throw new FunctionException("cannot index slice/array with nil");
    }
    throw new FunctionException("cannot index slice/array with type " + GoValues.typeName(index));
  }

  static Object slice(@Nullable Object value, List<@Nullable Object> indexes) {
    Object item = GoValues.underlying(value);
    if (item == null) {
      throw new FunctionException("slice of untyped nil");
    } else if (indexes.size() > 3) {
      throw new FunctionException("too many slice indexes: " + indexes.size());
    }
    boolean text = item instanceof String;
    if (text && indexes.size() == 3) {
      throw new FunctionException("cannot 3-index slice a string");
    } else if (!text && !(item instanceof GoList)) {
      throw new FunctionException("can't slice item of type " + GoValues.typeName(item));
    }
    int size = length(item);
    int[] bounds = {0, size, size};
    for (int i = 0; i < indexes.size(); i++) {
      long bound = integer(GoValues.underlying(indexes.get(i)));
      if (bound < 0 || bound > size) {
        throw new FunctionException("index out of range: " + bound);
      }
      bounds[i] = (int) bound;
    }
    return cut(item, bounds);
  }

  private static Object cut(Object item, int[] bounds) {
    if (bounds[0] > bounds[1] || bounds[1] > bounds[2]) {
      boolean first = bounds[0] > bounds[1];
      throw new FunctionException(
          "invalid slice index: %d > %d".formatted(bounds[first ? 0 : 1], bounds[first ? 1 : 2]));
    } else if (item instanceof GoList list) {
      return list.slice(bounds[0], bounds[1]);
    }
    return GoStrings.slice(String.valueOf(item), bounds[0], bounds[1]);
  }

  static int length(@Nullable Object value) {
    Object item = GoValues.underlying(value);
    if (item instanceof String text) {
      return GoStrings.length(text);
    } else if (item instanceof GoList list) {
      return list.size();
    } else if (item instanceof GoMap map) {
      return map.size();
    } else if (item instanceof GoBytes bytes) {
      return bytes.size();
    } else if (item == null) {
      throw new FunctionException("len of nil pointer");
    }
    throw new FunctionException("len of type " + GoValues.typeName(value));
  }
}
