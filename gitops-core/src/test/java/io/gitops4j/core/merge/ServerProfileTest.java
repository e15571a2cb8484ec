package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.merge.ApplyResult.Applied;
import io.gitops4j.core.merge.ServerProfile.Deviation;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each deviation, and what current servers do in its place. All were tried on Kubernetes 1.20. */
class ServerProfileTest {
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-03-01T20:00:00Z");
  private static final Schema SCHEMA =
      Schema.struct()
          .field("apiVersion", Schema.text())
          .field("kind", Schema.text())
          .field("metadata", Schema.deduced())
          .field("spec", Documents.EVERY_SORT)
          .field("status", Schema.mapOf(Schema.deduced()))
          .build();
  private static final FieldSet STATUS = FieldSet.of(FieldPath.of("status"));

  private static MapValue widget(String spec) {
    return map("{apiVersion: v1, kind: W, spec: %s}".formatted(spec));
  }

  private static Applied applied(
      @Nullable MapValue live, String spec, String manager, ServerProfile profile) {
    ApplyOptions options = ApplyOptions.by(manager, EVENING).forced().on(profile);
    return (Applied) ServerSideApply.apply(live, widget(spec), options, SCHEMA);
  }

  private static MapValue written(
      @Nullable MapValue live, String spec, String manager, ServerProfile profile) {
    UpdateOptions options = UpdateOptions.by(manager, MORNING).on(profile);
    return ServerSideApply.update(live, widget(spec), options, SCHEMA);
  }

  private static Set<String> owned(MapValue object, String manager) {
    return paths(
        ManagedFields.of(object).entries().stream()
            .filter(entry -> entry.manager().equals(manager))
            .map(ManagedFieldsEntry::fields)
            .reduce(FieldSet.EMPTY, FieldSet::union));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LIVE_LIST_ORDER                | [a, b]    | [b, a, c]    | [b, a, c]    | [a, b, c]
          LIVE_LIST_ORDER                | [b, x]    | [a, b]       | [a, b, x]    | [b, x, a]
          """)
  void listsKeepTheOrderOfTheLiveObject(
      Deviation deviation, String live, String config, String current, String old) {
    MapValue before = written(null, "{set: %s}".formatted(live), "U", ServerProfile.CURRENT);
    String spec = "{set: %s}".formatted(config);

    assertThat(applied(before, spec, "A", ServerProfile.CURRENT).object().mapAt("spec"))
        .isEqualTo(map("{set: %s}".formatted(current)));
    assertThat(applied(before, spec, "A", ServerProfile.with(deviation)).object().mapAt("spec"))
        .isEqualTo(map("{set: %s}".formatted(old)));
  }

  @Test
  void duplicateItemsInTheLiveObjectAreAnError() {
    MapValue live = written(null, "{set: [a, a]}", "U", ServerProfile.CURRENT);
    ServerProfile old = ServerProfile.with(Deviation.DUPLICATE_ITEMS_FAIL);

    assertThatCode(() -> applied(live, "{text: t}", "A", ServerProfile.CURRENT))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> applied(live, "{text: t}", "A", old))
        .isInstanceOf(MergeException.class)
        .hasMessage(".spec.set: duplicate entries for key [=\"a\"]");
  }

  @Test
  void aWriteThatCanNotBeAccountedForDropsTheOwners() {
    ServerProfile old =
        ServerProfile.with(
            Deviation.UNACCOUNTED_WRITE_DROPS_OWNERS, Deviation.DUPLICATE_ITEMS_FAIL);
    MapValue live = applied(null, "{text: t}", "A", old).object();

    assertThat(ManagedFields.of(written(live, "{text: t, set: [a, a]}", "U", old)).isEmpty())
        .isTrue();
    assertThat(owned(written(live, "{text: t, set: [a, a]}", "U", ServerProfile.CURRENT), "U"))
        .containsExactly(".spec.set", ".spec.set[=\"a\"]");
  }

  @Test
  void aPortOfAServiceNeedsItsProtocol() {
    GroupVersionKind service = GroupVersionKind.of("v1", "Service");
    Schema old = BuiltInSchemas.of(service, ServerProfile.KUBERNETES_1_20).orElseThrow();
    Schema current = BuiltInSchemas.of(service, ServerProfile.CURRENT).orElseThrow();
    MapValue config = map("{apiVersion: v1, kind: Service, spec: {ports: [{port: 80}]}}");

    assertThat(paths(ServerSideApply.fieldSetOf(config, current)))
        .contains(".spec.ports[port=80,protocol=\"TCP\"]");
    assertThatThrownBy(() -> ServerSideApply.validate(config, old, ServerProfile.KUBERNETES_1_20))
        .isInstanceOf(MergeException.class)
        .hasMessageContaining("'port' and 'protocol'");
  }

  @Test
  void anItemThatLacksOneOfItsKeysIsAnError() {
    ServerProfile old = ServerProfile.with(Deviation.MISSING_KEY_FAILS);

    assertThat(owned(applied(null, "{pairs: [{a: 1}]}", "A", ServerProfile.CURRENT).object(), "A"))
        .containsExactly(".spec.pairs[a=1]", ".spec.pairs[a=1].a");
    assertThatThrownBy(() -> applied(null, "{pairs: [{a: 1}]}", "A", old))
        .isInstanceOf(MergeException.class)
        .hasMessage(
            ".spec.pairs: an item must have the keys 'a' and 'b', was [a=1]; they have no default");
    assertThatCode(() -> applied(null, "{ports: [{port: 1}]}", "A", old))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {struct: {}}              | .spec.struct             | -
          {struct: {y: {}}}         | .spec.struct.y           | -
          {map: null}               | .spec.map                | -
          {set: null}               | .spec.set                | -
          {list: null}              | .spec.list               | -
          {whole: {}}               | .spec.whole              | .spec.whole
          {whole: null}             | .spec.whole              | .spec.whole
          {text: null}              | .spec.text               | .spec.text
          {any: null}               | .spec.any                | -
          {map: {a: {}}}            | .spec.map.a              | .spec.map.a
          """)
  void emptyContainersAreNotOwned(String spec, String current, String old) {
    ServerProfile deviating = ServerProfile.with(Deviation.EMPTY_CONTAINERS_ARE_NOT_OWNED);

    assertThat(owned(applied(null, spec, "A", ServerProfile.CURRENT).object(), "A"))
        .isEqualTo(paths(current));
    assertThat(owned(applied(null, spec, "A", deviating).object(), "A")).isEqualTo(paths(old));
  }

