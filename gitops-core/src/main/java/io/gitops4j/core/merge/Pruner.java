package io.gitops4j.core.merge;

import io.gitops4j.core.manifest.MapValue;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Takes out what a manager stated at its last apply and does not state any more, unless somebody
 * else owns it.
 *
 * <p>Fields that nobody owns, such as defaults, go with the container that they are in, and stay
 * with it.
 */
final class Pruner {
  private final Versions versions;
  private final MapValue merged;
  private final ManagedFields owners;

  /**
   * A pruner.
   *
   * @param merged what the merge left
   * @param owners who owns what from now on, the manager included
   */
  Pruner(Versions versions, MapValue merged, ManagedFields owners) {
    this.versions = versions;
    this.merged = merged;
    this.owners = owners;
  }

  /**
   * Prunes.
   *
   * @param last what the manager owned before
   * @param now what it owns from now on
   */
  MapValue prune(ManagedFieldsEntry last, FieldSet now) {
    boolean statesAll =
        versions.comparable(last.apiVersion()).equals(versions.asked())
            && last.fields().difference(now).isEmpty();
    return statesAll ? merged : pruneInFull(last);
  }

  /** Without the short cut for a manager that states all that it stated before. */
  MapValue pruneInFull(ManagedFieldsEntry last) {
    String version = versions.comparable(last.apiVersion());
    Schema schema = versions.schemaOf(version);
    return versions
        .convert(merged, version)
        .flatMap(
            all -> {
              FieldSet stated = versions.named(last.fields(), schema);
              MapValue unstated = Remover.without(all, stated, schema);
              return versions
                  .convert(withOwned(unstated, version), version)
                  .map(owned -> withDangling(all, owned, stated, schema));
            })
        .flatMap(pruned -> versions.convert(pruned, versions.asked()))
        .orElse(merged);
  }

  /** Brings back what somebody owns, version by version. */
  private MapValue withOwned(MapValue unstated, String first) {
    Set<String> order = new LinkedHashSet<>();
    order.add(first);
    owners.entries().forEach(entry -> order.add(versions.comparable(entry.apiVersion())));
    MapValue kept = unstated;
    for (String version : order) {
      Optional<MapValue> all = versions.convert(merged, version);
      Optional<MapValue> part = versions.convert(kept, version);
      if (all.isPresent() && part.isPresent()) {
        kept = withOwned(all.get(), part.get(), version);
      }
    }
    return kept;
  }

  private MapValue withOwned(MapValue all, MapValue part, String version) {
    Schema schema = versions.schemaOf(version);
    FieldSet stays = fields(part, schema).union(versions.named(owned(version), schema));
    return Remover.without(all, fields(all, schema).difference(stays), schema);
  }

  private FieldSet owned(String version) {
    return owners.entries().stream()
        .filter(entry -> versions.comparable(entry.apiVersion()).equals(version))
        .map(ManagedFieldsEntry::fields)
        .reduce(FieldSet.EMPTY, FieldSet::union);
  }

  /** What hangs below a pruned place without an owner must not go for that reason alone. */
  private MapValue withDangling(MapValue all, MapValue owned, FieldSet stated, Schema schema) {
    FieldSet gone = fields(all, schema).difference(fields(owned, schema));
    return Remover.without(all, gone.intersection(stated), schema);
  }

  private FieldSet fields(MapValue object, Schema schema) {
    return versions.named(versions.fieldSetOf(object, schema), schema);
  }
}
