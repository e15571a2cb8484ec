package io.gitops4j.helm.function;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.Meter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A copy in which no map is shared with the original. */
final class DeepCopy {
  private static final long BYTES_OF_AN_ENTRY = 48;

  private DeepCopy() {}

  static Object of(Call call) {
    Object copy = copy(call.get(0), call.meter());
    if (copy == null) {
      throw new FunctionException("reflect: call of reflect.Value.Type on zero Value");
    }
    return copy;
  }

  private static @Nullable Object copy(@Nullable Object value, Meter meter) {
    boolean collection = value instanceof GoMap || value instanceof GoList;
    if (!collection) {
      return value;
    }
    meter.enter();
    try {
      return value instanceof GoMap map ? copy(map, meter) : copy((GoList) value, meter);
    } finally {
      meter.leave();
    }
  }

  private static GoMap copy(GoMap map, Meter meter) {
    if (map.isNil()) {
      return map;
    }
    meter.allocate(BYTES_OF_AN_ENTRY * map.size());
    GoMap copy = new GoMap(map.type());
    map.forEach((key, inner) -> copy.put(key, copy(inner, meter)));
    return copy;
  }

  private static GoList copy(GoList list, Meter meter) {
    if (list.isNil()) {
      return list;
    }
    meter.allocate(8L * list.size());
    List<@Nullable Object> copies = new ArrayList<>(list.size());
    list.forEach(inner -> copies.add(copy(inner, meter)));
    return GoList.copyOf(list.type(), copies);
  }
}
