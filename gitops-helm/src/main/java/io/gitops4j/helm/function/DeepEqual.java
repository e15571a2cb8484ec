package io.gitops4j.helm.function;

import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoValues;
import io.gitops4j.helm.template.Meter;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether two values are the same all the way down, types included: {@code reflect.DeepEqual}. */
final class DeepEqual {
  private DeepEqual() {}

  static boolean test(@Nullable Object left, @Nullable Object right, Meter meter) {
    meter.step();
    boolean decimal = left instanceof Double;
    if (left == right && !decimal) {
      return true;
    }
    if (left == null || right == null) {
      return false;
    }
    if (left instanceof Double number) {
      return right instanceof Double other && number.doubleValue() == other.doubleValue();
    }
    if (left instanceof GoList || left instanceof GoMap) {
      boolean sameType = GoValues.typeOf(left).equals(GoValues.typeOf(right));
      return sameType && collections(left, right, meter);
    }
    return left.equals(right);
  }

  private static boolean collections(Object left, Object right, Meter meter) {
    meter.enter();
    try {
      return left instanceof GoList list
          ? lists(list, (GoList) right, meter)
          : maps((GoMap) left, (GoMap) right, meter);
    } finally {
      meter.leave();
    }
  }

  private static boolean lists(GoList left, GoList right, Meter meter) {
    if (left.isNil() != right.isNil() || left.size() != right.size()) {
      return false;
    }
    Iterator<@Nullable Object> others = right.iterator();
    for (Object element : left) {
      if (!test(element, others.next(), meter)) {
        return false;
      }
    }
    return true;
  }

  private static boolean maps(GoMap left, GoMap right, Meter meter) {
    if (left.isNil() != right.isNil() || left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<String, @Nullable Object> entry : left.entrySet()) {
      boolean same =
          right.containsKey(entry.getKey())
              && test(entry.getValue(), right.get(entry.getKey()), meter);
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
