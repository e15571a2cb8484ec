package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.ClusterTarget.Watch;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.FieldPath;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ScalarKind;
import io.gitops4j.core.merge.Schema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ClusterTarget} must do; extend it to test an implementation.
 *
 * <p>Each test asks for a target and for two namespaces of its own, which it creates.
 *
 * @since 0.1.0
 */
public abstract class ClusterTargetContract extends ClusterTargetOwners {

  /** For subclasses. */
  protected ClusterTargetContract() {}

  /** Deletes. */
  @Nested
  class Deleting {
    @Test
    void removesTheObjectThatWasSeen() {
      LiveResource seen = applied(settings()).resource();

      assertThat(target.delete(DeleteRequest.of(seen))).isEqualTo(DeleteOutcome.DELETED);
      assertThat(target.get(key())).isEmpty();
    }

    @Test
    void somethingAbsentIsNoError() {
      LiveResource seen = applied(settings()).resource();
      target.delete(DeleteRequest.of(seen));

      assertThat(target.delete(DeleteRequest.of(seen))).isEqualTo(DeleteOutcome.ABSENT);
    }

    @Test
    void refusesAnObjectThatChangedSinceItWasSeen() {
      LiveResource seen = applied(settings("greeting", "one")).resource();
      applied(settings("greeting", "two"));

      assertThat(target.delete(DeleteRequest.of(seen)))
          .isEqualTo(DeleteOutcome.PRECONDITION_FAILED);
      assertThat(target.get(key())).isPresent();
    }

    @Test
    void refusesAnotherObjectOfTheSameName() {
      LiveResource seen = applied(settings()).resource();
      target.delete(DeleteRequest.of(seen));
      LiveResource successor = applied(settings()).resource();
      DeleteRequest ofPredecessor =
          new DeleteRequest(
              key(), seen.uid(), successor.resourceVersion(), DeleteRequest.Propagation.BACKGROUND);

      assertThat(target.delete(ofPredecessor)).isEqualTo(DeleteOutcome.PRECONDITION_FAILED);
      assertThat(target.get(key())).contains(successor);
    }

    @Test
    void waitsForFinalizers() {
      Manifest guarded =
          Manifest.of(
              settings()
                  .content()
                  .with(
                      "metadata",
                      settings()
                          .content()
                          .mapAt("metadata")
                          .with("finalizers", Value.of(List.of("contract.example/guard")))));
      LiveResource seen = applied(guarded).resource();

      assertThat(target.delete(DeleteRequest.of(seen))).isEqualTo(DeleteOutcome.TERMINATING);
      assertThat(target.get(key()).map(LiveResource::isTerminating)).contains(true);

      applied(settings());
      assertThat(target.get(key())).isEmpty();
    }
  }

  /** Reads. */
  @Nested
  class Reading {
    @Test
    void listsTheObjectsOfANamespace() {
      applied(Samples.settings(space, "one"));
      applied(Samples.settings(otherSpace, "two"));

      assertThat(target.list(new ResourceQuery(CONFIG_MAP, space)))
          .extracting(live -> live.key().name())
          .contains("one")
          .doesNotContain("two");
      assertThat(target.list(ResourceQuery.all(CONFIG_MAP)))
          .extracting(live -> live.key().name())
          .contains("one", "two");
    }

    @Test
    void tellsObjectsInTheVersionThatIsAskedFor() {
      Manifest scaler = Samples.scaler(space, target.info());
      applied(scaler);
      ResourceQuery scalers = new ResourceQuery(scaler.kind().groupKind(), space);

      for (String version : List.of("v1", scaler.kind().version())) {
        assertThat(target.list(scalers.in(version)))
            .as("listed in %s", version)
            .extracting(live -> live.manifest().kind().version())
            .containsExactly(version);
        assertThat(target.get(scaler.key(), version))
            .as("read in %s", version)
            .hasValueSatisfying(
                live -> assertThat(live.manifest().kind().version()).isEqualTo(version));
      }
      assertThat(target.get(scaler.key(), "v1").orElseThrow().content())
          .extracting(content -> content.integerAt("spec", "targetCPUUtilizationPercentage"))
          .isEqualTo(Optional.of(60L));
      assertThat(target.get(scaler.key(), "v9")).isEmpty();
    }

