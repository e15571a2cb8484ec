package io.gitops4j.core.diff;

import static io.gitops4j.core.diff.Guestbook.DEPLOYMENT;
import static io.gitops4j.core.diff.Guestbook.SERVICE;
import static io.gitops4j.core.diff.Guestbook.compare;
import static io.gitops4j.core.diff.Guestbook.edited;
import static io.gitops4j.core.diff.Guestbook.intents;
import static io.gitops4j.core.diff.Guestbook.live;
import static io.gitops4j.core.diff.Guestbook.paths;
import static io.gitops4j.core.diff.Guestbook.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.diff.FieldChange.Reason;
import io.gitops4j.core.manifest.Scalar;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final String GIT = text("frontend.yaml");
  private static final String LIVE = text("frontend-live.yaml");

  private static ResourceDiff deployment(String git, String live) {
    return compare(intents(git), live(live)).diff(DEPLOYMENT).orElseThrow();
  }

  @Nested
  class IsSynced {
    @Test
    void thoughTheServerAddedDefaultsStatusAndAnnotations() {
      Comparison comparison = compare(intents(GIT), live(LIVE));

      assertThat(comparison.resources())
          .extracting(ResourceDiff::verdict)
          .containsExactly(Verdict.SYNCED, Verdict.SYNCED);
      assertThat(comparison.status()).isEqualTo(SyncStatus.SYNCED);
      assertThat(comparison.undecided()).isEmpty();
      assertThat(comparison.differences()).isEmpty();
      assertThat(comparison.receipts()).containsOnlyKeys(DEPLOYMENT, SERVICE);
    }

    @Test
    void thoughOthersAddedFieldsThatGitNeverStated() {
      String labelled =
          edited(
              LIVE,
              "    tier: frontend\n  managedFields:",
              "    tier: frontend\n    by: hand\n  managedFields:");

      assertThat(deployment(GIT, labelled).verdict()).isEqualTo(Verdict.SYNCED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nodeSelector: {}", "tolerations: []", "strategy: null", "volumes: []"})
    void thoughGitStatesEmptyWhatTheServerDoesNotStore(String empty) {
      String git = edited(GIT, "      containers:\n", "      " + empty + "\n      containers:\n");

      assertThat(deployment(git, LIVE).changes()).isEmpty();
      assertThat(deployment(git, LIVE).counts()).isFalse();
    }

    @Test
    void notIfAnEmptyStructIsMissing() {
      String git =
          edited(
              GIT,
              "          ports:\n            - containerPort",
              "          securityContext: {}\n          ports:\n            - containerPort");

      assertThat(paths(deployment(git, LIVE)))
          .containsExactly(".spec.template.spec.containers[name=\"php-redis\"].securityContext");
    }

    @Test
    void withoutAnyObject() {
      assertThat(compare(intents(), LiveState.EMPTY).status()).isEqualTo(SyncStatus.SYNCED);
    }
  }

  @Nested
  class IsOutOfSync {
    @Test
    void whenGitStatesAnotherImage() {
      Comparison comparison =
          compare(intents(edited(GIT, "gb-frontend:0.1", "gb-frontend:0.2")), live(LIVE));

      ResourceDiff diff = comparison.diff(DEPLOYMENT).orElseThrow();
      assertThat(comparison.status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
      assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
      assertThat(diff.confirmed()).isFalse();
      assertThat(diff.changes())
          .singleElement()
          .satisfies(
              change -> {
                assertThat(change.path())
                    .hasToString(".spec.template.spec.containers[name=\"php-redis\"].image");
                assertThat(change.desired()).contains(Scalar.of("gb-frontend:0.2"));
                assertThat(change.live()).contains(Scalar.of("gb-frontend:0.1"));
                assertThat(change.owner()).contains("gitops4j");
                assertThat(change.reason()).isEqualTo(Reason.DIFFERS);
              });
      assertThat(comparison.differences()).containsExactly(diff);
      assertThat(comparison.receipts()).containsOnlyKeys(SERVICE);
    }

    @Test
    void whenSomebodyScaledByHand() {
      String scaled =
          edited(
              LIVE,
              "  replicas: 3\n  revision",
              "  replicas: 5\n  revision",
              "          f:replicas: {}\n          f:selector",
              "          f:selector",
              "    - apiVersion: apps/v1\n      fieldsType: FieldsV1\n      fieldsV1:\n        f:metadata:\n          f:annotations:\n            .: {}",
              "    - {apiVersion: apps/v1, fieldsType: FieldsV1, fieldsV1: {'f:spec': {'f:replicas': {}}}, manager: kubectl-edit, operation: Update}\n"
                  + "    - apiVersion: apps/v1\n      fieldsType: FieldsV1\n      fieldsV1:\n        f:metadata:\n          f:annotations:\n            .: {}");

      assertThat(deployment(GIT, scaled).changes())
          .singleElement()
          .hasToString(".spec.replicas differs, owned by kubectl-edit");
    }

    @Test
    void whenAFieldIsNoLongerStated() {
      ResourceDiff diff =
          deployment(
              edited(
                  GIT,
                  "          env:\n            - name: GET_HOSTS_FROM\n              value: dns\n",
                  ""),
              LIVE);

      assertThat(diff.changes())
          .isNotEmpty()
          .allMatch(change -> change.reason() == Reason.NO_LONGER_STATED);
      assertThat(paths(diff)).allMatch(path -> path.contains("env[name=\"GET_HOSTS_FROM\"]"));
      assertThat(diff.predicted().orElseThrow().content().toString())
          .doesNotContain("GET_HOSTS_FROM");
    }

    @Test
    void whenAPortIsMissing() {
      ResourceDiff diff =
          compare(
                  intents(
                      edited(
                          GIT,
                          "      targetPort: http\n",
                          "      targetPort: http\n    - {port: 81, name: metrics}\n")),
                  live(LIVE))
              .diff(SERVICE)
              .orElseThrow();

      assertThat(diff.changes()).isNotEmpty().allMatch(c -> c.reason() == Reason.MISSING);
      assertThat(paths(diff))
          .contains(".spec.ports[port=81,protocol=\"TCP\"].name")
          .allMatch(path -> path.startsWith(".spec.ports[port=81,protocol=\"TCP\"]"));
    }

    @Test
    void whenTheOrderOfContainersDiffers() {
      String second = "        - {name: log, image: log:1}\n      ";
      String git =
          GIT.replace(
              "      containers:\n", "      containers:\n        - {name: log, image: log:1}\n");
      LiveResource live =
          Applied.over(Guestbook.liveObject(LIVE), Guestbook.intents(git).all().get(0));
      String reordered =
          GIT.replace(
              "            - containerPort: 80\n",
              "            - containerPort: 80\n" + second.stripTrailing() + "\n");

      ResourceDiff diff =
          compare(intents(reordered), LiveState.of(List.of(live))).diff(DEPLOYMENT).orElseThrow();

      assertThat(diff.changes())
          .singleElement()
          .hasToString(".spec.template.spec.containers has another order");
    }

    @Test
    void andPredictsNoNullWhereAMapLostItsLastEntry() {
      String config = "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: b}}";
      LiveResource live = Applied.created(Guestbook.intent(config));

      ResourceDiff diff =
          compare(intents(config.replace(", data: {a: b}", "")), LiveState.of(List.of(live)))
              .resources()
              .get(0);

      assertThat(paths(diff)).containsExactly(".data.a");
      assertThat(diff.predicted().orElseThrow().content().keys()).doesNotContain("data");
    }

    @Test
    void whenAnObjectIsMissing() {
      Comparison comparison = compare(intents(GIT), LiveState.EMPTY);

      assertThat(comparison.status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
      assertThat(comparison.resources())
          .allSatisfy(
              diff -> {
                assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
                assertThat(diff.changes())
                    .singleElement()
                    .extracting(FieldChange::reason)
                    .isEqualTo(Reason.TO_BE_CREATED);
              });
    }

    @Test
    void whenAnObjectLeftGit() {
      Comparison comparison = compare(intents(GIT.substring(0, GIT.indexOf("---"))), live(LIVE));

      assertThat(comparison.status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
      assertThat(comparison.extra()).extracting(LiveResource::key).containsExactly(SERVICE);
      assertThat(comparison.diff(SERVICE).orElseThrow().changes())
          .singleElement()
          .extracting(FieldChange::reason)
          .isEqualTo(Reason.TO_BE_PRUNED);
    }

    @Test
    void whenAnObjectOfKubectlIsAdopted() {
      String foreign =
          edited(
              LIVE,
              "    gitops4j.io/tracking-id: gitops4j/guestbook:apps/Deployment:guestbook/frontend\n",
              "",
              "            f:gitops4j.io/tracking-id: {}\n          f:labels:\n            f:app: {}\n            f:tier: {}",
              "            f:x: {}\n          f:labels:\n            f:app: {}\n            f:tier: {}",
              "      manager: gitops4j\n      operation: Apply",
              "      manager: kubectl-client-side-apply\n      operation: Update");

      assertThat(paths(deployment(GIT, foreign)))
          .containsExactly(".metadata.annotations.gitops4j.io/tracking-id");
    }
  }

  @Nested
  class Extras {
    private static final String PART =
        """
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: extra
          namespace: guestbook
          uid: "1"
          resourceVersion: "1"
          annotations:
            gitops4j.io/tracking-id: %s
            %s
          %s
        """;
    private static final String OURS = "gitops4j/guestbook:/ConfigMap:guestbook/extra";

    private static Comparison with(String tracking, String annotation, String metadata) {
      return compare(intents(), live(PART.formatted(tracking, annotation, metadata)));
    }

    @Test
    void countUnlessMarked() {
      Comparison plain = with(OURS, "", "");
      Comparison marked = with(OURS, "argocd.argoproj.io/compare-options: X, IgnoreExtraneous", "");

      assertThat(plain.extraThatCounts()).hasSize(1);
      assertThat(marked.extra()).hasSize(1);
      assertThat(marked.extraThatCounts()).isEmpty();
      assertThat(marked.status()).isEqualTo(SyncStatus.SYNCED);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "gitops4j/guestbook:/ConfigMap:guestbook/original",
          "gitops4j/guestbook:/ConfigMap:other/extra",
          "gitops4j/guestbook:/Secret:guestbook/extra",
          "gitops4j/shop:/ConfigMap:guestbook/extra",
          "another/guestbook:/ConfigMap:guestbook/extra",
          "guestbook",
        })
    void areOnlyObjectsThatProveToBeOurs(String tracking) {
      assertThat(with(tracking, "", "").extra()).isEmpty();
    }

    @Test
    void areNeitherPartsOfOthersNorHooks() {
      String owned = "ownerReferences: [{apiVersion: v1, kind: Pod, name: p, uid: \"2\"}]";

      assertThat(with(OURS, "", owned).extra()).isEmpty();
      assertThat(with(OURS, "argocd.argoproj.io/hook: PostSync", "").extra()).isEmpty();
    }

    @Test
    void areNotTheSameObjectUnderAnotherGroup() {
      String deployment = LIVE.substring(0, LIVE.indexOf("\n---"));
      String legacy =
          deployment
              .replace("apiVersion: apps/v1\nkind", "apiVersion: extensions/v1beta1\nkind")
              .replace("guestbook:apps/Deployment:", "guestbook:extensions/Deployment:");

      assertThat(compare(intents(GIT), live(LIVE, legacy)).extra()).isEmpty();
    }
  }

  @Nested
  class IsRejected {
    @Test
    void whenAnotherApplicationClaimsTheObject() {
      ResourceDiff diff =
          deployment(GIT, edited(LIVE, "gitops4j/guestbook:apps", "gitops4j/shop:apps"));

      assertThat(diff.verdict()).isEqualTo(Verdict.REJECTED);
      assertThat(diff.why()).isEqualTo("claimed by application 'shop'");
      assertThat(diff.counts()).isTrue();
    }

    @Test
    void whenAnotherEngineClaimsTheObject() {
      assertThat(
              deployment(GIT, edited(LIVE, "gitops4j/guestbook:apps", "blue/guestbook:apps")).why())
          .isEqualTo("claimed by application 'guestbook' of engine instance 'blue'");
    }

    @Test
    void notWhenTheTrackingWasCopiedFromAnotherObject() {
      ResourceDiff diff =
          deployment(
              GIT,
              edited(
                  LIVE,
                  "gitops4j/guestbook:apps/Deployment:guestbook/frontend",
                  "gitops4j/shop:apps/Deployment:guestbook/original"));

      assertThat(diff.verdict()).isEqualTo(Verdict.CHANGED);
    }

    @Test
    void whenTheClusterDoesNotServeTheKind() {
      String planet = "{apiVersion: example.org/v1, kind: Planet, metadata: {name: mars}}";
      String old = "{apiVersion: apps/v1beta1, kind: Deployment, metadata: {name: old}}";

      Comparison comparison = compare(intents(planet, old), LiveState.EMPTY);

      assertThat(comparison.resources())
          .extracting(ResourceDiff::why)
          .containsExactly(
              "the cluster does not serve example.org/v1/Planet, and no CustomResourceDefinition of the application defines it",
              "the cluster does not serve Deployment in apps/v1beta1, but in apps/v1");
      assertThat(comparison.status()).isEqualTo(SyncStatus.OUT_OF_SYNC);
    }

    @Test
    void whenAnItemIsStatedTwice() {
      ResourceDiff diff =
          deployment(
              edited(
                  GIT,
                  "              value: dns\n",
                  "              value: dns\n            - {name: GET_HOSTS_FROM, value: canary}\n"),
              LIVE);

      assertThat(diff.verdict()).isEqualTo(Verdict.REJECTED);
      assertThat(diff.why())
          .isEqualTo(
              ".spec.template.spec.containers[name=\"php-redis\"].env[name=\"GET_HOSTS_FROM\"] is stated twice, at guestbook.yaml:29 and :31: keep one of them");
    }

    @Test
    void forEveryItemThatIsStatedTwice() {
      String service =
          """
          apiVersion: v1
          kind: Service
          metadata: {name: dns, finalizers: [x/y, x/z, x/y]}
          spec:
            ports:
              - {port: 53, name: a}
              - {port: 53, protocol: UDP, name: b}
              - {port: 53, protocol: TCP, name: c}
          """;

      assertThat(compare(intents(service), LiveState.EMPTY).resources().get(0))
          .satisfies(
              diff -> {
                assertThat(diff.verdict()).isEqualTo(Verdict.REJECTED);
                assertThat(diff.why())
                    .isEqualTo(
                        ".metadata.finalizers[=\"x/y\"] is stated twice, as items 1 and 3 of its list at guestbook.yaml:3; "
                            + ".spec.ports[port=53,protocol=\"TCP\"] is stated twice, at guestbook.yaml:6 and :8: keep one of them");
              });
    }

    @Test
    void whenAnAnnotationIsNoText() {
      String git =
          edited(GIT, "      creationTimestamp: null\n", "      annotations: {scrape: 1}\n");

      assertThat(deployment(git, LIVE).why())
          .isEqualTo(".spec.template.metadata.annotations.scrape: must be a text, was a number");
    }
  }

  @Nested
  class DoesNotCount {
    @ParameterizedTest
    @ValueSource(
        strings = {
          "{name: m, annotations: {argocd.argoproj.io/hook: PreSync}}",
          "{name: m, annotations: {gitops4j.io/hook: Skip}}",
          "{name: m, annotations: {helm.sh/hook: test}}",
          "{generateName: m-}"
        })
    void whatIsMadeByASyncAndNotKept(String metadata) {
      Comparison comparison =
          compare(
              intents("{apiVersion: batch/v1, kind: Job, metadata: " + metadata + "}"),
              LiveState.EMPTY);

      assertThat(comparison.status()).isEqualTo(SyncStatus.SYNCED);
    }

    @Test
    void aMereChangeOfOwner() {
      String lost =
          edited(LIVE, "          f:replicas: {}\n          f:selector", "          f:selector");

      ResourceDiff diff = deployment(GIT, lost);

      assertThat(diff.verdict()).isEqualTo(Verdict.OWNERSHIP_ONLY);
      assertThat(diff.counts()).isFalse();
    }
  }
}