  @Test
  void ownersOfAContainerComeToOwnItsContent() {
    ServerProfile old = ServerProfile.with(Deviation.OWNED_CONTAINERS_EXPAND);
    MapValue created = written(null, "{set: [a]}", "U", old);
    MapValue taken =
        applied(applied(created, "{set: [b]}", "A", old).object(), "{}", "B", old).object();
    MapValue replaced = written(taken, "{set: [b]}", "V", old);

    assertThat(owned(replaced, "U")).containsExactly(".spec", ".spec.set");
    assertThat(owned(written(replaced, "{set: [b], text: t}", "V", old), "U"))
        .containsExactly(".spec", ".spec.set", ".spec.set[=\"b\"]");
    assertThat(owned(written(replaced, "{set: [b], text: t}", "V", ServerProfile.CURRENT), "U"))
        .containsExactly(".spec", ".spec.set");
  }

  @Test
  void aPrunedFieldBecomesNull() {
    ServerProfile old = ServerProfile.with(Deviation.PRUNED_FIELDS_BECOME_NULL);
    MapValue live = applied(null, "{text: t, set: [a]}", "A", ServerProfile.CURRENT).object();

    assertThat(applied(live, "{text: t}", "A", ServerProfile.CURRENT).object().mapAt("spec"))
        .isEqualTo(map("{text: t}"));
    assertThat(applied(live, "{text: t}", "A", old).object().mapAt("spec"))
        .isEqualTo(map("{text: t, set: null}"));
  }

  @Test
  void whatAnEndpointResetsIsOwned() {
    MapValue config = widget("{text: t}").with("status", map("{s: 1}"));
    ApplyOptions main = ApplyOptions.by("A", EVENING).ignoring(STATUS);
    ApplyOptions old = main.on(ServerProfile.with(Deviation.STATUS_IS_OWNED));

    assertThat(owned(((Applied) ServerSideApply.apply(null, config, main, SCHEMA)).object(), "A"))
        .containsExactly(".spec.text");
    assertThat(owned(((Applied) ServerSideApply.apply(null, config, old, SCHEMA)).object(), "A"))
        .containsExactly(".spec.text", ".status.s");
    UpdateOptions put = UpdateOptions.by("U", EVENING).ignoring(STATUS);
    assertThat(
            owned(
                ServerSideApply.update(
                    null, config, put.on(ServerProfile.with(Deviation.STATUS_IS_OWNED)), SCHEMA),
                "U"))
        .contains(".status.s");
    assertThat(owned(ServerSideApply.update(null, config, put, SCHEMA), "U"))
        .doesNotContain(".status.s");
  }

