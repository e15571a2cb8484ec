package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;

/**
 * Takes out what a manager stated at its last apply and does not state any more, unless somebody
 * else owns it.
 *
 * <p>Fields that nobody owns, such as defaults, go with the container that they are in, and stay
 * with it.
 */
final class Pruner {
  private final Schema schema;

  private Pruner(Schema schema) {
    this.schema = schema;
  }

  /**
   * Prunes.
   *
   * @param merged what the merge left
   * @param last what the manager owned before; empty prunes nothing
   * @param now what it owns from now on
   * @param managed what anybody owns from now on, the manager included
   */
  static MapValue prune(
      MapValue merged, FieldSet last, FieldSet now, FieldSet managed, Schema schema) {
    return last.difference(now).isEmpty() ? merged : pruneInFull(merged, last, managed, schema);
  }

  /** Without the short cut for a manager that states all that it stated before. */
  static MapValue pruneInFull(MapValue merged, FieldSet last, FieldSet managed, Schema schema) {
    return new Pruner(schema).prune(merged, last, managed);
  }

  private MapValue prune(MapValue merged, FieldSet last, FieldSet managed) {
    FieldSet all = named(FieldSetBuilder.fieldSetOf(merged, schema));
    FieldSet lastNamed = named(last);
    MapValue unstated = Remover.without(merged, lastNamed, schema);
    FieldSet stays = named(FieldSetBuilder.fieldSetOf(unstated, schema)).union(named(managed));
    MapValue owned = Remover.without(merged, all.difference(stays), schema);
    // What hangs below a pruned place without an owner must not go for that reason alone.
    FieldSet gone = all.difference(named(FieldSetBuilder.fieldSetOf(owned, schema)));
    return Remover.without(merged, gone.intersection(lastNamed), schema);
  }

  private FieldSet named(FieldSet set) {
    return SchemaSets.withStructs(set, schema);
  }
}