    @Test
    void refusesToListAKindThatIsNotServed() {
      assertThatThrownBy(
              () -> target.list(ResourceQuery.all(new GroupKind("unknown.example", "Widget"))))
          .isInstanceOfSatisfying(
              ClusterException.class,
              e -> assertThat(e.reason()).isEqualTo(ClusterException.Reason.UNKNOWN_KIND));
    }

    @Test
    void findsNothingOfAKindThatIsNotServed() {
      assertThat(target.get(Samples.widget(space).key())).isEmpty();
    }

    @Test
    void tellsVersionAndKinds() {
      assertThat(target.info().version()).startsWith("v");
      assertThat(target.info().resource(new GroupVersionKind("apps", "v1", "Deployment")))
          .hasValueSatisfying(
              kind -> {
                assertThat(kind.plural()).isEqualTo("deployments");
                assertThat(kind.namespaced()).isTrue();
              });
      assertThat(target.info().resource(new GroupKind("", "Namespace")))
          .hasValueSatisfying(kind -> assertThat(kind.namespaced()).isFalse());
    }

    @Test
    void tellsHowItMergesAKind() {
      Schema merged = target.schema(Samples.settings(space, "x").kind());

      assertThat(merged.below(new FieldPath.Field("data")).below(new FieldPath.Field("any")))
          .extracting(Schema::scalarKind)
          .isEqualTo(Optional.of(ScalarKind.TEXT));
    }

    @Test
    void knowsNothingOfAKindOrVersionThatIsNotServed() {
      for (String version : List.of("unknown.example/v1", "apps/v7")) {
        assertThat(target.schema(GroupVersionKind.of(version, "Deployment")).digest())
            .as(version)
            .isEqualTo(Schema.deduced().digest());
      }
    }
  }

  /** Watches. */
  @Nested
  class Watching {
    private final List<ClusterEvent> events = new CopyOnWriteArrayList<>();

    private List<String> stories() {
      return events.stream().map(this::story).filter(text -> text.contains("settings")).toList();
    }

    private String story(ClusterEvent event) {
      if (event instanceof ClusterEvent.Changed changed) {
        String greeting = changed.resource().content().textAt("data", "greeting").orElse("");
        return "changed " + changed.resource().key().name() + " " + greeting;
      }
      return event instanceof ClusterEvent.Deleted deleted
          ? "deleted " + deleted.last().key().name()
          : "ended";
    }

    private Watch watchSettings() {
      return target.watch(new ResourceQuery(CONFIG_MAP, space), events::add);
    }

    @Test
    void tellsWhatExistsThenEveryChangeInOrder() {
      applied(settings("greeting", "one"));

      try (Watch watch = watchSettings()) {
        assertThat(watch).isNotNull();
        waitUntil(() -> stories().size() >= 1);
        LiveResource last = applied(settings("greeting", "two")).resource();
        target.delete(DeleteRequest.of(last));
        waitUntil(() -> stories().size() >= 3);
      }

      assertThat(stories())
          .containsExactly("changed settings one", "changed settings two", "deleted settings");
    }

    @Test
    void tellsNothingOfOtherNamespaces() {
      try (Watch watch = watchSettings()) {
        assertThat(watch).isNotNull();
        applied(Samples.settings(otherSpace, "settings", "greeting", "other"));
        applied(settings("greeting", "ours"));
        waitUntil(() -> stories().size() >= 1);
      }

      assertThat(stories()).containsExactly("changed settings ours");
    }

    @Test
    void isSilentOnceItIsClosed() {
      Watch closed = watchSettings();
      closed.close();
      closed.close();
      List<ClusterEvent> before = List.copyOf(events);
      applied(settings("greeting", "unseen"));

      try (Watch other = target.watch(new ResourceQuery(CONFIG_MAP, space), e -> {})) {
        assertThat(other).isNotNull();
        waitUntil(() -> events.size() > before.size());
      }

      assertThat(events).isEqualTo(before);
    }
  }
}
