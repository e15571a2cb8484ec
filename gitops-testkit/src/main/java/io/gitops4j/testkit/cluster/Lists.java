package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers lists, in whole or in parts, of now or of the past. */
final class Lists {
  private final ObjectStore store;

  Lists(ObjectStore store) {
    this.store = store;
  }

  MapValue answer(ServedKind kind, ApiCall call) {
    Selection selection = Selection.of(kind, call);
    ListOptions options = ListOptions.of(call, store.version());
    List<Map.Entry<String, MapValue>> found = new ArrayList<>();
    for (Map.Entry<String, MapValue> entry : at(selection, options).entrySet()) {
      boolean isAhead = entry.getKey().compareTo(options.start()) >= 0;
      if (isAhead && selection.holds(entry.getValue())) {
        found.add(entry);
      }
    }
    boolean isPart = options.limit() > 0 && found.size() > options.limit();
    int shown = isPart ? Math.toIntExact(options.limit()) : found.size();
    List<MapValue> items =
        found.subList(0, shown).stream().map(entry -> item(kind, entry.getValue())).toList();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", String.valueOf(options.version()));
    if (isPart) {
      String next = found.get(shown - 1).getKey() + "\0";
      metadata.put("continue", ListOptions.token(options.version(), next));
      if (selection.isWhole()) {
        metadata.put("remainingItemCount", found.size() - shown);
      }
    } else if (!kind.isBuiltIn()) {
      metadata.put("continue", "");
    }
    return list(kind, metadata, items);
  }

  private static MapValue list(
      ServedKind kind, Map<String, Object> metadata, List<MapValue> items) {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("kind", kind.kind().kind() + "List");
    list.put("apiVersion", kind.kind().apiVersion());
    list.put("metadata", metadata);
    list.put("items", items);
    return Value.of(list).mapAt();
  }

  /** The items of built-in kinds do not repeat what they are. */
  private static MapValue item(ServedKind kind, MapValue object) {
    MapValue item = kind.read(object);
    return kind.isBuiltIn() ? item.without("apiVersion").without("kind") : item;
  }

  /** By namespace and name, in the order of etcd. */
  private Map<String, MapValue> at(Selection selection, ListOptions options) {
    Map<ResourceKey, MapValue> objects = new TreeMap<>();
    for (MapValue object : store.list(selection.kind().groupKind(), selection.namespace())) {
      objects.put(ApiServer.keyOf(object), object);
    }
    if (!store.history().rewind(objects, selection.kind().groupKind(), options.version())) {
      throw StatusException.gone(
          "Expired",
          options.isContinued()
              ? "The provided continue parameter is too old to display a consistent list result."
                  + " You must start a new list without the continue parameter."
              : "The resourceVersion for the provided list is too old.");
    }
    Map<String, MapValue> sorted = new TreeMap<>();
    objects.forEach(
        (key, object) -> {
          if (selection.holds(key)) {
            sorted.put(key.namespace() + "/" + key.name(), object);
          }
        });
    return sorted;
  }
}
