package io.gitops4j.testkit.differential;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Takes out of answers what two servers can't have in common. Uids, resourceVersions and, in a
 * paced sequence, times become numbers in the order of their first appearance: that one stays or
 * changes is compared, not what it is. One for each side of a sequence; not thread-safe.
 */
final class Normal {
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIME =
      Pattern.compile("20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  private static final Pattern VERSION_IN_MESSAGE =
      Pattern.compile(
          "(?<=the precondition \\()\\d+(?=\\))|(?<=in record \\()\\d+(?=\\))"
              + "|(?<=in precondition: )\\d+|(?<=ResourceVersion in object meta: )\\d+"
              + "|(?<=\"resourceVersion\":\")\\d+");
  private static final Pattern ADDRESS = Pattern.compile("10\\.(0|96)\\.\\d+\\.\\d+");

  private static final Pattern ADDRESS_IN_TEXT =
      Pattern.compile("(?<=\")10\\.(0|96)\\.\\d+\\.\\d+(?=\\\\?\")");
  private static final Pattern PORT_IN_TEXT = Pattern.compile("(?<=NodePort:)3\\d{4}");

  private static final Comparator<Value> ENTRY_ORDER =
      Comparator.comparing((Value entry) -> text(entry, "operation"))
          .thenComparing(entry -> text(entry, "manager"))
          .thenComparing(entry -> text(entry, "apiVersion"))
          .thenComparing(entry -> text(entry, "subresource"));

  private final boolean comparesTimes;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private boolean isOfFailure;

  Normal(boolean comparesTimes) {
    this.comparesTimes = comparesTimes;
  }

  private String name(String what, String original) {
    if (isOfFailure) {
      return names.getOrDefault(what + original, "<some " + what + ">");
    }
    return names.computeIfAbsent(
        what + original, key -> "<" + what + " " + counts.merge(what, 1, Integer::sum) + ">");
  }

  /** What only the words of a failure tell gets no number: they may be told in other words. */
  Value failure(MapValue status) {
    isOfFailure = true;
    try {
      return value(status);
    } finally {
      isOfFailure = false;
    }
  }

  private String text(String text) {
    String result = replaced(UID, text, uid -> name("uid", uid));
    result = replaced(VERSION_IN_MESSAGE, result, version -> name("version", version));
    result = replaced(ADDRESS_IN_TEXT, result, address -> "<address>");
    result = replaced(PORT_IN_TEXT, result, port -> "<port>");
    return replaced(TIME, result, this::time);
  }

  private static String replaced(Pattern pattern, String text, Function<String, String> name) {
    return pattern.matcher(text).replaceAll((MatchResult found) -> name.apply(found.group()));
  }

  private String time(String time) {
    return comparesTimes ? name("time", time) : "<time>";
  }

  Value answer(MapValue body) {
    if (body.textAt("kind").orElse("").endsWith("List") && body.get("items").isPresent()) {
      List<Value> items = body.itemsAt("items").stream().map(this::value).toList();
      return body.with("items", new ListValue(items)).with("metadata", listMetadata(body));
    }
    return value(body);
  }

  private static MapValue listMetadata(MapValue list) {
    MapValue metadata = list.mapAt("metadata");
    for (String opaque : List.of("resourceVersion", "continue")) {
      if (metadata.get(opaque).isPresent()) {
        metadata = metadata.with(opaque, Scalar.of("<" + opaque + ">"));
      }
    }
    return metadata;
  }

  private Value value(Value value) {
    if (value instanceof MapValue map) {
      return map(map);
    }
    if (value instanceof ListValue list) {
      return new ListValue(list.items().stream().map(this::value).toList());
    }
    return value.asText().<Value>map(text -> Scalar.of(text(text))).orElse(value);
  }

  private Value map(MapValue map) {
    Map<String, Value> result = new LinkedHashMap<>();
    // Numbers are given in one order, whatever the order of the keys on the wire.
    new TreeMap<>(map.entries()).forEach((key, value) -> result.put(key, field(key, value)));
    return new MapValue(result);
  }

  private Value field(String key, Value value) {
    return switch (key) {
      case "resourceVersion" ->
          value.asText().<Value>map(v -> Scalar.of(name("version", v))).orElse(value);
      case "managedFields" -> value.asList().<Value>map(this::entries).orElse(value);
      case "clusterIP", "clusterIPs" -> masked(value);
      case "nodePort", "healthCheckNodePort" ->
          value.asInteger().filter(p -> p >= 30_000).isPresent() ? Scalar.of("<port>") : value;
      default -> value(value);
    };
  }

  private static Value masked(Value value) {
    if (value instanceof ListValue list) {
      return new ListValue(list.items().stream().map(Normal::masked).toList());
    }
    boolean isAddress = value.asText().filter(t -> ADDRESS.matcher(t).matches()).isPresent();
    return isAddress ? Scalar.of("<address>") : value;
  }

  /**
   * Where times can't be compared, the order by time can't either: then the entries are sorted by
   * the rest, and it only counts whether their order fits their own times.
   */
  private Value entries(ListValue list) {
    List<Value> entries = new ArrayList<>();
    list.items().forEach(entry -> entries.add(entry(entry)));
    if (comparesTimes) {
      return new ListValue(entries);
    }
    entries.sort(ENTRY_ORDER);
    if (!isInOrder(list.items())) {
      entries.add(Scalar.of("not in the order of operation and time"));
    }
    return new ListValue(entries);
  }

  private static boolean isInOrder(List<Value> entries) {
    Comparator<Value> order =
        Comparator.comparing((Value entry) -> text(entry, "operation"))
            .thenComparing(entry -> text(entry, "time"))
            .thenComparing(entry -> text(entry, "manager"));
    for (int i = 1; i < entries.size(); i++) {
      if (order.compare(entries.get(i - 1), entries.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  private static String text(Value entry, String field) {
    return entry.textAt(field).orElse("");
  }

  private Value entry(Value entry) {
    MapValue normal = value(entry).mapAt();
    StringBuilder order = new StringBuilder();
    entry.at("fieldsV1").ifPresent(fields -> writeInOrder(fields, order));
    return normal.with("fieldsV1Bytes", Scalar.of(order.toString()));
  }

  /** Equal maps may have their keys in another order; on the wire that is a difference. */
  private static void writeInOrder(Value fields, StringBuilder order) {
    order.append('{');
    fields
        .mapAt()
        .entries()
        .forEach(
            (key, value) -> {
              order.append(key);
              writeInOrder(value, order);
            });
    order.append('}');
  }
}
