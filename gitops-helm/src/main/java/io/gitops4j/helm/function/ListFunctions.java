package io.gitops4j.helm.function;

import static io.gitops4j.helm.template.GoType.ANY;
import static io.gitops4j.helm.template.GoType.INT;

import io.gitops4j.helm.template.Call;
import io.gitops4j.helm.template.FunctionException;
import io.gitops4j.helm.template.FunctionTable;
import io.gitops4j.helm.template.GoFunction;
import io.gitops4j.helm.template.GoList;
import io.gitops4j.helm.template.GoType;
import io.gitops4j.helm.template.GoValues;
import io.gitops4j.helm.template.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions on lists. None changes a list that it is given. */
final class ListFunctions {
  private static final long BYTES_OF_AN_ELEMENT = 8;
  private static final String NIL =
      "runtime error: invalid memory address or nil pointer dereference";
  private static final Signature ONE = Signature.of(ANY);
  private static final Signature TWO = Signature.of(ANY, ANY);

  private ListFunctions() {}

  static void addTo(FunctionTable.Builder table) {
    table.add("list", Signature.variadic(ANY), call -> copied(call, call.args()));
    table.add("tuple", Signature.variadic(ANY), call -> copied(call, call.args()));
    addBoth(table, "first", ONE, call -> at(find(call, 0, "find first"), 0));
    addBoth(table, "last", ONE, call -> at(find(call, 0, "find last"), -1));
    addBoth(table, "rest", ONE, call -> part(call, find(call, 0, "find rest"), 1, 0));
    addBoth(table, "initial", ONE, call -> part(call, find(call, 0, "find initial"), 0, 1));
    addBoth(table, "append", TWO, call -> added(call, false));
    addBoth(table, "push", TWO, call -> added(call, false));
    addBoth(table, "prepend", TWO, call -> added(call, true));
    table.add("concat", Signature.variadic(ANY), ListFunctions::concatenated);
    addBoth(table, "reverse", ONE, ListFunctions::reversed);
    addBoth(table, "uniq", ONE, ListFunctions::unique);
    addBoth(table, "without", Signature.variadic(ANY, ANY), ListFunctions::without);
    addBoth(table, "has", TWO, ListFunctions::has);
    addBoth(table, "compact", ONE, ListFunctions::compacted);
    addBoth(table, "slice", Signature.variadic(ANY, ANY), ListFunctions::sliced);
    addBoth(table, "chunk", Signature.of(INT, ANY), ListFunctions::chunked);
    table.add(
        "all", Signature.variadic(ANY), call -> call.args().stream().allMatch(GoValues::isTrue));
    table.add(
        "any", Signature.variadic(ANY), call -> call.args().stream().anyMatch(GoValues::isTrue));
  }

  /** With a twin whose name begins with "must": both fail in the same way. */
  private static void addBoth(
      FunctionTable.Builder table, String name, Signature signature, GoFunction function) {
    table.add(name, signature, function);
    table.add(must(name), signature, function);
  }

