package io.gitops4j.core.diff;

import static io.gitops4j.core.diff.Guestbook.DEPLOYMENT;
import static io.gitops4j.core.diff.Guestbook.MANAGER;
import static io.gitops4j.core.diff.Guestbook.context;
import static io.gitops4j.core.diff.Guestbook.edited;
import static io.gitops4j.core.diff.Guestbook.intents;
import static io.gitops4j.core.diff.Guestbook.live;
import static io.gitops4j.core.diff.Guestbook.liveObject;
import static io.gitops4j.core.diff.Guestbook.paths;
import static io.gitops4j.core.diff.Guestbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.ManagedFields;
import io.gitops4j.core.merge.ManagedFieldsEntry;
import io.gitops4j.core.merge.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What receipts and answers to dry runs make of a comparison. */
class ServersWordTest {
  private static final String LIVE = deploymentOf("frontend-live.yaml");

  /** A webhook makes {@code 100m} of what Git asks for. */
  private static final String GIT = edited(deploymentOf("frontend.yaml"), "cpu: 100m", "cpu: 120m");

  private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
  private static final Intents INTENTS = intents(GIT);
  private static final Intent INTENT = INTENTS.all().get(0);

  private static final ApplyTerms TERMS =
      ApplyTerms.of(Guestbook.schema(INTENT.manifest().kind()), MANAGER, NOON);

  private static String deploymentOf(String file) {
    String text = text(file);
    return text.substring(0, text.indexOf("\n---") + 1);
  }

  private static Receipt receiptOfTheApply() {
    return Receipt.of(INTENT, liveObject(LIVE), TERMS);
  }

  private static Comparison compare(Intents intents, String live) {
    return Comparison.of(
        intents, live(live), context().withReceipts(Map.of(DEPLOYMENT, receiptOfTheApply())));
  }

  private static Map<ResourceKey, ApplyOutcome> answering(String object, Change change) {
    return Map.of(DEPLOYMENT, new ApplyOutcome.Applied(liveObject(object), change));
  }

  @Nested
  class AReceipt {
    @Test
    void sparesThePrediction() {
      Comparison comparison = compare(INTENTS, LIVE);

      assertThat(comparison.resources())
          .singleElement()
          .satisfies(
              diff -> {
                assertThat(diff.verdict()).isEqualTo(Verdict.SYNCED);
                assertThat(diff.confirmed()).isTrue();
              });
      assertThat(comparison.receipts()).containsEntry(DEPLOYMENT, receiptOfTheApply());
    }

    @Test
    void holdsWhateverOthersDoToTheirFields() {
      String later =
          edited(
              LIVE,
              "\"1207\"",
              "\"1300\"",
              "readyReplicas: 3",
              "readyReplicas: 2",
              "ClusterFirst",
              "Default");

      Comparison comparison = compare(INTENTS, later);

      assertThat(comparison.status()).isEqualTo(SyncStatus.SYNCED);
      assertThat(comparison.receipts().get(DEPLOYMENT))
          .isEqualTo(receiptOfTheApply().renewedFor(liveObject(later)));
    }

    @Test
    void tellsThatTheSameWasAppliedEvenWhenItIsNotTrusted() {
      ComparisonContext hard =
          context().withReceipts(Map.of(DEPLOYMENT, receiptOfTheApply())).distrustingReceipts();

      Comparison comparison = Comparison.of(INTENTS, live(LIVE), hard);

      assertThat(comparison.undecided()).containsExactly(DEPLOYMENT);
      assertThat(comparison.withAnswers(answering(LIVE, Change.UNCHANGED)).status())
          .isEqualTo(SyncStatus.SYNCED);
    }

