package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.MAP;
import static io.gitops4j.helm.template.GoType.STRING;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoMap;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.GoValues;
import io.gitops4j.helm.template.Signature;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Functions on maps. */
final class DictFunctions {
  private static final long BYTES_OF_AN_ENTRY = 48;

  private DictFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    Signature mapAndKey = Signature.of(MAP, STRING);
    Signature mapAndKeys = Signature.variadic(MAP, STRING);
    table.add("dict", Signature.variadic(ANY), DictFunctions::dict);
    table.add("get", mapAndKey, DictFunctions::get);
    table.add("set", Signature.of(MAP, STRING, ANY), DictFunctions::set);
    table.add("unset", mapAndKey, DictFunctions::unset);
    table.add("hasKey", mapAndKey, call -> call.map(0).containsKey(call.string(1)));
    table.add("pluck", Signature.variadic(STRING, MAP), DictFunctions::pluck);
    table.add("keys", Signature.variadic(MAP), DictFunctions::keys);
    table.add("values", Signature.of(MAP), DictFunctions::values);
    table.add("pick", mapAndKeys, call -> some(call, true));
    table.add("omit", mapAndKeys, call -> some(call, false));
    table.add("dig", Signature.variadic(ANY), DictFunctions::dig);
    table.add("merge", mapAndMaps(), call -> Merging.all(call, false));
    table.add("mustMerge", mapAndMaps(), call -> Merging.all(call, false));
    table.add("mergeOverwrite", mapAndMaps(), call -> Merging.all(call, true));
    table.add("mustMergeOverwrite", mapAndMaps(), call -> Merging.all(call, true));
    table.add("deepCopy", Signature.of(ANY), DeepCopy::of);
    table.add("mustDeepCopy", Signature.of(ANY), DeepCopy::of);
    table.add(
        "deepEqual",
        Signature.of(ANY, ANY),
        call -> DeepEqual.test(call.get(0), call.get(1), call.meter()));
  }

  private static Signature mapAndMaps() {
    return Signature.variadic(MAP, MAP);
  }

  private static GoMap dict(Call call) {
    call.meter().allocate(BYTES_OF_AN_ENTRY * call.size() / 2);
    GoMap map = new GoMap();
    for (int i = 0; i < call.size(); i += 2) {
      map.put(
          Conversions.text(call.meter(), call.get(i)), i + 1 < call.size() ? call.get(i + 1) : "");
    }
    return map;
  }

  private static @Nullable Object get(Call call) {
    GoMap map = call.map(0);
    return map.containsKey(call.string(1)) ? map.get(call.string(1)) : "";
  }

  private static GoMap set(Call call) {
    GoMap map = call.map(0);
    call.meter().allocate(BYTES_OF_AN_ENTRY);
    map.put(call.string(1), call.get(2));
    return map;
  }

  private static GoMap unset(Call call) {
    GoMap map = call.map(0);
    map.remove(call.string(1));
    return map;
  }

  private static GoList pluck(Call call) {
    List<@Nullable Object> found = new ArrayList<>();
    String key = call.string(0);
    for (int i = 1; i < call.size(); i++) {
      GoMap map = call.map(i);
      if (map.containsKey(key)) {
        found.add(map.get(key));
      }
    }
    return GoList.copyOf(found);
  }

  private static GoList keys(Call call) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < call.size(); i++) {
      call.meter().allocate(8L * call.map(i).size());
      keys.addAll(call.map(i).keySet());
    }
    return GoList.strings(keys);
  }

  private static GoList values(Call call) {
    call.meter().allocate(8L * call.map(0).size());
    return GoList.copyOf(call.map(0).values());
  }

  private static GoMap some(Call call, boolean named) {
    Set<String> keys = new HashSet<>();
    for (int i = 1; i < call.size(); i++) {
      keys.add(call.string(i));
    }
    call.meter().allocate(BYTES_OF_AN_ENTRY * call.map(0).size());
    GoMap some = new GoMap();
    for (Map.Entry<String, @Nullable Object> entry : call.map(0).entrySet()) {
      if (keys.contains(entry.getKey()) == named) {
        some.put(entry.getKey(), entry.getValue());
      }
    }
    return some;
  }

  private static @Nullable Object dig(Call call) {
    int last = call.size() - 1;
    if (last < 2) {
      throw new FunctionException("dig needs at least three arguments");
    }
    GoMap map = asMap(call.get(last));
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < last - 1; i++) {
      keys.add(asKey(call.get(i)));
    }
    for (int i = 0; i < keys.size(); i++) {
      if (!map.containsKey(keys.get(i))) {
        return call.get(last - 1);
      }
      Object value = map.get(keys.get(i));
      if (i == keys.size() - 1) {
        return value;
      }
      map = asMap(value);
    }
    return map;
  }

  private static GoMap asMap(@Nullable Object value) {
    if (value instanceof GoMap map && map.type().equals(GoType.MAP)) {
      return map;
    }
    throw new FunctionException(notA(value, "map[string]interface {}"));
  }

  private static String asKey(@Nullable Object value) {
    if (value instanceof String key) {
      return key;
    }
    throw new FunctionException(notA(value, "string"));
  }

  private static String notA(@Nullable Object value, String type) {
    String got = value == null ? "nil" : GoValues.typeName(value);
    return "interface conversion: interface {} is %s, not %s".formatted(got, type);
  }
}
