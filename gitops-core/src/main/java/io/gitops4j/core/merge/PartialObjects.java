package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;

/**
 * Takes an object apart and puts it together again, field by field.
 *
 * @since 0.1.0
 */
public final class PartialObjects {
  private PartialObjects() {}

  /**
   * The object without these paths and all below them, without the maps and lists that thereby
   * become empty, and without nulls in maps.
   *
   * @throws MergeException if the object does not fit the schema
   */
  public static MapValue without(MapValue object, FieldSet paths, Schema schema) {
    return paths.isEmpty() ? object : Remover.without(object, paths, schema).withoutNulls();
  }

  /**
   * Both objects in one: where they differ the second counts, whose list items also keep their
   * order; items of the first alone stay where they are among the others.
   *
   * @throws MergeException if one does not fit the schema
   */
  public static MapValue overlaid(MapValue below, MapValue above, Schema schema) {
    return Merger.merge(below, above, schema, ListOrder.Rule.APPLIED);
  }
}
