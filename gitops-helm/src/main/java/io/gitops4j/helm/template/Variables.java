package io.gitops4j.helm.template;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The variables of one template that is executed, the innermost last. */
final class Variables {
  private String[] names = new String[16];
  private @Nullable Object[] values = new Object[16];
  private int size;

  /** How many there are, to go back to. */
  int mark() {
    return size;
  }

  /** Forgets those that came after the mark. */
  void reset(int mark) {
    Arrays.fill(values, mark, size, null);
    size = mark;
  }

  void push(String name, @Nullable Object value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, size * 2);
      values = Arrays.copyOf(values, size * 2);
    }
    names[size] = name;
    values[size] = value;
    size++;
  }

  /** The value of the innermost variable of a name; the parser saw that there is one. */
  @Nullable Object get(String name) {
    return values[index(name)];
  }

  /** Sets the innermost variable of a name; false if there is none. */
  boolean set(String name, @Nullable Object value) {
    int index = index(name);
    if (index >= 0) {
      values[index] = value;
    }
    return index >= 0;
  }

  /** Sets one of the innermost variables, 1 being the last. */
  void setFromEnd(int position, @Nullable Object value) {
    values[size - position] = value;
  }

  private int index(String name) {
    int index = size - 1;
    while (index >= 0 && !names[index].equals(name)) {
      index--;
    }
    return index;
  }
}