  @Test
  void entriesHaveNoSubresource() {
    ServerProfile old = ServerProfile.with(Deviation.NO_SUBRESOURCES);
    MapValue live = written(null, "{text: t}", "U", old);
    UpdateOptions status = UpdateOptions.by("U", EVENING).onSubresource("status");
    MapValue changed = live.with("status", map("{s: 1}"));

    assertThat(
            ManagedFields.of(ServerSideApply.update(live, changed, status.on(old), SCHEMA))
                .entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.subresource()).isEmpty());
    assertThat(ManagedFields.of(ServerSideApply.update(live, changed, status, SCHEMA)).entries())
        .extracting(ManagedFieldsEntry::subresource)
        .containsExactly("", "status");
  }

  @Test
  void anotherSpellingIsAWrite() {
    MapValue live = applied(null, "{text: '1'}", "A", ServerProfile.CURRENT).object();
    MapValue merged =
        ((Applied)
                ServerSideApply.apply(
                    live,
                    widget("{text: 1000m}"),
                    ApplyOptions.by("A", EVENING.plusSeconds(9)),
                    SCHEMA))
            .object();
    MapValue canonical = merged.with("spec", map("{text: '1'}"));

    assertThat(ServerSideApply.stored(live, canonical, ServerProfile.CURRENT)).isSameAs(live);
    assertThat(
            ServerSideApply.stored(
                live, canonical, ServerProfile.with(Deviation.OTHER_SPELLING_IS_A_WRITE)))
        .isSameAs(canonical);
    assertThat(ServerSideApply.stored(live, merged, ServerProfile.CURRENT)).isSameAs(merged);
  }

  @Test
  void givingUpAFieldStampsTheTime() {
    ServerProfile old = ServerProfile.with(Deviation.OWNERSHIP_CHANGES_TIME);
    MapValue live = written(null, "{text: t}", "U", ServerProfile.CURRENT);

    assertThat(
            ManagedFields.of(applied(live, "{text: t}", "A", old).object())
                .applied("A", "")
                .flatMap(ManagedFieldsEntry::time))
        .contains(EVENING);
    assertThat(
            ManagedFields.of(applied(live, "{text: t}", "A", ServerProfile.CURRENT).object())
                .applied("A", "")
                .flatMap(ManagedFieldsEntry::time))
        .isEmpty();
    assertThat(
            applied(applied(live, "{text: t}", "A", old).object(), "{text: t}", "A", old).changed())
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          v1.20.2          | LIVE_LIST_ORDER NO_SUBRESOURCES STATUS_IS_OWNED DUPLICATE_ITEMS_FAIL
          v1.18.0-gke.1    | LIVE_LIST_ORDER NO_SUBRESOURCES STATUS_IS_OWNED DUPLICATE_ITEMS_FAIL
          v1.21.14         | LIVE_LIST_ORDER NO_SUBRESOURCES DUPLICATE_ITEMS_FAIL
          v1.22.3+k3s1     | LIVE_LIST_ORDER DUPLICATE_ITEMS_FAIL
          v1.28.9          | DUPLICATE_ITEMS_FAIL
          v1.29.0          | ''
          v1.33.1-eks-1    | ''
          1.31             | ''
          """)
  void versionsHaveTheDeviationsThatAreKnownOfThem(String version, String deviations) {
    ServerProfile profile = ServerProfile.ofVersion(version).orElseThrow();
    EnumSet<Deviation> looked =
        EnumSet.of(
            Deviation.LIVE_LIST_ORDER,
            Deviation.NO_SUBRESOURCES,
            Deviation.STATUS_IS_OWNED,
            Deviation.DUPLICATE_ITEMS_FAIL);
    looked.removeIf(deviation -> !profile.has(deviation));

    assertThat(String.join(" ", looked.stream().map(Enum::name).sorted().toList()))
        .isEqualTo(String.join(" ", Arrays.stream(deviations.split(" ")).sorted().toList()));
  }

  @ParameterizedTest
  @CsvSource({"v0.0.0-master+$Format:%H$", "''", "unknown", "v2.1.0", "v1"})
  void otherVersionsAreToldByTheirFeatures(String version) {
    assertThat(ServerProfile.ofVersion(version)).isEmpty();
    assertThat(ServerProfile.detected(version, false)).isEqualTo(ServerProfile.KUBERNETES_1_20);
    assertThat(ServerProfile.detected(version, true)).isEqualTo(ServerProfile.CURRENT);
    assertThat(ServerProfile.CURRENT).hasToString("current");
    assertThat(ServerProfile.KUBERNETES_1_20.toString()).contains("LIVE_LIST_ORDER");
  }
}