    @ParameterizedTest
    @CsvSource({
      "PT0S, true",
      "PT24H, true",
      "PT24H0.001S, false",
      "-PT1S, false",
    })
    void holdsForADay(Duration age, boolean holds) {
      ComparisonContext later =
          context().withReceipts(Map.of(DEPLOYMENT, receiptOfTheApply())).at(NOON.plus(age));

      Comparison comparison =
          Comparison.of(INTENTS, live(edited(LIVE, "\"1207\"", "\"1300\"")), later);

      assertThat(comparison.undecided().isEmpty()).isEqualTo(holds);
      Comparison judged =
          holds ? comparison : comparison.withAnswers(answering(LIVE, Change.UNCHANGED));
      assertThat(judged.receipts().get(DEPLOYMENT))
          .extracting(Receipt::since, Receipt::resourceVersion)
          .containsExactly(holds ? NOON : NOON.plus(age), "1300");
    }

    @Test
    void isOverWhenTheKindIsMergedInAnotherWay() {
      ComparisonContext other =
          ComparisonContext.of(Guestbook.CONTEXT, MANAGER, kind -> Schema.deduced())
              .withReceipts(Map.of(DEPLOYMENT, receiptOfTheApply()));

      Comparison comparison = Comparison.of(INTENTS, live(LIVE), other);

      assertThat(comparison.undecided()).as("asks the server").containsExactly(DEPLOYMENT);
      Comparison judged = comparison.withAnswers(answering(LIVE, Change.UNCHANGED));
      assertThat(judged.receipts().get(DEPLOYMENT))
          .extracting(Receipt::schema)
          .isEqualTo(Schema.deduced().digest());
    }

    @Test
    void isOverWithAnotherIntent() {
      Intents other = intents(edited(GIT, "gb-frontend:0.1", "gb-frontend:0.2"));

      Comparison comparison = compare(other, LIVE);

      assertThat(comparison.status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
      assertThat(comparison.undecided()).isEmpty();
    }
  }

  @Nested
  class WhatWasAppliedAndStillLooksChanged {
    private final String touched =
        edited(LIVE, "\"1207\"", "\"1300\"", "memory: 100Mi", "memory: 200Mi");

    @Test
    void isAGuessUntilTheServerTells() {
      Comparison comparison = compare(INTENTS, touched);

      assertThat(comparison.undecided()).containsExactly(DEPLOYMENT);
      assertThat(paths(comparison.resources().get(0)))
          .anyMatch(path -> path.endsWith(".cpu"))
          .anyMatch(path -> path.endsWith(".memory"));
    }

    @Test
    void isOnlyWhatTheServerWouldChange() {
      Comparison judged =
          compare(INTENTS, touched)
              .withAnswers(answering(edited(LIVE, "\"1207\"", "\"1300\""), Change.CONFIGURED));

      ResourceDiff diff = judged.diff(DEPLOYMENT).orElseThrow();
      assertThat(judged.undecided()).isEmpty();
      assertThat(diff.confirmed()).isTrue();
      assertThat(paths(diff)).singleElement().asString().endsWith("resources.requests.memory");
    }

    @Test
    void isSyncedIfTheServerWouldChangeNothing() {
      String spelled = edited(LIVE, "\"1207\"", "\"1300\"", "memory: 100Mi", "memory: 0.1G");
      Receipt otherAnswer = receiptOfTheApply();

      Comparison judged =
          Comparison.of(
                  INTENTS, live(spelled), context().withReceipts(Map.of(DEPLOYMENT, otherAnswer)))
              .withAnswers(answering(spelled, Change.UNCHANGED));

      assertThat(judged.status()).isEqualTo(SyncStatus.SYNCED);
      assertThat(judged.receipts().values())
          .extracting(Receipt::resourceVersion)
          .containsExactly("1300");
    }

