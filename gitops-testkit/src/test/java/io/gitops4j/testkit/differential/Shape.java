package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What values of a type look like; makes one after another, some of them wrong. */
@FunctionalInterface
interface Shape {
  Value make(Chance chance);

  static Shape text(String... choices) {
    return chance -> Scalar.of(chance.oneOf(choices));
  }

  static Shape number(long... choices) {
    return chance -> Scalar.of(choices[chance.upTo(choices.length - 1)]);
  }

  static Shape bool() {
    return chance -> Scalar.of(chance.isLikely(0.5));
  }

  /** Texts, numbers, anything: one of them. */
  static Shape any(Object... choices) {
    return chance -> Value.of(chance.oneOf(choices));
  }

  static Shape json(Value value) {
    return chance -> value;
  }

  /** A map with some of these keys. */
  static Shape map(Shape values, String... keys) {
    return chance -> {
      Map<String, Value> entries = new LinkedHashMap<>();
      for (String key : keys) {
        if (chance.isLikely(0.5)) {
          entries.put(key, chance.isMalicious() ? chance.oddity() : values.make(chance));
        }
      }
      return new MapValue(entries);
    };
  }

  /** A list with so many items at most; items that are equal in these fields come once. */
  static Shape list(int most, Shape items, String... keys) {
    return chance -> {
      List<Value> made = new ArrayList<>();
      Set<Object> seen = new HashSet<>();
      int size = chance.isLikely(0.08) ? 0 : 1 + chance.upTo(most - 1);
      for (int i = 0; i < size; i++) {
        Value item = chance.isMalicious() ? chance.oddity() : items.make(chance);
        if (seen.add(identity(item, keys)) || chance.isMalicious()) {
          made.add(item);
        }
      }
      return new ListValue(made);
    };
  }

  private static Object identity(Value item, String... keys) {
    return keys.length == 0 ? item : Arrays.stream(keys).map(key -> item.at(key)).toList();
  }

  static Struct struct() {
    return new Struct(List.of());
  }

  /** A map of declared fields. */
  final class Struct implements Shape {
    private record Field(String name, Shape shape, boolean isNeeded) {}

    private final List<Field> fields;

    private Struct(List<Field> fields) {
      this.fields = List.copyOf(fields);
    }

    Struct need(String name, Shape shape) {
      return with(new Field(name, shape, true));
    }

    Struct may(String name, Shape shape) {
      return with(new Field(name, shape, false));
    }

    private Struct with(Field field) {
      List<Field> more = new ArrayList<>(fields);
      more.add(field);
      return new Struct(more);
    }

    @Override
    public Value make(Chance chance) {
      Map<String, Value> entries = new LinkedHashMap<>();
      for (Field field : fields) {
        boolean isThere = field.isNeeded ? !chance.isMalicious() : chance.isWanted();
        if (isThere) {
          entries.put(
              field.name, chance.isMalicious() ? chance.oddity() : field.shape.make(chance));
        }
      }
      if (chance.isMalicious()) {
        entries.put("bogus", chance.oddity());
      }
      return new MapValue(entries);
    }
  }
}
