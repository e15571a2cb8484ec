package io.gitops4j.core.diff;

import io.gitops4j.core.application.FieldRule.Treatment;
import io.gitops4j.core.application.JqEngine;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.TrackingId;
import io.gitops4j.core.diff.ObjectRules.Claim;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.FieldPath.Element;
import io.gitops4j.core.manifest.FieldPattern;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.AtomicParts;
import io.gitops4j.core.merge.FieldLocator;
import io.gitops4j.core.merge.FieldLocator.Located;
import io.gitops4j.core.merge.FieldSet;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.core.merge.PartialObjects;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.merge.ServerSideApply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Settles what is sent of fields that are left to others: the live value stays. What we do not own,
 * or another applier owns too, is left out; what only we own, or what lies within something atomic,
 * is sent back as it is, under the condition that the object is still the one that was read.
 */
final class IgnoredFields {
  private final MapValue stated;
  private final LiveResource live;
  private final LiveOwners owners;
  private final Schema schema;

  IgnoredFields(MapValue stated, LiveResource live, LiveOwners owners, Schema schema) {
    this.stated = stated;
    this.live = live;
    this.owners = owners;
    this.schema = schema;
  }

  /**
   * What is sent.
   *
   * @param document in place of what Git states
   * @param locked whether it holds only for the object as it was read
   * @param roots the places that are left to others
   * @param settled where the document departs from what Git states
   */
  record Settled(MapValue document, boolean locked, Roots roots, List<FieldPath> settled) {}

  Settled settle(ObjectRules rules, Optional<JqEngine> jq) {
    Set<FieldPath> paths = new LinkedHashSet<>();
    List<FieldPattern> patterns = new ArrayList<>();
    List<FieldPath> within = new ArrayList<>();
    rules
        .of(Treatment.IGNORE)
        .forEach(
            claim -> {
              ignored(claim, jq, paths);
              patterns.addAll(claim.fields());
              patterns.addAll(evaluated(claim, jq, stated));
            });
    rules.of(Treatment.YIELD).forEach(claim -> yielded(claim, jq, paths, patterns));
    Roots roots = new Roots(paths);
    Settled granular = settled(roots);
    MapValue document = granular.document;
    for (FieldPattern pattern : new LinkedHashSet<>(patterns)) {
      List<FieldPath> interior =
          FieldLocator.find(document, pattern, schema).stream()
              .filter(Located::isWithinAtomic)
              .map(Located::path)
              .toList();
      within.addAll(interior);
      document = AtomicParts.takenFrom(live.content(), document, pattern, schema);
    }
    boolean changed = !document.equals(granular.document);
    List<FieldPath> settled = new ArrayList<>(granular.settled);
    settled.addAll(changed ? within : List.of());
    return new Settled(document, granular.locked || changed || !within.isEmpty(), roots, settled);
  }

  private void ignored(Claim claim, Optional<JqEngine> jq, Set<FieldPath> paths) {
    paths.addAll(granular(claim, jq));
    owners.others().stream()
        .filter(entry -> claim.rule().managers().contains(entry.manager()))
        .forEach(entry -> paths.addAll(entry.fields().leaves().paths()));
  }

  /** Outside of atomic lists and maps; also what Git states and the object lacks. */
  Set<FieldPath> granular(Claim claim, Optional<JqEngine> jq) {
    Set<FieldPath> found = new LinkedHashSet<>();
    for (MapValue object : List.of(stated, live.content())) {
      Stream.concat(claim.fields().stream(), evaluated(claim, jq, object).stream())
          .flatMap(pattern -> FieldLocator.find(object, pattern, schema).stream())
          .filter(located -> !located.isWithinAtomic())
          .map(Located::path)
          .forEach(found::add);
    }
    return found;
  }

  private static List<FieldPattern> evaluated(Claim claim, Optional<JqEngine> jq, MapValue object) {
    return claim.rule().jqPaths().stream()
        .flatMap(
            expression -> jq.stream().flatMap(engine -> engine.paths(expression, object).stream()))
        .map(FieldPattern::at)
        .toList();
  }

  private void yielded(
      Claim claim, Optional<JqEngine> jq, Set<FieldPath> paths, List<FieldPattern> patterns) {
    FieldSet theirs =
        owners.others().stream()
            .filter(claim.whose())
            .map(ManagedFieldsEntry::fields)
            .reduce(FieldSet.EMPTY, FieldSet::union);
    if (theirs.isEmpty()) {
      return;
    }
    FieldSet ours = ServerSideApply.fieldSetOf(stated, schema).union(owners.own()).leaves();
    FieldSet contested = ours.intersection(theirs);
    Roots about = new Roots(granular(claim, jq));
    paths.addAll((claim.rule().isAboutAllFields() ? contested : about.in(contested)).paths());
    claim.fields().stream()
        .filter(
            pattern ->
                FieldLocator.find(stated, pattern, schema).stream()
                    .anyMatch(
                        located -> located.isWithinAtomic() && theirs.contains(located.owned())))
        .forEach(patterns::add);
  }