    @Test
    void isSyncedIfOnlyAWebhookWritesSomethingNewEachTime() {
      String answered =
          edited(
              touched,
              "  creationTimestamp: \"2026-05-04T08:00:00Z\"\n  generation: 1",
              "  creationTimestamp: \"2026-05-04T08:00:00Z\"\n  generation: 2",
              "    deployment.kubernetes.io/revision: \"1\"\n",
              "    deployment.kubernetes.io/revision: \"1\"\n    webhook/seen-at: now\n");

      Comparison judged =
          compare(INTENTS, touched).withAnswers(answering(answered, Change.CONFIGURED));

      assertThat(judged.status()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void isRejectedIfTheServerRefusesIt() {
      Map<ResourceKey, ApplyOutcome> refusal =
          Map.of(
              DEPLOYMENT,
              new ApplyOutcome.Rejected("Invalid", "spec.selector: immutable", List.of()));

      ResourceDiff diff = compare(INTENTS, touched).withAnswers(refusal).resources().get(0);

      assertThat(diff.verdict()).isEqualTo(Verdict.REJECTED);
      assertThat(diff.why()).isEqualTo("Invalid: spec.selector: immutable");
      assertThat(diff.confirmed()).isTrue();
    }
  }

  @Nested
  class ItCantBeTold {
    private static final String HPA =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec: {maxReplicas: 5}
        """;

    @Test
    void whatAnObjectReadInAnotherVersionWouldBecome() {
      LiveResource created = Applied.created(Guestbook.intent(HPA));
      LiveResource old =
          LiveResource.of(
              created
                  .manifest()
                  .withContent(created.content().with("apiVersion", Scalar.of("autoscaling/v1"))));

      Comparison comparison = Guestbook.compare(intents(HPA), LiveState.of(List.of(old)));

      assertThat(comparison.undecided()).containsExactly(old.key());
      assertThat(comparison.status()).isEqualTo(SyncStatus.UNKNOWN);
      assertThat(comparison.resources().get(0).why())
          .isEqualTo("the object was read as autoscaling/v1 and is stated as autoscaling/v2");
      Comparison judged =
          comparison.withAnswers(
              Map.of(old.key(), new ApplyOutcome.Applied(created, Change.UNCHANGED)));
      assertThat(judged.status()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void howAnUnknownKindIsMerged() {
      String widget =
          "{apiVersion: example.com/v1, kind: Widget, metadata: {name: w}, spec: {parts: [{name: a, size: 1}]}}";
      LiveResource live = Applied.created(Guestbook.intent(widget));
      Intents changed = intents(widget.replace("size: 1", "size: 2"));

      Comparison same = Guestbook.compare(intents(widget), LiveState.of(List.of(live)));
      Comparison comparison = Guestbook.compare(changed, LiveState.of(List.of(live)));

      assertThat(same.status()).isEqualTo(SyncStatus.SYNCED);
      assertThat(same.undecided()).isEmpty();
      assertThat(comparison.undecided()).containsExactly(live.key());
      assertThat(comparison.status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
      Comparison judged =
          comparison.withAnswers(
              Map.of(
                  live.key(),
                  new ApplyOutcome.Applied(
                      Applied.over(live, changed.all().get(0)), Change.CONFIGURED)));
      assertThat(judged.resources().get(0).confirmed()).isTrue();
      assertThat(paths(judged.resources().get(0))).containsExactly(".spec.parts");
    }

    @Test
    void afterAnApplyInAnotherVersion() {
      Intent intent =
          Guestbook.intent(HPA.replace("maxReplicas: 5", "maxReplicas: 5, minReplicas: 2"));
      LiveResource live = Applied.created(intent);
      LiveResource appliedAsV1 =
          LiveResource.of(
              live.manifest()
                  .withContent(
                      ManagedFields.of(live.content())
                          .map(
                              entry ->
                                  ManagedFieldsEntry.applied(
                                      entry.manager(), "autoscaling/v1", entry.fields()))
                          .writtenTo(live.content())));

      Comparison comparison = Guestbook.compare(intents(HPA), LiveState.of(List.of(appliedAsV1)));

      assertThat(comparison.undecided()).containsExactly(live.key());
      assertThat(comparison.resources().get(0).why())
          .isEqualTo("the last apply was made as autoscaling/v1, this one is as autoscaling/v2");
    }
  }
}
