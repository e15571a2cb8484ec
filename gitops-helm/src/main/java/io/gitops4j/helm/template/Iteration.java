package io.gitops4j.helm.template;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code range} walks over. */
final class Iteration {
  private Iteration() {}

  /** What is done for each element. */
  interface Body {
    /** Takes an element with its index or key; false ends the loop. */
    boolean once(@Nullable Object index, @Nullable Object element);
  }

  /** Walks over a value; false if it has no elements. */
  static boolean over(@Nullable Object value, Body body, int variables, Execution execution) {
    if (value == null) {
      return false;
    } else if (value instanceof GoList list) {
      return list(list, body);
    } else if (value instanceof GoMap map) {
      return map(map, body);
    } else if (value instanceof GoBytes bytes) {
      return bytes(bytes, body);
    }
    GoKind kind = GoValues.kindOf(value);
    if (kind.isSigned() || kind.isUnsigned()) {
      if (variables > 1) {
        throw execution.error(
            "can't use %s to iterate over more than one variable"
                .formatted(Fmt.value(execution.meter, value)));
      }
      return integers(value, body);
    }
    throw execution.error("range can't iterate over " + Fmt.value(execution.meter, value));
  }

  private static boolean list(GoList list, Body body) {
    GoType type = list.type().element();
    for (int i = 0; i < list.size(); i++) {
      if (!body.once((long) i, Boxed.element(list.get(i), type))) {
        break;
      }
    }
    return !list.isEmpty();
  }

  /** Keys as they are at the start, values as they are when their turn comes. */
  private static boolean map(GoMap map, Body body) {
    GoType type = map.type().element();
    boolean any = !map.isEmpty();
    for (Map.Entry<String, @Nullable Object> entry : map.copy().entrySet()) {
      if (!body.once(entry.getKey(), Boxed.element(entry.getValue(), type))) {
        break;
      }
    }
    return any;
  }

  private static boolean bytes(GoBytes bytes, Body body) {
    for (int i = 0; i < bytes.size(); i++) {
      if (!body.once((long) i, GoNumber.uint8(bytes.get(i)))) {
        break;
      }
    }
    return bytes.size() > 0;
  }

  private static boolean integers(Object count, Body body) {
    boolean any = false;
    GoNumber number = count instanceof GoNumber n ? n : null;
    long end = number == null ? (Long) count : number.integer();
    for (long i = 0; i < end; i++) {
      any = true;
      Object value = number == null ? (Object) i : (Object) new GoNumber(number.kind(), i);
      if (!body.once(value, value)) {
        break;
      }
    }
    return any;
  }
}
