package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Items that are there twice in lists that are sets or maps; these are named with their index. */
final class StructuralLists {
  private final Problems problems = new Problems();

  private StructuralLists() {}

  static List<Cause> problems(MapValue object, MapValue schema) {
    StructuralLists lists = new StructuralLists();
    lists.check(object, schema, "");
    return lists.problems.causes();
  }

  private void check(Value value, Value schema, String field) {
    MapValue properties = schema.mapAt("properties");
    Optional<MapValue> others = schema.at("additionalProperties").flatMap(Value::asMap);
    new TreeMap<>(value.mapAt().entries())
        .forEach(
            (key, part) ->
                properties
                    .get(key)
                    .map(known -> new Below(known, field.isEmpty() ? key : field + "." + key))
                    .or(() -> others.map(type -> new Below(type, "%s[%s]".formatted(field, key))))
                    .ifPresent(below -> check(part, below.schema(), below.field())));
    schema.at("items").ifPresent(items -> checkItems(value, items, field));
    switch (schema.textAt("x-kubernetes-list-type").orElse("")) {
      case "set" -> checkSet(value, field);
      case "map" -> checkMap(value, schema, field);
      default -> {
        // Items of other lists may be there twice.
      }
    }
  }

  private record Below(Value schema, String field) {}

  private void checkItems(Value list, Value items, String field) {
    int index = 0;
    for (Value item : list.itemsAt()) {
      check(item, items, "%s[%d]".formatted(field, index++));
    }
  }

  private void checkSet(Value list, String field) {
    Set<Value> seen = new HashSet<>();
    Set<Value> told = new HashSet<>();
    int index = 0;
    for (Value item : list.itemsAt()) {
      if (!seen.add(item) && told.add(item)) {
        String shown = item.isNull() ? "\"null\"" : GoText.any(item);
        problems.duplicate("%s[%d]".formatted(field, index), shown);
      }
      index++;
    }
  }

  /** Nulls count as empty; with anything else that is no map, nothing is compared. */
  private void checkMap(Value list, Value schema, String field) {
    List<Value> items = list.itemsAt();
    for (int index = 0; index < items.size(); index++) {
      Value item = items.get(index);
      if (!item.isNull() && item.asMap().isEmpty()) {
        problems.invalid(
            "%s[%d]".formatted(field, index),
            GoText.any(item),
            "must be an object for an array of list-type map");
        return;
      }
    }
    checkKeys(items, schema.itemsAt("x-kubernetes-list-map-keys"), field);
  }

  private void checkKeys(List<Value> items, List<Value> keys, String field) {
    Set<MapValue> seen = new HashSet<>();
    int index = 0;
    for (Value item : items) {
      MapValue identity = MapValue.EMPTY;
      for (Value key : keys) {
        String name = key.asText().orElse("");
        Optional<Value> value = item.at(name);
        identity = value.isPresent() ? identity.with(name, value.get()) : identity;
      }
      if (!seen.add(identity)) {
        problems.duplicate("%s[%d]".formatted(field, index), GoText.any(identity));
      }
      index++;
    }
  }
}
