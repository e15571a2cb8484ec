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
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.merge.ManagedFields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The part of the contract of clusters that is about applies. */
abstract class ClusterTargetApplies extends ClusterTargetFixture {
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

    @Test
    void refusesValuesThatTheirTypeCanNotHold() {
      for (String field : List.of("binaryData", "data")) {
        Value wrong = field.equals("data") ? Value.of(Map.of("a", 1)) : Value.of(Map.of("a", "?"));
        Manifest manifest = settings("greeting", "x");
        ApplyRequest request =
            ApplyRequest.forced(manifest.withContent(manifest.content().with(field, wrong)), US);

        assertThat(target.apply(request)).as(field).isInstanceOf(Rejected.class);
        assertThat(target.apply(request.asDryRun())).as(field).isInstanceOf(Rejected.class);
      }
      assertThat(target.get(settings("greeting", "x").key())).isEmpty();
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
}
