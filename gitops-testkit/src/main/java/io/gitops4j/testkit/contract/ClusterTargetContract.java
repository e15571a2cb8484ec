package io.gitops4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Applied;
import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.cluster.ApplyOutcome.Conflicted;
import io.gitops4j.core.cluster.ApplyOutcome.FieldConflict;
import io.gitops4j.core.cluster.ApplyOutcome.Rejected;
import io.gitops4j.core.cluster.ApplyRequest;
import io.gitops4j.core.cluster.ClusterEvent;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterTarget;
import io.gitops4j.core.cluster.ClusterTarget.Watch;
import io.gitops4j.core.cluster.DeleteOutcome;
import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.ResourceQuery;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ManagedFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ClusterTarget} must do; extend it to test an implementation.
 *
 * <p>Each test asks for a target and for two namespaces of its own, which it creates.
 *
 * @since 0.1.0
 */
public abstract class ClusterTargetContract {
  private static final String US = "contract-engine";
  private static final String THEM = "contract-other-engine";
  private static final GroupKind CONFIG_MAP = new GroupKind("", "ConfigMap");

  private ClusterTarget target;
  private String space;
  private String otherSpace;
  private int spaces;

  /** For subclasses. */
  protected ClusterTargetContract() {}

  /** A target on a cluster that has none of the {@link #freshNamespace} namespaces. */
  protected abstract ClusterTarget emptyTarget();

  /**
   * The name of a namespace to work in, another one at each call: {@code contract-1}, {@code
   * contract-2}. Override it for a cluster that outlives a test.
   */
  protected String freshNamespace() {
    spaces++;
    return "contract-" + spaces;
  }

  /**
   * Lets the target deliver what its watches saw, until the condition holds or the implementation
   * finds that it waited long enough.
   */
  protected abstract void waitUntil(BooleanSupplier condition);

  @BeforeEach
  void prepare() {
    target = emptyTarget();
    space = freshNamespace();
    otherSpace = freshNamespace();
    applied(Samples.namespace(space));
    applied(Samples.namespace(otherSpace));
  }

  private Applied applied(Manifest manifest) {
    return assertApplied(target.apply(ApplyRequest.forced(manifest, US)));
  }

  private static Applied assertApplied(ApplyOutcome outcome) {
    assertThat(outcome).isInstanceOf(Applied.class);
    return (Applied) outcome;
  }

  private ResourceKey key() {
    return new ResourceKey("", "ConfigMap", space, "settings");
  }

  private Manifest settings(String... data) {
    return Samples.settings(space, "settings", data);
  }

  private Optional<Value> liveData(String key) {
    return target.get(key()).flatMap(live -> live.content().at("data", key));
  }

  /** Applies. */
  @Nested
  class Applying {
    @Test
    void createsWhatIsMissing() {
      Applied created = applied(settings("greeting", "hello"));

      assertThat(created.change()).isEqualTo(Change.CREATED);
      assertThat(created.resource().key()).isEqualTo(key());
      assertThat(target.get(key())).contains(created.resource());
    }

    @Test
    void configuresWhatDiffers() {
      LiveResource before = applied(settings("greeting", "hello")).resource();

      Applied configured = applied(settings("greeting", "good day"));

      assertThat(configured.change()).isEqualTo(Change.CONFIGURED);
      assertThat(configured.resource().uid()).isEqualTo(before.uid());
      assertThat(configured.resource().resourceVersion()).isNotEqualTo(before.resourceVersion());
      assertThat(liveData("greeting")).contains(Scalar.of("good day"));
    }

    @Test
    void leavesWhatIsAsStated() {
      LiveResource before = applied(settings("greeting", "hello")).resource();

      Applied again = applied(settings("greeting", "hello"));

      assertThat(again.change()).isEqualTo(Change.UNCHANGED);
      assertThat(again.resource()).isEqualTo(before);
      assertThat(target.get(key())).contains(before);
    }

