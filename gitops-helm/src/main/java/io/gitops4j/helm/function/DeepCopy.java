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
    if (value instanceof GoMap map && !map.isNil()) {
      meter.allocate(BYTES_OF_AN_ENTRY * map.size());
      meter.enter();
      GoMap copy = new GoMap(map.type());
      map.forEach((key, inner) -> copy.put(key, copy(inner, meter)));
      meter.leave();
      return copy;
    }
    if (value instanceof GoList list && !list.isNil()) {
      meter.allocate(8L * list.size());
      meter.enter();
      List<@Nullable Object> copies = new ArrayList<>(list.size());
      list.forEach(inner -> copies.add(copy(inner, meter)));
      meter.leave();
      return GoList.copyOf(list.type(), copies);
    }
    return value;
  }
}
