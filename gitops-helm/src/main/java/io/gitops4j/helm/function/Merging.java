package io.gitops4j.helm.function;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoNumber;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the entries of maps into the first of them. */
final class Merging {
  private static final long BYTES_OF_AN_ENTRY = 48;

  private final Meter meter;
  private final boolean overwrites;

  private Merging(Meter meter, boolean overwrites) {
    this.meter = meter;
    this.overwrites = overwrites;
  }

  static GoMap all(Call call, boolean overwrites) {
    GoMap target = call.get(0) == null ? new GoMap() : call.map(0);
    for (int i = 1; i < call.size(); i++) {
      new Merging(call.meter(), overwrites).merge(target, call.map(i));
    }
    return target;
  }

  @SuppressWarnings("ReferenceEquality") // the very same map, not an equal one
  private void merge(GoMap target, GoMap source) {
    if (target == source) {
      return;
    }
    meter.enter();
    try {
      // A copy: what is put may be part of the source as well.
      putAll(target, source.type(), new ArrayList<>(source.entrySet()));
    } finally {
      meter.leave();
    }
  }

  private void putAll(
      GoMap target, GoType source, List<Map.Entry<String, @Nullable Object>> entries) {
    GoType element = target.type().element();
    for (Map.Entry<String, @Nullable Object> entry : entries) {
      meter.allocate(BYTES_OF_AN_ENTRY);
      if (!element.equals(GoType.ANY) && !element.equals(source.element())) {
        throw new FunctionException(
            "reflect.Value.SetMapIndex: value of type interface {} is not assignable to type "
                + element);
      }
      put(target, entry.getKey(), entry.getValue());
    }
  }

  private void put(GoMap target, String key, @Nullable Object value) {
    Object old = target.get(key);
    if (old instanceof GoMap inner && value instanceof GoMap more && areMergeable(inner, more)) {
      merge(inner, more);
    } else if (overwrites || (value != null && isEmpty(old))) {
      target.put(key, value);
    }
  }

  private static boolean areMergeable(GoMap target, GoMap source) {
    return !target.isEmpty() && !source.isNil();
  }

  private static boolean isEmpty(@Nullable Object value) {
    if (value == null || value.equals("") || value.equals(false) || value.equals(0L)) {
      return true;
    }
    return (value instanceof Double number && number == 0)
        || (value instanceof GoNumber go && go.value().doubleValue() == 0)
        || (value instanceof Map<?, ?> map && map.isEmpty())
        || (value instanceof List<?> list && list.isEmpty());
  }
}