    @Test
    void leavesAWorkloadThatTheServerFilledWithDefaults() {
      Manifest deployment = Samples.deployment(space, "web", "registry.example/web:1");
      assertThat(applied(deployment).change()).isEqualTo(Change.CREATED);

      assertThat(applied(deployment).change()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void leavesAServiceWhosePortsLackTheirDefaults() {
      Manifest service =
          Samples.service(space, "web", Map.<String, Object>of("port", 80, "protocol", "TCP"));
      Applied created = applied(service);

      assertThat(created.resource().content().textAt("spec", "type")).contains("ClusterIP");
      assertThat(created.resource().content().textAt("spec", "clusterIP")).isPresent();
      assertThat(applied(service).change()).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void removesWhatItsManagerStatesNoMore() {
      applied(settings("kept", "1", "dropped", "2"));

      applied(settings("kept", "1"));

      assertThat(liveData("dropped")).isEmpty();
      assertThat(liveData("kept")).contains(Scalar.of("1"));
    }

    @Test
    void keepsWhatAnotherManagerStates() {
      applied(settings("ours", "1"));
      target.apply(ApplyRequest.forced(settings("theirs", "2"), THEM));

      applied(settings("ours", "3"));

      assertThat(liveData("theirs")).contains(Scalar.of("2"));
      assertThat(liveData("ours")).contains(Scalar.of("3"));
    }

    @Test
    void recordsWhoOwnsWhat() {
      LiveResource live = applied(settings("greeting", "hello")).resource();

      assertThat(ManagedFields.of(live.content()).applied(US, "")).isPresent();
    }

    @Test
    void refusesAKindThatIsNotServed() {
      assertThatThrownBy(() -> applied(Samples.widget(space)))
          .isInstanceOfSatisfying(
              ClusterException.class,
              e -> assertThat(e.reason()).isEqualTo(ClusterException.Reason.UNKNOWN_KIND));
    }

    @Test
    void refusesANamespaceThatDoesNotExist() {
      ApplyOutcome outcome =
          target.apply(ApplyRequest.forced(Samples.settings("contract-absent", "x"), US));

      assertThat(outcome)
          .asInstanceOf(type(Rejected.class))
          .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo("NotFound"))
          .satisfies(rejected -> assertThat(rejected.message()).contains("contract-absent"));
    }

    @Test
    void refusesAnObjectThatIsNotValidAndNamesItsFields() {
      Manifest withoutImage = Samples.deployment(space, "web", "");

      ApplyOutcome outcome = target.apply(ApplyRequest.forced(withoutImage, US));

      assertThat(outcome)
          .asInstanceOf(type(Rejected.class))
          .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo("Invalid"))
          .satisfies(
              rejected ->
                  assertThat(rejected.causes())
                      .extracting(ApplyOutcome.Cause::field)
                      .contains("spec.template.spec.containers[0].image"));
    }
  }

  /** Several managers. */
  @Nested
  class Conflicts {
    @Test
    void nameThePathAndTheManager() {
      target.apply(ApplyRequest.forced(settings("greeting", "theirs"), THEM));

      ApplyOutcome outcome =
          target.apply(ApplyRequest.forced(settings("greeting", "ours"), US).unforced());

      assertThat(outcome)
          .asInstanceOf(type(Conflicted.class))
          .satisfies(
              conflicted ->
                  assertThat(conflicted.conflicts())
                      .containsExactly(new FieldConflict(".data.greeting", THEM)));
      assertThat(liveData("greeting")).contains(Scalar.of("theirs"));
    }

    @Test
    void areWonByForce() {
      target.apply(ApplyRequest.forced(settings("greeting", "theirs"), THEM));

      Applied forced = applied(settings("greeting", "ours"));

      assertThat(forced.change()).isEqualTo(Change.CONFIGURED);
      assertThat(liveData("greeting")).contains(Scalar.of("ours"));
      assertThat(ManagedFields.of(forced.resource().content()).applied(THEM, "")).isEmpty();
    }

    @Test
    void doNotAriseWhereBothStateTheSame() {
      target.apply(ApplyRequest.forced(settings("greeting", "same"), THEM));

      ApplyOutcome outcome =
          target.apply(ApplyRequest.forced(settings("greeting", "same"), US).unforced());

      assertThat(assertApplied(outcome).change()).isEqualTo(Change.CONFIGURED);
    }

    @Test
    void ariseFromAnOldResourceVersion() {
      LiveResource old = applied(settings("greeting", "one")).resource();
      applied(settings("greeting", "two"));
      Manifest locked =
          Manifest.of(
              settings("greeting", "three")
                  .content()
                  .with(
                      "metadata",
                      settings()
                          .content()
                          .mapAt("metadata")
                          .with("resourceVersion", Scalar.of(old.resourceVersion()))));

      ApplyOutcome outcome = target.apply(ApplyRequest.forced(locked, US));

      assertThat(outcome)
          .asInstanceOf(type(Conflicted.class))
          .satisfies(conflicted -> assertThat(conflicted.conflicts()).isEmpty());
      assertThat(liveData("greeting")).contains(Scalar.of("two"));
    }
  }

  /** Dry runs. */
  @Nested
  class DryRuns {
    @Test
    void tellOfACreationAndStoreNothing() {
      ApplyRequest request = ApplyRequest.forced(settings("greeting", "hello"), US).asDryRun();

      Applied answer = assertApplied(target.apply(request));

      assertThat(answer.change()).isEqualTo(Change.CREATED);
      assertThat(answer.resource().content().textAt("data", "greeting")).contains("hello");
      assertThat(target.get(key())).isEmpty();
    }

    @Test
    void tellOfAChangeAndStoreNothing() {
      LiveResource before = applied(settings("greeting", "hello")).resource();

      Applied answer =
          assertApplied(
              target.apply(ApplyRequest.forced(settings("greeting", "new"), US).asDryRun()));

      assertThat(answer.change()).isEqualTo(Change.CONFIGURED);
      assertThat(answer.resource().content().textAt("data", "greeting")).contains("new");
      assertThat(target.get(key())).contains(before);
    }

    @Test
    void findTheSameConflicts() {
      target.apply(ApplyRequest.forced(settings("greeting", "theirs"), THEM));

      ApplyOutcome outcome =
          target.apply(ApplyRequest.forced(settings("greeting", "ours"), US).unforced().asDryRun());

      assertThat(outcome).isInstanceOf(Conflicted.class);
    }
  }

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
