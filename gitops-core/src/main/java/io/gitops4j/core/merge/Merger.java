package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Shapes.ListShape;
import io.gitops4j.core.merge.Shapes.MapShape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lays a configuration over a live object. Removes nothing, and shares with the live object all
 * that stays equal.
 */
final class Merger {
  private final ListOrder.Rule rule;
  private final Trail trail = new Trail();

  private Merger(ListOrder.Rule rule) {
    this.rule = rule;
  }

  static MapValue merge(MapValue live, MapValue config, Schema schema, ListOrder.Rule rule) {
    return new Merger(rule).merge(live, config, schema.shapes()).mapAt();
  }

  private Value merge(Value live, Value config, Shapes shapes) {
    return switch (shapes.commonForm(live, config)) {
      case MAP ->
          emptyMerge(live, config)
              ? nonEmpty(live, config)
              : mergeMaps(live.mapAt(), config.mapAt(), shapes.granularMap());
      case LIST ->
          emptyMerge(live, config)
              ? nonEmpty(live, config)
              : mergeLists(live, config, shapes.granularList());
      default -> live.equals(config) ? live : config;
    };
  }

  private static boolean emptyMerge(Value live, Value config) {
    return Shapes.isEmpty(live) || Shapes.isEmpty(config);
  }

  /** Of two empties the configuration's spelling counts: {@code {}}, {@code []} or null. */
  private static Value nonEmpty(Value live, Value config) {
    return Shapes.isEmpty(live) && !live.equals(config) ? config : live;
  }

  private MapValue mergeMaps(MapValue live, MapValue config, MapShape shape) {
    @Nullable Map<String, Value> merged = null;
    for (Map.Entry<String, Value> entry : config.entries().entrySet()) {
      String key = entry.getKey();
      @Nullable Value before = live.entries().get(key);
      Value after =
          before == null ? entry.getValue() : mergeEntry(key, before, entry.getValue(), shape);
      if (!isSame(before, after)) {
        merged = merged == null ? new LinkedHashMap<>(live.entries()) : merged;
        merged.put(key, after);
      }
    }
    return merged == null ? live : new MapValue(merged);
  }

  private Value mergeEntry(String key, Value live, Value config, MapShape shape) {
    trail.enterField(key);
    Value merged = merge(live, config, shape.schemaOf(key).shapes());
    trail.leave();
    return merged;
  }

  private Value mergeLists(Value live, Value config, ListShape shape) {
    List<ListOrder.Slot> order =
        ListOrder.of(
            ListItems.elementsOf(live, shape, trail),
            ListItems.elementsOf(config, shape, trail),
            rule);
    List<Value> lives = live.itemsAt();
    List<Value> configs = config.itemsAt();
    List<Value> merged =
        order.stream().map(slot -> mergeItem(slot, lives, configs, shape)).toList();
    return sameItems(lives, merged) ? live : new ListValue(merged);
  }

  private Value mergeItem(
      ListOrder.Slot slot, List<Value> lives, List<Value> configs, ListShape shape) {
    if (slot.config() < 0) {
      return lives.get(slot.live());
    }
    Value config = configs.get(slot.config());
    if (slot.live() < 0) {
      return config;
    }
    Element element = slot.element();
    trail.enter(element);
    Value merged = merge(lives.get(slot.live()), config, shape.items().shapes());
    trail.leave();
    return merged;
  }

  private static boolean sameItems(List<Value> left, List<Value> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!isSame(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // what is unchanged is shared, all the way up
  private static boolean isSame(@Nullable Value left, Value right) {
    return left == right;
  }
}
