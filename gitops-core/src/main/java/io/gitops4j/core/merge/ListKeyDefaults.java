package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.Schema.ListKey;
import io.gitops4j.core.merge.Shapes.ListShape;
import java.util.List;

/**
 * Spells out the keys of list items that a schema gives by default, such as {@code protocol: TCP}
 * of a Service's port: some API servers fail without them, and only what is spelled is owned.
 *
 * @since 0.1.0
 */
public final class ListKeyDefaults {
  private ListKeyDefaults() {}

  /** The configuration with its list keys complete; what does not fit the schema stays as it is. */
  public static MapValue filledIn(MapValue config, Schema schema) {
    return SchemaWalk.rewritten(config, schema, ListKeyDefaults::filled);
  }

  private static Value filled(Value value, Schema schema) {
    ListShape shape = schema.shapes().list();
    if (!(value instanceof ListValue list) || shape == null) {
      return value;
    }
    List<Value> items = list.items().stream().map(item -> filled(item, shape.keys())).toList();
    return items.equals(list.items()) ? list : new ListValue(items);
  }

  private static Value filled(Value item, List<ListKey> keys) {
    if (!(item instanceof MapValue stated)) {
      return item;
    }
    MapValue filled = stated;
    for (ListKey key : keys) {
      Scalar fallback = key.fallback();
      if (fallback != null && says(fallback) && lacks(filled, key)) {
        filled = filled.with(key.name(), fallback);
      }
    }
    return filled;
  }

  /** An empty text or zero only tells the item apart; nobody would write it. */
  private static boolean says(Scalar fallback) {
    return !fallback.equals(Scalar.of("")) && !fallback.equals(Scalar.of(0L));
  }

  private static boolean lacks(MapValue item, ListKey key) {
    return !item.entries().containsKey(key.name());
  }
}
