package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ApplyResult.Applied;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UpdaterTest {
  private static final Schema CONFIG_MAP =
      BuiltInSchemas.of(GroupVersionKind.of("v1", "ConfigMap")).orElseThrow();
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-03-01T20:00:00Z");

  private static final MapValue LIVE = applied("{k: v}");

  private static MapValue configMap(String data) {
    return map("{apiVersion: v1, kind: ConfigMap, metadata: {name: x}, data: %s}".formatted(data));
  }

  private static MapValue applied(String data) {
    ApplyResult result =
        ServerSideApply.apply(null, configMap(data), ApplyOptions.by("git", MORNING), CONFIG_MAP);
    return ((Applied) result).object();
  }

  private static MapValue updated(MapValue live, MapValue object, String manager) {
    return ServerSideApply.update(live, object, UpdateOptions.by(manager, EVENING), CONFIG_MAP);
  }

  private static MapValue withManagedFields(MapValue object, Value entries) {
    return object.with("metadata", object.mapAt("metadata").with("managedFields", entries));
  }

  @Test
  void aWriteThatChangesNothingLeavesTheOwnersAlone() {
    assertThat(updated(LIVE, configMap("{k: v}"), "edit")).isEqualTo(LIVE);
  }

  @Test
  void whatIsWrittenChangesHands() {
    ManagedFields owners = ManagedFields.of(updated(LIVE, configMap("{k: w, j: v}"), "edit"));

    assertThat(owners.entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.manager()).isEqualTo("edit");
              assertThat(entry.time()).contains(EVENING);
              assertThat(paths(entry.fields())).containsExactly(".data.j", ".data.k");
            });
  }

  @Test
  void aLaterWriteOfTheSameManagerAddsToItsEntry() {
    MapValue once = updated(LIVE, configMap("{k: v, j: v}"), "edit");
    MapValue twice = updated(once, configMap("{k: v, j: v, i: v}"), "edit");

    assertThat(paths(ManagedFields.of(twice).entries().get(1).fields()))
        .containsExactly(".data.i", ".data.j");
  }

  @Test
  void anObjectWithoutOwnersStaysWithout() {
    assertThat(updated(configMap("{k: v}"), configMap("{k: w}"), "edit"))
        .isEqualTo(configMap("{k: w}"));
  }

  @Test
  void aWriterMayResetTheOwners() {
    assertThat(updated(LIVE, withManagedFields(LIVE, ListValue.EMPTY), "edit"))
        .isEqualTo(configMap("{k: v}"));
    assertThat(updated(LIVE, withManagedFields(LIVE, ListValue.of(MapValue.EMPTY)), "edit"))
        .isEqualTo(configMap("{k: v}"));
  }

  @Test
  void aWriterMaySetTheOwners() {
    Value entries =
        updated(LIVE, configMap("{k: w}"), "someone").at("metadata", "managedFields").orElseThrow();

    MapValue object = updated(LIVE, withManagedFields(configMap("{k: v}"), entries), "edit");

    assertThat(ManagedFields.of(object).entries())
        .extracting(ManagedFieldsEntry::manager)
        .containsExactly("someone");
  }

  @Test
  void ownersThatCanNotBeReadDoNotCount() {
    Value broken =
        ListValue.of(map("{manager: a, operation: Conquer, apiVersion: v1, fieldsType: FieldsV1}"));

    assertThat(updated(LIVE, withManagedFields(configMap("{k: v}"), broken), "edit"))
        .isEqualTo(LIVE);
  }

  @Test
  void aWriteThatDoesNotFitTheSchemaGoesThroughUnaccounted() {
    MapValue odd = configMap("[a]");

    MapValue object = updated(LIVE, odd, "edit");

    assertThat(object.at("data")).isEqualTo(odd.at("data"));
    assertThat(ManagedFields.of(object)).isEqualTo(ManagedFields.of(LIVE));
  }

  @Test
  @DisplayName("case 48")
  void updatersOfTwoVersionsAreTwoEntries() {
    MapValue v2 = configMap("{k: v, j: v}").with("apiVersion", Scalar.of("v2"));

    MapValue one = updated(LIVE, configMap("{k: w, j: w}"), "edit");
    MapValue two = updated(one, v2, "edit");

    assertThat(ManagedFields.of(two).entries())
        .extracting(ManagedFieldsEntry::apiVersion)
        .containsExactly("v2");
    MapValue three = updated(two, configMap("{k: v, j: w}"), "edit");
    assertThat(ManagedFields.of(three).entries())
        .extracting(ManagedFieldsEntry::apiVersion)
        .containsExactly("v1", "v2");
  }

  @Test
  void theOldestOfManyUpdatersAreUnited() {
    MapValue object = LIVE;
    for (int i = 0; i < 13; i++) {
      MapValue data = object.mapAt("data").with("key" + i, Scalar.of("v"));
      Instant time = MORNING.plusSeconds(i);
      object =
          ServerSideApply.update(
              object, object.with("data", data), UpdateOptions.by("writer" + i, time), CONFIG_MAP);
    }

    ManagedFields owners = ManagedFields.of(object);
    assertThat(owners.entries()).hasSize(11);
    ManagedFieldsEntry ancient = owners.entries().get(1);
    assertThat(ancient.manager()).isEqualTo("ancient-changes");
    assertThat(ancient.time()).contains(MORNING.plusSeconds(3));
    assertThat(paths(ancient.fields()))
        .containsExactly(".data.key0", ".data.key1", ".data.key2", ".data.key3");
  }
}
