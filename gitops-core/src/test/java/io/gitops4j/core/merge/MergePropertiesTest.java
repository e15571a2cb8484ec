package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.EVERY_SORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ApplyResult.Applied;
import io.gitops4j.core.merge.ApplyResult.Change;
import io.gitops4j.core.merge.ApplyResult.Conflicted;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** What holds for all objects, configurations and sets. */
class MergePropertiesTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
  private static final Schema SCHEMA =
      Schema.struct()
          .field("apiVersion", Schema.text())
          .field("kind", Schema.text())
          .field("metadata", Schema.deduced())
          .field("spec", EVERY_SORT)
          .build();

  @Provide
  Arbitrary<FieldPath.Element> elements() {
    Arbitrary<FieldPath.Element> fields =
        Arbitraries.of("a", "b", "x.y/z", "\uD83D\uDE00").map(FieldPath.Field::new);
    Arbitrary<FieldPath.Element> keys =
        scalars()
            .flatMap(
                value -> Arbitraries.of("name", "port").map(name -> FieldPath.Key.of(name, value)));
    Arbitrary<FieldPath.Element> items = scalars().map(FieldPath.Item::new);
    Arbitrary<FieldPath.Element> indexes =
        Arbitraries.integers().between(0, 3).map(FieldPath.Index::new);
    return Arbitraries.oneOf(fields, fields, keys, items, indexes);
  }

  @Provide
  Arbitrary<FieldSet> sets() {
    return elements()
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(FieldPath::new)
        .list()
        .ofMaxSize(12)
        .map(FieldSet::of);
  }

  private static Arbitrary<Scalar> scalars() {
    return Arbitraries.of(
        Scalar.of("a"),
        Scalar.of("<b> & \"c\""),
        Scalar.of(1),
        Scalar.of(2.5),
        Scalar.of(1e30),
        Scalar.of(true));
  }

  /** Specs of {@link Documents#EVERY_SORT}, small enough to collide often. */
  @Provide
  Arbitrary<MapValue> configs() {
    Arbitrary<Value> texts = Arbitraries.of("p", "q", "r").map(Scalar::of);
    Arbitrary<Value> free =
        Arbitraries.lazyOf(() -> texts, () -> texts, () -> maps(texts), () -> lists(texts));
    Map<String, Arbitrary<Value>> fields = new LinkedHashMap<>();
    fields.put("scalar", texts);
    fields.put("atoms", lists(texts));
    fields.put("whole", maps(texts));
    fields.put("set", lists(texts));
    fields.put("map", maps(free));
    fields.put("list", keyed("name", free));
    fields.put("ports", keyed("port", free));
    fields.put(
        "struct",
        Combinators.combine(texts, maps(free))
            .as((x, y) -> map("x", x, "y", y.mapAt().without("name"))));
    fields.put("any", free);
    return Arbitraries.subsetOf(fields.keySet())
        .flatMap(names -> object(fields, List.copyOf(names)))
        .map(spec -> map("apiVersion", Scalar.of("v1"), "kind", Scalar.of("W"), "spec", spec));
  }

  private static Arbitrary<MapValue> object(
      Map<String, Arbitrary<Value>> fields, List<String> names) {
    List<Arbitrary<Value>> values = names.stream().map(name -> field(fields, name)).toList();
    return Combinators.combine(values)
        .as(
            parts -> {
              Map<String, Value> entries = new LinkedHashMap<>();
              for (int i = 0; i < names.size(); i++) {
                entries.put(names.get(i), parts.get(i));
              }
              return new MapValue(entries);
            });
  }

  private static Arbitrary<Value> field(Map<String, Arbitrary<Value>> fields, String name) {
    Arbitrary<Value> values = fields.getOrDefault(name, Arbitraries.just(Scalar.NULL));
    return Arbitraries.frequencyOf(Tuple.of(9, values), Tuple.of(1, Arbitraries.just(Scalar.NULL)));
  }

  private static Arbitrary<Value> maps(Arbitrary<Value> values) {
    return Arbitraries.maps(Arbitraries.of("a", "b", "c"), values).ofMaxSize(3).map(MapValue::new);
  }

  private static Arbitrary<Value> lists(Arbitrary<Value> items) {
    return items.list().uniqueElements().ofMaxSize(3).map(ListValue::new);
  }

  private static Arbitrary<Value> keyed(String key, Arbitrary<Value> values) {
    Arbitrary<Value> item =
        Combinators.combine(Arbitraries.of("k", "l", "m"), values)
            .as((name, value) -> map(key, Scalar.of(name), "value", value));
    return item.list()
        .uniqueElements(value -> value.textAt(key).orElse(""))
        .ofMaxSize(3)
        .map(ListValue::new);
  }

  private static MapValue map(Object... entries) {
    Map<String, Value> map = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      map.put((String) entries[i], (Value) entries[i + 1]);
    }
    return new MapValue(map);
  }

  @Property(tries = 300)
  void theWireFormOfASetReadsBack(@ForAll("sets") FieldSet set) {
    assertThat(FieldSet.fromFieldsV1(set.toFieldsV1())).isEqualTo(set);
    assertThat(FieldSet.of(set.paths())).isEqualTo(set);
    assertThat(set.paths()).hasSize(set.size()).allMatch(set::contains);
  }

  @Property(tries = 300)
  void setsObeyTheLawsOfSets(@ForAll("sets") FieldSet a, @ForAll("sets") FieldSet b) {
    assertThat(a.union(b)).isEqualTo(b.union(a));
    assertThat(a.union(a)).isEqualTo(a);
    assertThat(a.intersection(b)).isEqualTo(b.intersection(a));
    assertThat(a.difference(b).intersection(b)).isEqualTo(FieldSet.EMPTY);
    assertThat(a.difference(b).union(a.intersection(b))).isEqualTo(a);
    assertThat(a.union(b).difference(b)).isEqualTo(a.difference(b));
    assertThat(a.recursiveDifference(b).difference(a)).isEqualTo(FieldSet.EMPTY);
    assertThat(a.recursiveDifference(b).intersection(b)).isEqualTo(FieldSet.EMPTY);
    assertThat(a.leaves().difference(a)).isEqualTo(FieldSet.EMPTY);
  }

  private static Applied forced(
      @Nullable MapValue live, MapValue config, String manager, int second) {
    ApplyOptions options = ApplyOptions.by(manager, TIME.plusSeconds(second)).forced();
    return (Applied) ServerSideApply.apply(live, config, options, SCHEMA);
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void applyingTwiceIsApplyingOnce(
      @ForAll("configs") MapValue first,
      @ForAll("configs") MapValue other,
      @ForAll("configs") MapValue second) {
    MapValue live =
        forced(forced(forced(null, first, "A", 0).object(), other, "B", 1).object(), second, "A", 2)
            .object();

    Applied again = forced(hasEmpties(second) ? settled(live, second) : live, second, "A", 9);

    assertThat(again.change()).isEqualTo(Change.NONE);
  }

  /**
   * Pruning leaves null where a map that is stated as {@code {}} lost its last entry; the next
   * apply writes {@code {}}. An object of which nobody owns anything gets an owner at the next
   * apply.
   */
  private static MapValue settled(MapValue live, MapValue config) {
    MapValue once = forced(live, config, "A", 5).object();
    return forced(forced(once, config, "A", 6).object(), config, "A", 7).object();
  }

  private static boolean hasEmpties(Value value) {
    return Shapes.isEmpty(value)
        || value.mapAt().entries().values().stream().anyMatch(MergePropertiesTest::hasEmpties)
        || value.itemsAt().stream().anyMatch(MergePropertiesTest::hasEmpties);
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void whatIsForcedIsThereAndOwned(
      @ForAll("configs") MapValue first,
      @ForAll("configs") MapValue other,
      @ForAll("configs") MapValue config) {
    MapValue live = forced(forced(null, first, "A", 0).object(), other, "B", 1).object();

    MapValue object = forced(live, config, "A", 2).object();

    FieldSet stated = ServerSideApply.fieldSetOf(config, SCHEMA);
    FieldSet owned =
        ManagedFields.of(object)
            .applied("A", "")
            .map(ManagedFieldsEntry::fields)
            .orElse(FieldSet.EMPTY);
    assertThat(owned).isEqualTo(stated);
    stated
        .leaves()
        .forEach(path -> assertThat(isStated(object, config, path)).as(path.toString()).isTrue());
  }

  /**
   * What is stated as empty says nothing of what is in it, and is null or missing where all in it
   * was pruned.
   */
  private static boolean isStated(MapValue object, MapValue config, FieldPath path) {
    Value stated = ServerSideApply.valueAt(config, path, SCHEMA).orElseThrow();
    return Shapes.isEmpty(stated)
        || ServerSideApply.valueAt(object, path, SCHEMA).filter(stated::equals).isPresent();
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void whatOneManagerStatedAndNoLongerStatesIsGone(
      @ForAll("configs") MapValue first, @ForAll("configs") MapValue config) {
    MapValue object = forced(forced(null, first, "A", 0).object(), config, "A", 1).object();

    FieldSet there = ServerSideApply.fieldSetOf(NeverOwned.withoutManagedFields(object), SCHEMA);
    FieldSet gone =
        ServerSideApply.fieldSetOf(first, SCHEMA)
            .difference(ServerSideApply.fieldSetOf(config, SCHEMA));
    assertThat(there.intersection(gone).leaves().paths())
        .allMatch(
            path ->
                ServerSideApply.valueAt(object, path, SCHEMA).filter(Shapes::isEmpty).isPresent());
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void theShortCutOfPruningPrunesAsMuch(
      @ForAll("configs") MapValue first,
      @ForAll("configs") MapValue other,
      @ForAll("configs") MapValue config) {
    MapValue live = forced(forced(null, first, "A", 0).object(), other, "B", 1).object();
    MapValue merged =
        Merger.merge(NeverOwned.withoutManagedFields(live), config, SCHEMA, ListOrder.Rule.APPLIED);
    FieldSet stated = FieldSetBuilder.fieldSetOf(config, SCHEMA, ServerProfile.CURRENT);
    ManagedFieldsEntry own = ManagedFieldsEntry.applied("A", "v1", stated);
    FieldSet last =
        ManagedFields.of(live)
            .applied("A", "")
            .map(ManagedFieldsEntry::fields)
            .orElse(FieldSet.EMPTY);
    ManagedFieldsEntry kept = own.withFields(last.intersection(stated));
    Versions versions = new Versions(Circumstances.USUAL, "v1", SCHEMA);
    Pruner pruner = new Pruner(versions, merged, ManagedFields.of(live).with(own));

    assertThat(pruner.prune(kept, stated)).isEqualTo(pruner.pruneInFull(kept));
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void whatDiffersIsWhatWasComparedUnequal(
      @ForAll("configs") MapValue a, @ForAll("configs") MapValue b) {
    Changes there = ServerSideApply.compare(a, b, SCHEMA);
    Changes back = ServerSideApply.compare(b, a, SCHEMA);

    assertThat(there.added()).isEqualTo(back.removed());
    assertThat(there.modified()).isEqualTo(back.modified());
    assertThat(ServerSideApply.compare(a, a, SCHEMA).isEmpty()).isTrue();
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void aRefusedApplyNamesOnlyWhatOthersOwnAndForceWinsIt(
      @ForAll("configs") MapValue first, @ForAll("configs") MapValue second) {
    MapValue live = forced(null, first, "A", 0).object();
    ApplyOptions options = ApplyOptions.by("B", TIME.plusSeconds(1));

    ApplyResult asked = ServerSideApply.apply(live, second, options, SCHEMA);
    Applied won = forced(live, second, "B", 1);

    if (asked instanceof Conflicted refused) {
      FieldSet owned = ownedOf(live);
      assertThat(refused.conflicts())
          .isNotEmpty()
          .allMatch(conflict -> owned.contains(conflict.path()))
          .allMatch(conflict -> lost(won.object(), conflict));
    } else {
      assertThat(asked).isEqualTo(won);
    }
  }

  /** Who states nothing but empty lists owns nothing; then all belongs to before-first-apply. */
  private static FieldSet ownedOf(MapValue live) {
    return ManagedFields.of(live)
        .applied("A", "")
        .map(ManagedFieldsEntry::fields)
        .orElseGet(() -> ServerSideApply.compare(MapValue.EMPTY, live, SCHEMA).added());
  }

  private static boolean lost(MapValue object, Conflict conflict) {
    return ManagedFields.of(object).ownersOf(conflict.path()).stream()
        .noneMatch(entry -> entry.manager().equals(conflict.owner().manager()));
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void givingUpOnesFieldsLeavesWhatTheOtherStated(
      @ForAll("configs") MapValue first, @ForAll("configs") MapValue other) {
    MapValue live = forced(forced(null, first, "A", 0).object(), other, "B", 1).object();

    MapValue object =
        forced(live, map("apiVersion", Scalar.of("v1"), "kind", Scalar.of("W")), "A", 2).object();

    ServerSideApply.fieldSetOf(other, SCHEMA)
        .leaves()
        .forEach(path -> assertThat(isStated(object, other, path)).as(path.toString()).isTrue());
    assertThat(ManagedFields.of(object).applied("A", "")).isEmpty();
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void onAnOldServerToo(
      @ForAll("configs") MapValue first,
      @ForAll("configs") MapValue other,
      @ForAll("configs") MapValue second) {
    ServerProfile old = ServerProfile.KUBERNETES_1_20;
    MapValue live = null;
    for (MapValue config : List.of(first, second)) {
      live = onOld(onOld(live, config, "A").object(), other, "B").object();
    }

    Applied last = onOld(onOld(live, other, "B").object(), other, "B");

    if (!hasEmpties(other)) {
      assertThat(last.change()).isEqualTo(Change.NONE);
      assertThat(ManagedFields.of(last.object()).applied("B", ""))
          .map(ManagedFieldsEntry::fields)
          .hasValue(ServerSideApply.fieldSetOf(other, SCHEMA, old));
    }
  }

  private static Applied onOld(@Nullable MapValue live, MapValue config, String manager) {
    ApplyOptions options =
        ApplyOptions.by(manager, TIME).forced().on(ServerProfile.KUBERNETES_1_20);
    return (Applied) ServerSideApply.apply(live, config, options, SCHEMA);
  }
}
