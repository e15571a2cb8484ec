package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.ApplyResult.Applied;
import io.gitops4j.core.merge.ApplyResult.Change;
import io.gitops4j.core.merge.ApplyResult.Conflicted;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ServerSideApplyTest {
  private static final Schema CONFIG_MAP =
      BuiltInSchemas.of(GroupVersionKind.of("v1", "ConfigMap")).orElseThrow();
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-03-01T20:00:00.123Z");

  private static MapValue configMap(String data) {
    return map("{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: %s}".formatted(data));
  }

  private static Applied applied(
      @Nullable MapValue live, MapValue config, String manager, Instant time) {
    return (Applied)
        ServerSideApply.apply(live, config, ApplyOptions.by(manager, time).forced(), CONFIG_MAP);
  }

  @Test
  void theFirstApplyWritesItsEntry() {
    MapValue object = applied(null, configMap("{k: v}"), "git", EVENING).object();

    assertThat(object)
        .isEqualTo(
            map(
                """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: x
                  managedFields:
                  - apiVersion: v1
                    fieldsType: FieldsV1
                    fieldsV1: {'f:data': {'f:k': {}}}
                    manager: git
                    operation: Apply
                    time: '2026-03-01T20:00:00Z'
                data: {k: v}
                """));
  }

  @Test
  void applyingTheSameAgainChangesNothingNotEvenTheTime() {
    MapValue live = applied(null, configMap("{k: v}"), "git", MORNING).object();

    Applied again = applied(live, configMap("{k: v}"), "git", EVENING);

    assertThat(again.changed()).isFalse();
    assertThat(again.object()).isEqualTo(live);
  }

  @Test
  void aSecondApplierOfTheSameValueOwnsItWithoutATime() {
    MapValue live = applied(null, configMap("{k: v}"), "git", MORNING).object();

    Applied shared = applied(live, configMap("{k: v}"), "other", EVENING);

    assertThat(shared.change()).isEqualTo(Change.OWNERSHIP);
    assertThat(ManagedFields.of(shared.object()).applied("other", "").orElseThrow().time())
        .isEmpty();
    assertThat(ManagedFields.of(shared.object()).applied("git", "").orElseThrow().time())
        .contains(MORNING);
  }

  @Test
  void givingUpAValueThatOthersOwnChangesOnlyOwnership() {
    MapValue live = applied(null, configMap("{k: v, j: v}"), "git", MORNING).object();
    MapValue shared = applied(live, configMap("{k: v}"), "other", MORNING).object();

    Applied result = applied(shared, configMap("{j: v}"), "git", EVENING);

    assertThat(result.change()).isEqualTo(Change.OWNERSHIP);
    assertThat(ManagedFields.of(result.object()).applied("git", "").orElseThrow().time())
        .contains(MORNING);
  }

  @Test
  @DisplayName("case 45")
  void anObjectWithoutOwnersBelongsToAnUpdaterBeforeItsFirstApply() {
    ApplyResult refused =
        ServerSideApply.apply(
            configMap("{k: '1'}"),
            configMap("{k: '2'}"),
            ApplyOptions.by("git", EVENING),
            CONFIG_MAP);

    assertThat(((Conflicted) refused).message())
        .isEqualTo(
            "Apply failed with 1 conflict: conflict with \"before-first-apply\" using v1: .data.k");

    Applied forced = applied(configMap("{k: '1', j: '1'}"), configMap("{k: '2'}"), "git", EVENING);

    assertThat(ManagedFields.of(forced.object()).entries())
        .extracting(ManagedFieldsEntry::manager)
        .containsExactly("git", "before-first-apply");
    assertThat(paths(ManagedFields.of(forced.object()).entries().get(1).fields()))
        .containsExactly(".data", ".data.j");
  }

  @Test
  void conflictsNameBothValuesButNeverShowThem() {
    MapValue live = applied(null, configMap("{k: secret-one}"), "git", MORNING).object();

    ApplyResult refused =
        ServerSideApply.apply(
            live, configMap("{k: secret-two}"), ApplyOptions.by("other", EVENING), CONFIG_MAP);

    Conflict conflict = ((Conflicted) refused).conflicts().get(0);
    assertThat(conflict.path()).isEqualTo(FieldPath.of("data", "k"));
    assertThat(conflict.owner().manager()).isEqualTo("git");
    assertThat(conflict.live()).contains(Scalar.of("secret-one"));
    assertThat(conflict.desired()).contains(Scalar.of("secret-two"));
    assertThat(refused.toString()).doesNotContain("secret-");
  }

  @Test
  void severalConflictsAreToldByManager() {
    MapValue live = applied(null, configMap("{a: '1', b: '1', c: '1'}"), "one", MORNING).object();
    MapValue edited =
        ServerSideApply.update(
            live,
            live.with("data", map("{a: '1', b: '2', c: '2'}")),
            UpdateOptions.by("edit", MORNING).onSubresource("status"),
            CONFIG_MAP);

    ApplyResult refused =
        ServerSideApply.apply(
            edited,
            configMap("{a: '3', b: '3', c: '3'}"),
            ApplyOptions.by("git", EVENING),
            CONFIG_MAP);

    assertThat(((Conflicted) refused).message())
        .isEqualTo(
            """
            Apply failed with 3 conflicts: conflicts with "edit" with subresource "status" using v1:
            - .data.b
            - .data.c
            conflicts with "one":
            - .data.a""");
  }

  @Test
  void refusesOwnersInWhatIsApplied() {
    MapValue live = applied(null, configMap("{k: v}"), "git", MORNING).object();

    assertThatThrownBy(() -> applied(live, live, "git", EVENING))
        .isInstanceOf(MergeException.class)
        .hasMessage(".metadata.managedFields: must not be set in what is applied");
  }

  @Test
  void pruningAllLabelsKeepsNameUidAndTheRestOfTheMetadata() {
    MapValue first =
        map(
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: x, labels: {a: b}, annotations: {c: d}}}");
    MapValue stored = applied(null, first, "git", MORNING).object();
    MapValue live = stored.with("metadata", stored.mapAt("metadata").with("uid", Scalar.of("1-2")));

    Applied result =
        applied(
            live, map("{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}"), "git", EVENING);

    assertThat(NeverOwned.withoutManagedFields(result.object()))
        .isEqualTo(map("{apiVersion: v1, kind: ConfigMap, metadata: {name: x, uid: 1-2}}"));
    assertThat(ManagedFields.of(result.object()).isEmpty()).isTrue();
  }

  @Test
  void anApplierMovesToTheVersionThatItApplies() {
    Schema deduced = Schema.deduced();
    MapValue old = map("{apiVersion: a/v1, kind: W, metadata: {name: x}, spec: {a: 1, b: 1}}");
    MapValue live =
        ((Applied) ServerSideApply.apply(null, old, ApplyOptions.by("git", MORNING), deduced))
            .object();

    MapValue config = map("{apiVersion: a/v2, kind: W, metadata: {name: x}, spec: {a: 1}}");
    MapValue moved =
        ((Applied) ServerSideApply.apply(live, config, ApplyOptions.by("git", EVENING), deduced))
            .object();

    assertThat(moved.mapAt("spec")).isEqualTo(map("{a: 1}"));
    assertThat(ManagedFields.of(moved).entries())
        .extracting(ManagedFieldsEntry::apiVersion)
        .containsExactly("a/v2");
    assertThat(ManagedFields.of(live).inOtherVersions("a/v2")).hasSize(1);
  }

  @Test
  @DisplayName("case 44")
  void ownersWithinWhatBecameAtomicOwnTheWhole() {
    Schema granular =
        Schema.struct().others(Schema.deduced()).field("f", Schema.mapOf(Schema.scalar())).build();
    Schema atomic =
        Schema.struct()
            .others(Schema.deduced())
            .field("f", Schema.atomicMap(Schema.scalar()))
            .build();
    MapValue config = map("{apiVersion: v1, kind: W, f: {x: 1}}");
    MapValue live =
        ((Applied) ServerSideApply.apply(null, config, ApplyOptions.by("A", MORNING), granular))
            .object();

    ApplyResult refused =
        ServerSideApply.apply(
            live,
            map("{apiVersion: v1, kind: W, f: {y: 1}}"),
            ApplyOptions.by("B", EVENING),
            atomic);

    assertThat(((Conflicted) refused).conflicts())
        .extracting(Conflict::path)
        .containsExactly(FieldPath.of("f"));
  }

  @Test
  @DisplayName("case 46")
  void ignoredFieldsAreNeitherOwnedNorInConflict() {
    FieldSet status = FieldSet.of(FieldPath.of("status"));
    MapValue config = map("{apiVersion: v1, kind: W, spec: {a: 1}, status: {b: 1}}");
    MapValue live =
        ((Applied)
                ServerSideApply.apply(
                    null, config, ApplyOptions.by("A", MORNING).ignoring(status), Schema.deduced()))
            .object();

    assertThat(paths(ManagedFields.of(live).all())).containsExactly(".spec", ".spec.a");

    MapValue controlled =
        ServerSideApply.update(
            live,
            live.with("status", map("{b: 2}")),
            UpdateOptions.by("controller", MORNING).onSubresource("status"),
            Schema.deduced());
    ApplyResult again =
        ServerSideApply.apply(
            controlled, config, ApplyOptions.by("A", EVENING).ignoring(status), Schema.deduced());

    assertThat(again).isInstanceOf(Applied.class);
    assertThat(ManagedFields.of(((Applied) again).object()).entries())
        .extracting(ManagedFieldsEntry::manager)
        .containsExactly("A", "controller");
  }

  @Test
  void appliersOfASubresourceAreKeptApart() {
    MapValue live = applied(null, configMap("{k: v}"), "git", MORNING).object();

    ApplyResult result =
        ServerSideApply.apply(
            live,
            configMap("{j: v}"),
            ApplyOptions.by("git", EVENING).onSubresource("status"),
            CONFIG_MAP);

    MapValue object = ((Applied) result).object();
    assertThat(object.mapAt("data")).isEqualTo(map("{k: v, j: v}"));
    assertThat(ManagedFields.of(object).entries())
        .extracting(ManagedFieldsEntry::subresource)
        .containsExactly("", "status");
  }

  @Test
  void findsValuesByDefaultedKeys() {
    Schema service = BuiltInSchemas.of(GroupVersionKind.of("v1", "Service")).orElseThrow();
    MapValue object =
        map(
            "{apiVersion: v1, kind: Service, spec: {ports: [{port: 1}, {port: 80, targetPort: http}]}}");
    FieldPath port =
        ServerSideApply.fieldSetOf(object, service).paths().stream()
            .filter(path -> path.toString().endsWith("targetPort"))
            .findFirst()
            .orElseThrow();

    assertThat(port).hasToString(".spec.ports[port=80,protocol=\"TCP\"].targetPort");
    assertThat(ServerSideApply.valueAt(object, port, service)).contains(Scalar.of("http"));
    assertThat(ServerSideApply.valueAt(object, FieldPath.of("spec", "x", "y"), service)).isEmpty();
  }

  @Test
  void entriesAreSortedByOperationThenTime() {
    ManagedFieldsEntry late =
        ManagedFieldsEntry.applied("a", "v1", FieldSet.of(FieldPath.of("a"))).withTime(EVENING);
    ManagedFieldsEntry early =
        ManagedFieldsEntry.applied("b", "v1", FieldSet.of(FieldPath.of("b"))).withTime(MORNING);
    ManagedFieldsEntry timeless =
        ManagedFieldsEntry.applied("c", "v1", FieldSet.of(FieldPath.of("c")));
    ManagedFieldsEntry updater =
        ManagedFieldsEntry.updated("a", "v1", FieldSet.of(FieldPath.of("d")));
    ManagedFieldsEntry empty = ManagedFieldsEntry.applied("d", "v1", FieldSet.EMPTY);

    assertThat(new ManagedFields(List.of(updater, late, early, timeless, empty)).entries())
        .containsExactly(timeless, early, late, updater);
  }

  @Test
  @DisplayName("case 47")
  void anotherSpellingOfAQuantityIsAnotherValue() {
    Schema deployment = BuiltInSchemas.of(GroupVersionKind.of("v1", "ResourceQuota")).orElseThrow();
    MapValue config =
        map(
            "{apiVersion: v1, kind: ResourceQuota, metadata: {name: x}, spec: {hard: {cpu: 1000m}}}");
    MapValue live = config.with("spec", map("{hard: {cpu: '1'}}"));

    assertThat(paths(ServerSideApply.compare(live, config, deployment).all()))
        .containsExactly(".spec.hard.cpu");
  }

  @Test
  @DisplayName("case 43")
  void whatAnEntryOfADroppedVersionStatedIsNotPruned() {
    Schema finalizers = BuiltInSchemas.of(GroupVersionKind.of("v1", "Namespace")).orElseThrow();
    MapValue all =
        map("{apiVersion: v1, kind: Namespace, metadata: {name: x, finalizers: [a, b, c, d]}}");
    MapValue one = map("{apiVersion: v1, kind: Namespace, metadata: {name: x, finalizers: [a]}}");
    ApplyOptions git = ApplyOptions.by("git", MORNING);
    MapValue stored = ((Applied) ServerSideApply.apply(null, all, git, finalizers)).object();
    ManagedFieldsEntry other =
        ManagedFieldsEntry.updated("u", "v1", FieldSet.of(FieldPath.of("spec")));
    MapValue live = new ManagedFields(List.of(other)).writtenTo(stored);

    MapValue object = ((Applied) ServerSideApply.apply(live, one, git, finalizers)).object();

    assertThat(object.itemsAt("metadata", "finalizers")).hasSize(4);
    assertThat(paths(ManagedFields.of(object).applied("git", "").orElseThrow().fields()))
        .containsExactly(".metadata.finalizers[=\"a\"]");
  }
}