  static String must(String name) {
    return "must" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static GoList copied(Call call, Collection<? extends @Nullable Object> elements) {
    call.meter().allocate(BYTES_OF_AN_ELEMENT * elements.size());
    return GoList.copyOf(elements);
  }

  /** The list that an argument must be. */
  private static List<?> find(Call call, int index, String doing) {
    Object value = GoValues.underlying(call.get(index));
    if (value instanceof List<?> list) {
      return list;
    }
    throw unfit(call.get(index), "Cannot " + doing + " on type %s");
  }

  private static FunctionException unfit(@Nullable Object value, String message) {
    return value == null
        ? new FunctionException(NIL)
        : new FunctionException(message.formatted(GoValues.kindOf(value).text()));
  }

  private static @Nullable Object at(List<?> list, int index) {
    return list.isEmpty() ? null : list.get(index < 0 ? list.size() + index : index);
  }

  private static GoList part(Call call, List<?> list, int skipped, int left) {
    return list.isEmpty()
        ? GoList.nil(GoType.LIST)
        : copied(call, list.subList(skipped, list.size() - left));
  }

  private static GoList added(Call call, boolean first) {
    List<?> list = find(call, 0, first ? "prepend" : "push");
    List<@Nullable Object> longer = new ArrayList<>(list.size() + 1);
    longer.addAll(list);
    longer.add(first ? 0 : longer.size(), call.get(1));
    return copied(call, longer);
  }

  private static GoList concatenated(Call call) {
    List<@Nullable Object> all = new ArrayList<>();
    for (Object value : call.args()) {
      if (!(GoValues.underlying(value) instanceof List<?> list)) {
        throw unfit(value, "Cannot concat type %s as list");
      }
      call.meter().allocate(BYTES_OF_AN_ELEMENT * list.size());
      all.addAll(list);
    }
    return GoList.copyOf(all);
  }

  private static GoList reversed(Call call) {
    List<@Nullable Object> list = new ArrayList<>(find(call, 0, "find reverse"));
    Collections.reverse(list);
    return copied(call, list);
  }

  private static GoList unique(Call call) {
    List<@Nullable Object> unique = new ArrayList<>();
    for (Object element : find(call, 0, "find uniq")) {
      if (!contains(call, unique, element)) {
        unique.add(element);
      }
    }
    return copied(call, unique);
  }

  private static boolean contains(
      Call call, List<? extends @Nullable Object> list, @Nullable Object wanted) {
    for (Object element : list) {
      call.meter().step();
      if (DeepEqual.test(wanted, element, call.meter())) {
        return true;
      }
    }
    return false;
  }

  private static GoList without(Call call) {
    List<@Nullable Object> rest = new ArrayList<>();
    for (Object element : find(call, 0, "find without")) {
      if (!contains(call, call.from(1), element)) {
        rest.add(element);
      }
    }
    return copied(call, rest);
  }

  private static boolean has(Call call) {
    return call.get(1) != null && contains(call, find(call, 1, "find has"), call.get(0));
  }

  private static GoList compacted(Call call) {
    List<@Nullable Object> rest = new ArrayList<>();
    for (Object element : find(call, 0, "compact")) {
      if (GoValues.isTrue(element)) {
        rest.add(element);
      }
    }
    return copied(call, rest);
  }

  private static @Nullable Object sliced(Call call) {
    Object value = GoValues.underlying(call.get(0));
    if (!(value instanceof List<?> list)) {
      throw unfit(call.get(0), "list should be type of slice or array but %s");
    }
    if (list.isEmpty()) {
      return null;
    }
    long from = call.size() > 1 ? Conversions.integer(call.get(1)) : 0;
    long to = call.size() > 2 ? Conversions.integer(call.get(2)) : list.size();
    if (from < 0 || to < from || to > list.size()) {
      throw new FunctionException("reflect.Value.Slice: slice index out of bounds");
    }
    call.meter().allocate(BYTES_OF_AN_ELEMENT * (to - from));
    GoType type = list instanceof GoList go ? go.type() : GoType.LIST;
    return GoList.copyOf(type, list.subList((int) from, (int) to));
  }

  private static GoList chunked(Call call) {
    long size = call.integer(0);
    Object value = GoValues.underlying(call.get(1));
    if (!(value instanceof List<?> list)) {
      throw unfit(call.get(1), "Cannot chunk type %s");
    }
    if (size <= 0) {
      throw new FunctionException("runtime error: makeslice: len out of range");
    }
    List<GoList> chunks = new ArrayList<>();
    int step = (int) Math.min(size, Math.max(1, list.size()));
    for (int at = 0; at < list.size(); at += step) {
      chunks.add(copied(call, list.subList(at, Math.min(list.size(), at + step))));
    }
    return GoList.copyOf(GoType.sliceOf(GoType.LIST), chunks);
  }
}