  private Settled settled(Roots roots) {
    if (roots.isEmpty()) {
      return new Settled(stated, false, roots, List.of());
    }
    FieldSet sent = ServerSideApply.fieldSetOf(stated, schema);
    FieldSet dropped = notOfNewItems(roots, roots.in(sent));
    FieldSet kept = ofStatedItems(roots, sent, roots.in(owners.own()).difference(owners.applied()));
    MapValue rest = tracked(PartialObjects.without(stated, dropped, schema));
    if (kept.isEmpty()) {
      return new Settled(rest, false, roots, places(roots, dropped, kept));
    }
    MapValue back = withItemKeys(kept, sent).extract(live.content()).orElse(MapValue.EMPTY);
    return new Settled(
        PartialObjects.overlaid(back, rest, schema), true, roots, places(roots, dropped, kept));
  }

  private static List<FieldPath> places(Roots roots, FieldSet dropped, FieldSet kept) {
    Set<FieldPath> touched = new LinkedHashSet<>();
    dropped.union(kept).leaves().forEach(path -> roots.above(path).ifPresent(touched::add));
    return List.copyOf(touched);
  }

  private MapValue tracked(MapValue document) {
    return stated
        .at("metadata", "annotations", TrackingId.ANNOTATION)
        .map(
            id -> {
              MapValue metadata = document.mapAt("metadata");
              MapValue annotations = metadata.mapAt("annotations").with(TrackingId.ANNOTATION, id);
              return document.with("metadata", metadata.with("annotations", annotations));
            })
        .orElse(document);
  }

  /** An item that the object lacks is created, and as any creation it is as Git says. */
  private FieldSet notOfNewItems(Roots roots, FieldSet paths) {
    return filtered(roots, paths, this::isLive);
  }

  /** An item that Git dropped goes with all that is in it, unless the item itself is ignored. */
  private static FieldSet ofStatedItems(Roots roots, FieldSet sent, FieldSet paths) {
    return filtered(roots, paths, sent::contains);
  }

  private static FieldSet filtered(Roots roots, FieldSet paths, Predicate<FieldPath> items) {
    List<FieldPath> kept = new ArrayList<>();
    paths.forEach(
        path -> {
          int root = roots.above(path).map(above -> above.elements().size()).orElse(0);
          if (itemsAbove(path, root - 1).stream().allMatch(items)) {
            kept.add(path);
          }
        });
    return FieldSet.of(kept);
  }

  private boolean isLive(FieldPath item) {
    return ServerSideApply.valueAt(live.content(), item, schema).isPresent();
  }

  /** The list items on the way down a path, at most that many steps deep. */
  private static List<FieldPath> itemsAbove(FieldPath path, int depth) {
    List<FieldPath> items = new ArrayList<>();
    for (int i = 0; i < Math.min(depth, path.elements().size()); i++) {
      Element element = path.elements().get(i);
      if (element instanceof FieldPath.Key || element instanceof FieldPath.Item) {
        items.add(new FieldPath(path.elements().subList(0, i + 1)));
      }
    }
    return items;
  }

  /** With what items are told apart by, also of the stated items, whose order is that of live. */
  private static FieldSet withItemKeys(FieldSet kept, FieldSet sent) {
    Set<FieldPath> all = new HashSet<>();
    Set<FieldPath> lists = new HashSet<>();
    kept.forEach(
        path -> {
          all.add(path);
          for (FieldPath item : itemsAbove(path, path.elements().size())) {
            addItem(all, item);
            lists.add(listOf(item));
          }
        });
    sent.forEach(
        path -> {
          for (FieldPath item : itemsAbove(path, path.elements().size())) {
            if (lists.contains(listOf(item))) {
              addItem(all, item);
            }
          }
        });
    return FieldSet.of(all);
  }

  private static FieldPath listOf(FieldPath item) {
    return new FieldPath(item.elements().subList(0, item.elements().size() - 1));
  }

  private static void addItem(Set<FieldPath> all, FieldPath item) {
    all.add(item);
    if (item.elements().get(item.elements().size() - 1) instanceof FieldPath.Key key) {
      key.keys().keySet().forEach(name -> all.add(item.field(name)));
    }
  }
}
