package io.gitops4j.core.diff;

import static io.gitops4j.core.diff.Guestbook.compare;
import static io.gitops4j.core.diff.Guestbook.edited;
import static io.gitops4j.core.diff.Guestbook.intent;
import static io.gitops4j.core.diff.Guestbook.intents;
import static io.gitops4j.core.diff.Guestbook.paths;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server stores in another spelling than Git's, or does not store at all. */
class SpellingsTest {
  private static final String STORED =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: web, labels: {app: web}}
      spec:
        paused: false
        template:
          spec:
            hostNetwork: false
            tolerations: []
            containers:
              - name: web
                image: web:1
                workingDir: ""
                resources: {limits: {cpu: "1", memory: 1Gi}, requests: {}}
      """;
  private static final LiveResource LIVE = Applied.created(intent(STORED));

  private static ResourceDiff diff(String git, LiveResource live) {
    return compare(intents(git), LiveState.of(List.of(live))).resources().get(0);
  }

  @ParameterizedTest
  @CsvSource({"cpu: \"1\", cpu: 1000m", "memory: 1Gi, memory: 1024Mi", "cpu: \"1\", cpu: 1"})
  void areNoDifference(String stored, String stated) {
    ResourceDiff diff = diff(edited(STORED, stored, stated), LIVE);

    assertThat(diff.verdict()).isEqualTo(Verdict.SYNCED);
    assertThat(diff.changes()).isEmpty();
    assertThat(diff.predicted().orElseThrow().content()).isEqualTo(LIVE.content());
  }

  @Test
  void doNotHideARealChange() {
    String git = edited(STORED, "cpu: \"1\"", "cpu: 1000m", "memory: 1Gi", "memory: 2048Mi");

    ResourceDiff diff = diff(git, LIVE);

    assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
    assertThat(paths(diff)).singleElement().asString().endsWith(".resources.limits.memory");
    assertThat(DiffText.masking(Redactor.withoutHashes()).of(diff))
        .contains("-            memory: 1Gi", "+            memory: 2048Mi")
        .doesNotContain("1000m");
  }

  @Test
  void takeNothingFromOtherOwners() {
    ManagedFields owners = ManagedFields.of(LIVE.content());
    ManagedFieldsEntry own = owners.applied(Guestbook.MANAGER, "").orElseThrow();
    MapValue shared =
        owners
            .with(ManagedFieldsEntry.applied("autopilot", "apps/v1", own.fields()))
            .writtenTo(LIVE.content());

    ResourceDiff diff =
        diff(
            edited(STORED, "cpu: \"1\"", "cpu: 1000m"),
            LiveResource.of(LIVE.manifest().withContent(shared)));

    assertThat(diff.verdict()).isEqualTo(Verdict.SYNCED);
    assertThat(diff.predicted().orElseThrow().content()).isEqualTo(shared);
  }

  @Test
  void ofAnotherOwnerAreSharedByTheNextSync() {
    MapValue others =
        ManagedFields.of(LIVE.content())
            .map(entry -> ManagedFieldsEntry.updated("kubectl-edit", "apps/v1", entry.fields()))
            .writtenTo(LIVE.content());

    ResourceDiff diff =
        diff(
            edited(STORED, "cpu: \"1\"", "cpu: 1000m"),
            LiveResource.of(LIVE.manifest().withContent(others)));

    assertThat(diff.verdict()).isEqualTo(Verdict.OWNERSHIP_ONLY);
  }

  @Test
  void ofNothingAreNoDifferenceOnceTheServerTookThem() {
    LiveResource stored = without(LIVE);

    ResourceDiff diff = diff(STORED, stored);

    assertThat(diff.verdict()).isEqualTo(Verdict.SYNCED);
    assertThat(Noise.removedFrom(diff.predicted().orElseThrow().content()))
        .isEqualTo(Noise.removedFrom(stored.content()));
  }

  @Test
  void ofNothingMayBeNull() {
    String role =
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: none}, rules: []}";
    LiveResource live = Applied.created(intent(role));
    LiveResource stored =
        LiveResource.of(live.manifest().withContent(live.content().with("rules", Scalar.NULL)));

    assertThat(diff(role, stored).verdict()).isEqualTo(Verdict.SYNCED);
  }

  @Test
  void ofNothingAreADifferenceWhereSomebodyHasSomething() {
    String added = edited(STORED, "hostNetwork: false", "hostNetwork: true");

    assertThat(paths(diff(STORED, Applied.over(LIVE, intent(added)))))
        .containsExactly(".spec.template.spec.hostNetwork");
  }

  /** As the server's types leave out what is empty; nobody loses a field by that. */
  private static LiveResource without(LiveResource live) {
    MapValue typed = Empties.removedFrom(live.content().without("metadata"));
    return LiveResource.of(
        live.manifest().withContent(typed.with("metadata", live.content().mapAt("metadata"))));
  }
}
