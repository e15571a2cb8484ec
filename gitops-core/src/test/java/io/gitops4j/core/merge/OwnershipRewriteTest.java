package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.ApplyResult.Applied;
import io.gitops4j.core.merge.ManagedFieldsEntry.Operation;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnershipRewriteTest {
  private static final Schema SCHEMA =
      BuiltInSchemas.of(GroupVersionKind.of("v1", "ConfigMap")).orElseThrow();
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-03-01T20:00:00Z");

  private static MapValue configMap(String data) {
    return map("{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: %s}".formatted(data));
  }

  private static MapValue written(MapValue before, String data, String manager) {
    MapValue after = configMap(data);
    return ServerSideApply.update(
        before.isEmpty() ? null : before, after, UpdateOptions.by(manager, MORNING), SCHEMA);
  }

  private static MapValue applied(MapValue before, String data, String manager) {
    ApplyOptions options = ApplyOptions.by(manager, EVENING).forced();
    return ((Applied)
            ServerSideApply.apply(
                before.isEmpty() ? null : before, configMap(data), options, SCHEMA))
        .object();
  }

  private static OwnershipRewrite rewrite(MapValue live) {
    return OwnershipRewrite.of(live, "git", SCHEMA);
  }

  private static MapValue rewritten(MapValue live, OwnershipRewrite rewrite) {
    return rewrite.result().orElseThrow().writtenTo(live);
  }

  private static Set<String> owned(MapValue object, String manager) {
    return paths(ManagedFields.of(object).applied(manager, "").orElseThrow().fields());
  }

  @Test
  void whatAnAdoptedManagerWroteAndGitDoesNotStateGoes() {
    MapValue live = written(MapValue.EMPTY, "{k: v, old: v}", "kubectl-client-side-apply");

    MapValue unadopted = applied(live, "{k: v}", "git");
    MapValue adopted =
        applied(
            rewritten(live, rewrite(live).adopting(Set.of("kubectl-client-side-apply"))),
            "{k: v}",
            "git");

    assertThat(unadopted.mapAt("data")).isEqualTo(map("{k: v, old: v}"));
    assertThat(adopted.mapAt("data")).isEqualTo(map("{k: v}"));
    assertThat(ManagedFields.of(adopted).entries()).hasSize(1);
  }

  @Test
  void adoptedEntriesUniteWithOurOwn() {
    MapValue live =
        applied(
            written(written(MapValue.EMPTY, "{a: v}", "helm"), "{a: v, b: v}", "before"),
            "{c: v}",
            "git");

    MapValue object = rewritten(live, rewrite(live).adopting(Set.of("helm", "before", "nobody")));

    assertThat(owned(object, "git")).containsExactly(".data", ".data.a", ".data.b", ".data.c");
    assertThat(ManagedFields.of(object).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.time()).contains(MORNING));
  }

  @Test
  void anotherAppliersEntryCanBeAdopted() {
    MapValue live = applied(MapValue.EMPTY, "{k: v}", "flux");

    MapValue object = rewritten(live, rewrite(live).adopting(Set.of("flux")));

    assertThat(owned(object, "git")).containsExactly(".data.k");
    assertThat(ManagedFields.of(object).applied("flux", "")).isEmpty();
  }

  @Test
  void entriesOfSubresourcesAreNotAdopted() {
    MapValue live =
        ServerSideApply.update(
            applied(MapValue.EMPTY, "{k: v}", "git"),
            configMap("{k: v, s: v}"),
            UpdateOptions.by("helm", MORNING).onSubresource("status"),
            SCHEMA);

    assertThat(rewrite(live).adopting(Set.of("helm")).result()).isEmpty();
  }

  @Test
  void fieldsOfAnotherVersionAreAdoptedWhereTheObjectHasThem() {
    FieldSet fields = FieldSet.of(FieldPath.of("data", "k"), FieldPath.of("renamed", "j"));
    MapValue live =
        ManagedFields.NONE
            .with(ManagedFieldsEntry.updated("helm", "v1beta1", fields))
            .writtenTo(configMap("{k: v}"));

    MapValue object = rewritten(live, rewrite(live).adopting(Set.of("helm")));

    assertThat(owned(object, "git")).containsExactly(".data.k");
    assertThat(ManagedFields.of(object).entries().get(0).apiVersion()).isEqualTo("v1");
  }

  @Test
  void whatWasEditedByHandAndLeftGitGoesOnceItIsTakenBack() {
    MapValue ours = applied(MapValue.EMPTY, "{k: v, j: v}", "git");
    MapValue live = written(ours, "{k: v, j: w}", "kubectl-edit");
    FieldSet lost = FieldSet.of(FieldPath.of("data", "j"), FieldPath.of("data", "gone"));

    MapValue left = applied(live, "{k: v}", "git");
    MapValue reclaimed = rewritten(live, rewrite(live).taking(lost));

    assertThat(left.mapAt("data")).isEqualTo(map("{k: v, j: w}"));
    assertThat(owned(reclaimed, "git")).containsExactly(".data.j", ".data.k");
    assertThat(ManagedFields.of(reclaimed).entries()).hasSize(1);
    assertThat(applied(reclaimed, "{k: v}", "git").mapAt("data")).isEqualTo(map("{k: v}"));
  }

  @Test
  void fieldsOfNobodyCanBeTakenAsWell() {
    MapValue ours = applied(MapValue.EMPTY, "{k: v}", "git");
    MapValue live = ours.with("data", map("{k: v, strange: v}"));

    MapValue taken =
        rewritten(live, rewrite(live).taking(FieldSet.of(FieldPath.of("data", "strange"))));

    assertThat(applied(live, "{k: v}", "git").mapAt("data")).isEqualTo(map("{k: v, strange: v}"));
    assertThat(applied(taken, "{k: v}", "git").mapAt("data")).isEqualTo(map("{k: v}"));
  }

  @Test
  void aWholeItemIsTakenWithAllThatOthersOwnInIt() {
    Schema deployments =
        BuiltInSchemas.of(GroupVersionKind.of("apps/v1", "Deployment")).orElseThrow();
    String frame =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {template: {spec: {containers: %s}}}}";
    ApplyOptions git = ApplyOptions.by("git", EVENING).forced();
    MapValue config = map(frame.formatted("[{name: a, image: i}]"));
    MapValue ours = ((Applied) ServerSideApply.apply(null, config, git, deployments)).object();
    MapValue live =
        ServerSideApply.update(
            ours,
            map(frame.formatted("[{name: a, image: i}, {name: side, image: j}]")),
            UpdateOptions.by("injector", MORNING),
            deployments);
    FieldPath side =
        FieldPath.of("spec", "template", "spec", "containers")
            .then(FieldPath.Key.of("name", Scalar.of("side")));

    OwnershipRewrite rewrite =
        OwnershipRewrite.of(live, "git", deployments).taking(FieldSet.of(side));
    MapValue taken = rewrite.result().orElseThrow().writtenTo(live);
    MapValue object = ((Applied) ServerSideApply.apply(taken, config, git, deployments)).object();

    assertThat(NeverOwned.withoutManagedFields(object)).isEqualTo(config);
    assertThat(ManagedFields.of(object).entries()).hasSize(1);
  }

  @Test
  void whatIsTakenAloneLeavesOthersWhatLiesBelowIt() {
    MapValue live = written(MapValue.EMPTY, "{theirs: v}", "kubectl-edit");
    FieldPath data = FieldPath.of("data");

    MapValue alone = rewritten(live, rewrite(live).takingOnly(FieldSet.of(data)));
    MapValue withAllBelow = rewritten(live, rewrite(live).taking(FieldSet.of(data)));

    assertThat(owned(alone, "git")).containsExactly(".data");
    assertThat(paths(ManagedFields.of(alone).entries().get(1).fields()))
        .containsExactly(".data.theirs");
    assertThat(owned(withAllBelow, "git")).containsExactlyInAnyOrder(".data", ".data.theirs");
  }

  @Test
  void whoLosesAllInAMapByThatDoesNotKeepTheMap() {
    MapValue live = written(MapValue.EMPTY, "{one: v, two: v}", "kubectl-client-side-apply");
    FieldSet one = FieldSet.of(FieldPath.of("data", "one"));
    FieldSet both = one.union(FieldSet.of(FieldPath.of("data", "two")));

    MapValue half = rewritten(live, rewrite(live).takingOnly(one));
    MapValue all = rewritten(live, rewrite(live).takingOnly(both));

    assertThat(paths(ManagedFields.of(half).entries().get(1).fields()))
        .containsExactly(".data", ".data.two");
    assertThat(ManagedFields.of(all).entries())
        .extracting(ManagedFieldsEntry::manager)
        .containsExactly("git");
  }

  @Test
  void whatIsReleasedIsNobodysAndStays() {
    MapValue live = written(MapValue.EMPTY, "{one: v, two: v}", "kubectl-client-side-apply");
    FieldSet one = FieldSet.of(FieldPath.of("data", "one"));

    MapValue object = rewritten(live, rewrite(live).releasing("kubectl-client-side-apply", one));

    assertThat(paths(ManagedFields.of(object).all())).containsExactly(".data", ".data.two");
    assertThat(object.mapAt("data")).isEqualTo(live.mapAt("data"));
    assertThat(rewrite(live).releasing("helm", one).result()).isEmpty();
  }

  @Test
  void takingAloneWhatIsOursAlreadyChangesNothing() {
    MapValue live = applied(MapValue.EMPTY, "{k: v}", "git");

    assertThat(rewrite(live).takingOnly(FieldSet.of(FieldPath.of("data", "k"))).result()).isEmpty();
  }

  @Test
  void ofSomethingAtomicTheWholeIsTaken() {
    Schema services = BuiltInSchemas.of(GroupVersionKind.of("v1", "Service")).orElseThrow();
    MapValue live =
        map("{apiVersion: v1, kind: Service, metadata: {name: x}, spec: {selector: {a: b}}}");
    FieldSet within = FieldSet.of(FieldPath.of("spec", "selector", "a"));

    Optional<ManagedFields> owners =
        OwnershipRewrite.of(live, "git", services).taking(within).result();

    assertThat(paths(owners.orElseThrow().all())).containsExactly(".spec.selector");
  }

  @Test
  void whatWeCreatedIsOursAsIfApplied() {
    MapValue created = written(MapValue.EMPTY, "{k: v, defaulted: v}", "git");

    MapValue object = rewritten(created, rewrite(created).stating(configMap("{k: v}")));

    assertThat(ManagedFields.of(object).entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.operation()).isEqualTo(Operation.APPLY);
              assertThat(paths(entry.fields())).containsExactly(".data.k");
              assertThat(entry.time()).contains(MORNING);
            });
    assertThat(applied(object, "{j: v}", "git").mapAt("data"))
        .isEqualTo(map("{defaulted: v, j: v}"));
  }

  @Test
  void nothingIsRewrittenIfAllIsAsItShouldBe() {
    MapValue live = applied(MapValue.EMPTY, "{k: v}", "git");

    assertThat(rewrite(live).result()).isEmpty();
    assertThat(rewrite(live).adopting(Set.of("helm", "git")).result()).isEmpty();
    assertThat(rewrite(live).taking(FieldSet.of(FieldPath.of("data", "k"))).result()).isEmpty();
    assertThat(rewrite(live).taking(FieldSet.of(FieldPath.of("data", "none"))).result()).isEmpty();
    assertThat(rewrite(live).stating(configMap("{k: v}")).result()).isEmpty();
  }

  @Test
  void stepsWorkOnEachOther() {
    MapValue live =
        written(
            written(applied(MapValue.EMPTY, "{k: v}", "git"), "{k: w, h: v}", "helm"),
            "{k: w, h: v, e: v}",
            "kubectl-edit");

    OwnershipRewrite rewrite =
        rewrite(live).adopting(Set.of("helm")).taking(FieldSet.of(FieldPath.of("data", "e")));

    assertThat(applied(rewritten(live, rewrite), "{k: v}", "git").mapAt("data"))
        .isEqualTo(map("{k: v}"));
  }
}
