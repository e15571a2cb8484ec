package io.gitops4j.core.merge;

import static io.gitops4j.core.merge.Documents.map;
import static io.gitops4j.core.merge.Documents.paths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ApplyResult.Applied;
import io.gitops4j.core.merge.ApplyResult.Conflicted;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Owners in other versions of a kind, of which v2 calls {@code size} what v1 calls {@code width}.
 */
class VersionConverterTest {
  private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
  private static final Schema SCHEMA = Schema.deduced();
  private static final Map<String, String> NAMES = Map.of("v1", "width", "v2", "size");

  /** Knows v1 and v2; v3 is gone. */
  private static Optional<MapValue> converted(MapValue object, String version) {
    String from = NAMES.getOrDefault(object.textAt("apiVersion").orElse(""), "");
    String to = NAMES.getOrDefault(version, "");
    if (to.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Value> spec = new LinkedHashMap<>();
    object
        .mapAt("spec")
        .entries()
        .forEach((key, value) -> spec.put(key.equals(from) ? to : key, value));
    MapValue named = object.with("apiVersion", Scalar.of(version));
    return Optional.of(spec.isEmpty() ? named : named.with("spec", new MapValue(spec)));
  }

  private static MapValue object(String version, String spec) {
    return map("{apiVersion: %s, kind: W, spec: %s}".formatted(version, spec));
  }

  private static ApplyOptions by(String manager) {
    return ApplyOptions.by(manager, MORNING).converting(VersionConverterTest::converted);
  }

  private static MapValue applied(MapValue live, MapValue config, ApplyOptions options) {
    ApplyResult result =
        ServerSideApply.apply(live.isEmpty() ? null : live, config, options, SCHEMA);
    return ((Applied) result).object();
  }

  private static MapValue in(String version, MapValue object) {
    return converted(object, version).orElseThrow();
  }

  private static Set<String> owned(MapValue object, String manager) {
    return ManagedFields.of(object).applied(manager, "").stream()
        .map(entry -> paths(entry.fields()))
        .findFirst()
        .orElse(Set.of());
  }

  @Test
  void aConflictIsFoundUnderTheNameThatTheOwnerUses() {
    MapValue live = applied(MapValue.EMPTY, object("v1", "{width: 1}"), by("A"));

    ApplyResult result =
        ServerSideApply.apply(in("v2", live), object("v2", "{size: 2}"), by("B"), SCHEMA);

    assertThat(((Conflicted) result).conflicts())
        .singleElement()
        .satisfies(
            conflict -> {
              assertThat(conflict.path()).isEqualTo(FieldPath.of("spec", "width"));
              assertThat(conflict.live()).contains(Scalar.of(1));
              assertThat(conflict.desired()).contains(Scalar.of(2));
            });
  }

  @Test
  void forceTakesTheFieldFromItsOwnerUnderItsName() {
    MapValue live = applied(MapValue.EMPTY, object("v1", "{width: 1, a: 1}"), by("A"));

    MapValue object = applied(in("v2", live), object("v2", "{size: 2}"), by("B").forced());

    assertThat(object.mapAt("spec")).isEqualTo(map("{size: 2, a: 1}"));
    assertThat(owned(object, "A")).containsExactly(".spec", ".spec.a");
    assertThat(owned(object, "B")).containsExactly(".spec", ".spec.size");
  }

  @Test
  void theSameValueUnderAnotherNameIsShared() {
    MapValue live = applied(MapValue.EMPTY, object("v1", "{width: 1}"), by("A"));

    MapValue object = applied(in("v2", live), object("v2", "{size: 1}"), by("B"));

    assertThat(owned(object, "A")).containsExactly(".spec", ".spec.width");
    assertThat(owned(object, "B")).containsExactly(".spec", ".spec.size");
  }

  @Test
  void whatWasStatedInTheOldVersionIsPrunedInTheNew() {
    MapValue live = applied(MapValue.EMPTY, object("v1", "{width: 1, a: 1}"), by("A"));

    MapValue object = applied(in("v2", live), object("v2", "{a: 1}"), by("A"));

    assertThat(object.mapAt("spec")).isEqualTo(map("{a: 1}"));
    assertThat(owned(object, "A")).containsExactly(".spec", ".spec.a");
    assertThat(ManagedFields.of(object).entries().get(0).apiVersion()).isEqualTo("v2");
  }

  @Test
  void whatIsStatedUnderItsNewNameStays() {
    MapValue live = applied(MapValue.EMPTY, object("v1", "{width: 1}"), by("A"));

    MapValue object = applied(in("v2", live), object("v2", "{size: 1}"), by("A"));

    assertThat(object.mapAt("spec")).isEqualTo(map("{size: 1}"));
  }

  @Test
  void whatAnotherOwnsUnderAnotherNameIsNotPruned() {
    MapValue first = applied(MapValue.EMPTY, object("v1", "{width: 1, a: 1}"), by("A"));
    MapValue live = applied(in("v2", first), object("v2", "{size: 1}"), by("B"));

    MapValue object = applied(in("v1", live), object("v1", "{a: 1}"), by("A"));

    assertThat(object.mapAt("spec")).isEqualTo(map("{width: 1, a: 1}"));
    assertThat(owned(object, "A")).containsExactly(".spec", ".spec.a");
    assertThat(owned(object, "B")).containsExactly(".spec", ".spec.size");
  }

  @Test
  void ownersInALostVersionAreForgottenAndNothingIsPruned() {
    ManagedFieldsEntry own =
        ManagedFieldsEntry.applied("A", "v3", FieldSet.of(FieldPath.of("spec", "b")));
    ManagedFieldsEntry other =
        ManagedFieldsEntry.applied("B", "v3", FieldSet.of(FieldPath.of("spec", "a")));
    MapValue live = new ManagedFields(List.of(own, other)).writtenTo(object("v2", "{a: 1, b: 1}"));

    MapValue object = applied(live, object("v2", "{a: 2}"), by("A"));

    assertThat(object.mapAt("spec")).isEqualTo(map("{a: 2, b: 1}"));
    assertThat(ManagedFields.of(object).entries())
        .extracting(ManagedFieldsEntry::manager)
        .containsExactly("A");
  }

  @Test
  void aWriteTakesFieldsUnderTheNamesOfTheirOwnersAndForgetsLostVersions() {
    MapValue stored = applied(MapValue.EMPTY, object("v1", "{width: 1, a: 1}"), by("A"));
    ManagedFieldsEntry lost =
        ManagedFieldsEntry.updated("L", "v3", FieldSet.of(FieldPath.of("spec", "a")));
    MapValue live = ManagedFields.of(stored).with(lost).writtenTo(stored);

    MapValue object =
        ServerSideApply.update(
            live,
            object("v2", "{size: 2, a: 1}"),
            UpdateOptions.by("U", MORNING).converting(VersionConverterTest::converted),
            SCHEMA);

    assertThat(owned(object, "A")).containsExactly(".spec", ".spec.a");
    assertThat(ManagedFields.of(object).entries())
        .extracting(entry -> entry.manager() + " " + entry.apiVersion())
        .containsExactly("A v1", "U v2");
  }

  @Test
  void aLiveObjectThatCanNotBeHadInTheVersionOfTheRequestIsAnError() {
    MapValue live = applied(MapValue.EMPTY, object("v1", "{width: 1}"), by("A"));

    assertThatThrownBy(() -> applied(live, object("v3", "{}"), by("A")))
        .isInstanceOf(MergeException.class)
        .hasMessage(".apiVersion: the object, which is there as 'v1', can't be had as 'v3'");
  }
}
