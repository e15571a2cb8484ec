package io.gitops4j.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterInfo;
import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.cluster.LiveState;
import io.gitops4j.core.diff.Comparison;
import io.gitops4j.core.diff.ComparisonContext;
import io.gitops4j.core.diff.IntentContext;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.kernel.InstanceId;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.core.sync.SyncRequest.EmptyDesiredState;
import io.gitops4j.core.sync.SyncRequest.Pruning;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyncPlanTest {
  private static final SyncRequest PRUNING = SyncRequest.defaults().withPruning(Pruning.ALLOWED);
  private static final ClusterInfo CLUSTER =
      ClusterInfo.of(
          "v1.34.1",
          List.of(
              served("v1", "Namespace", false),
              served("v1", "ConfigMap", true),
              served("v1", "Secret", true),
              served("v1", "Service", true),
              served("v1", "ServiceAccount", true),
              served("v1", "PersistentVolumeClaim", true),
              served("v1", "PersistentVolume", false),
              served("apps/v1", "Deployment", true),
              served("apiextensions.k8s.io/v1", "CustomResourceDefinition", false),
              served("example.com/v1", "Widget", true)));
  private static final IntentContext CONTEXT =
      new IntentContext(InstanceId.DEFAULT, new ApplicationName("shop"), "shop", CLUSTER);

  private static ApiResource served(String apiVersion, String kind, boolean namespaced) {
    return new ApiResource(GroupVersionKind.of(apiVersion, kind), "plural", namespaced);
  }

  private static Manifest object(String apiVersion, String kind, String name) {
    String yaml =
        "apiVersion: %s\nkind: %s\nmetadata: {name: %s}\n".formatted(apiVersion, kind, name);
    return ManifestReader.create().read(name + ".yaml", yaml).get(0);
  }

  private static Manifest configMap(String name) {
    return object("v1", "ConfigMap", name);
  }

  private static Intents intents(Manifest... manifests) {
    return Intents.of(List.of(manifests), CONTEXT);
  }

  private static LiveResource live(Manifest manifest) {
    Manifest tracked = intents(manifest).all().get(0).manifest();
    var metadata =
        tracked
            .content()
            .mapAt("metadata")
            .with("uid", io.gitops4j.core.manifest.Scalar.of("uid-" + manifest.name()))
            .with("resourceVersion", io.gitops4j.core.manifest.Scalar.of("1"));
    return LiveResource.of(tracked.withContent(tracked.content().with("metadata", metadata)));
  }

  private static Schema schema(GroupVersionKind kind) {
    return BuiltInSchemas.of(kind).orElse(Schema.deduced());
  }

  private static Comparison comparison(Intents intents, Manifest... live) {
    return Comparison.of(
        intents,
        LiveState.of(Stream.of(live).map(SyncPlanTest::live).toList()),
        ComparisonContext.of(CONTEXT, "gitops4j", SyncPlanTest::schema));
  }

  private static Manifest[] configMaps(int number) {
    return IntStream.range(0, number).mapToObj(i -> configMap("c" + i)).toArray(Manifest[]::new);
  }

  private static List<String> steps(SyncPlan plan) {
    return plan.steps().stream().map(step -> step.verb() + " " + step.key().kind()).toList();
  }

  @Test
  void appliesByKindAndPrunesTheOtherWayRound() {
    Comparison comparison =
        comparison(
            intents(
                object("example.com/v1", "Widget", "w"),
                object("apps/v1", "Deployment", "d"),
                object("v1", "Service", "s"),
                configMap("c"),
                object("v1", "Secret", "p"),
                object("v1", "ServiceAccount", "a"),
                object("v1", "Namespace", "space")),
            configMap("old"),
            object("apps/v1", "Deployment", "old"),
            object("v1", "ServiceAccount", "old"));

    assertThat(steps(SyncPlan.of(comparison, PRUNING)))
        .containsExactly(
            "create Namespace",
            "create ServiceAccount",
            "create Secret",
            "create ConfigMap",
            "create Service",
            "create Deployment",
            "create Widget",
            "prune Deployment",
            "prune ConfigMap",
            "prune ServiceAccount");
  }

  @Test
  void sortsOneKindByName() {
    Comparison comparison = comparison(intents(configMap("b"), configMap("a"), configMap("c")));

    assertThat(SyncPlan.of(comparison, PRUNING).steps())
        .extracting(step -> step.key().name())
        .containsExactly("a", "b", "c");
  }

  @Test
  void keepsWhatLeftGitUnlessPruningIsAllowed() {
    SyncPlan plan =
        SyncPlan.of(comparison(intents(configMap("a")), configMap("old")), SyncRequest.defaults());

    assertThat(steps(plan)).containsExactly("create ConfigMap");
    assertThat(plan.remaining())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.waitsForConsent()).isFalse();
              assertThat(it.reason()).contains("pruning is off");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "argocd.argoproj.io/sync-options, Prune=false, keep",
    "gitops4j.io/sync-options, Prune=false, keep",
    "gitops4j.io/sync-options, 'Validate=false, Prune=false', keep",
    "argocd.argoproj.io/sync-options, Prune=confirm, waits",
    "gitops4j.io/sync-options, Prune=confirm, waits",
    "gitops4j.io/sync-options, Prune=true, prune",
    "gitops4j.io/sync-options, prune=false, prune",
    "other.io/sync-options, Prune=false, prune",
  })
  void doesWhatTheObjectWishes(String annotation, String options, String expected) {
    Manifest old = configMap("old").withAnnotation(annotation, options);

    SyncPlan plan = SyncPlan.of(comparison(intents(configMap("a")), old), PRUNING);

    assertThat(plan.toString()).contains(expected + " ");
    assertThat(plan.step(old.inNamespace("shop").key()).isPresent())
        .isEqualTo(expected.equals("prune"));
  }

  @Test
  void ourAnnotationWinsOverArgos() {
    Manifest old =
        configMap("old")
            .withAnnotation("argocd.argoproj.io/sync-options", "Prune=false")
            .withAnnotation("gitops4j.io/sync-options", "Prune=true");

    assertThat(steps(SyncPlan.of(comparison(intents(configMap("a")), old), PRUNING)))
        .contains("prune ConfigMap");
  }

  @ParameterizedTest
  @CsvSource({
    "v1, Namespace",
    "v1, PersistentVolumeClaim",
    "v1, PersistentVolume",
    "apiextensions.k8s.io/v1, CustomResourceDefinition",
  })
  void protectsWhatTakesOthersWithIt(String apiVersion, String kind) {
    Manifest old = object(apiVersion, kind, "old");
    Comparison comparison = comparison(intents(configMap("a")), old);

    SyncPlan waiting = SyncPlan.of(comparison, PRUNING);
    SyncPlan wished =
        SyncPlan.of(
            comparison(
                intents(configMap("a")),
                old.withAnnotation("gitops4j.io/sync-options", "Prune=true")),
            PRUNING);

    assertThat(waiting.remaining())
        .singleElement()
        .satisfies(it -> assertThat(it.waitsForConsent()).isTrue());
    assertThat(steps(wished)).contains("prune " + kind);
    assertThat(steps(SyncPlan.of(comparison, PRUNING.withConsentTo(waiting.digest()))))
        .contains("prune " + kind);
  }

  /** Leaving, staying, and whether that is above the ceiling. */
  @ParameterizedTest
  @CsvSource({"10, 0, false", "11, 0, true", "11, 10, true", "11, 11, false", "20, 100, false"})
  void theCeilingIsMoreThanTenAndMoreThanHalf(int leaving, int staying, boolean waits) {
    Manifest[] old = configMaps(leaving + staying);
    Manifest[] kept = java.util.Arrays.copyOfRange(old, leaving, old.length);
    Intents wanted = kept.length == 0 ? intents(configMap("another")) : intents(kept);

    SyncPlan plan = SyncPlan.of(comparison(wanted, old), PRUNING);

    assertThat(plan.remaining()).hasSize(waits ? leaving : 0);
    assertThat(plan.steps().stream().filter(SyncStep.Prune.class::isInstance))
        .hasSize(waits ? 0 : leaving);
  }

  @Test
  void consentIsToTheseVeryObjects() {
    SyncPlan seen = SyncPlan.of(comparison(intents(configMap("a")), configMaps(12)), PRUNING);
    SyncRequest consenting = PRUNING.withConsentTo(seen.digest());

    SyncPlan same = SyncPlan.of(comparison(intents(configMap("b")), configMaps(12)), consenting);
    SyncPlan more = SyncPlan.of(comparison(intents(configMap("a")), configMaps(13)), consenting);

    assertThat(same.remaining()).isEmpty();
    assertThat(more.remaining()).hasSize(13);
  }

  @Test
  void consentDoesNotReplaceThePermissionToPrune() {
    Comparison comparison = comparison(intents(configMap("a")), configMaps(12));
    Digest digest = SyncPlan.of(comparison, PRUNING).digest();

    SyncPlan plan = SyncPlan.of(comparison, SyncRequest.defaults().withConsentTo(digest));

    assertThat(steps(plan)).containsExactly("create ConfigMap");
  }

  @Test
  void anEmptyDesiredStatePrunesNothingUnlessThatIsMeant() {
    Comparison comparison = comparison(intents(), configMap("a"), configMap("b"));

    SyncPlan mistaken = SyncPlan.of(comparison, PRUNING);
    SyncPlan meant =
        SyncPlan.of(comparison, PRUNING.withEmptyDesiredState(EmptyDesiredState.PRUNES));

    assertThat(mistaken.steps()).isEmpty();
    assertThat(mistaken.remaining()).allMatch(it -> it.reason().contains("probably a mistake"));
    assertThat(meant.steps()).hasSize(2);
  }

  @Test
  void whatCannotBeAppliedBlocksThePlan() {
    SyncPlan plan =
        SyncPlan.of(
            comparison(intents(configMap("a"), object("example.com/v1", "Gadget", "g"))), PRUNING);

    assertThat(plan.blockers())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.key().kind()).isEqualTo("Gadget");
              assertThat(it.reason()).isNotBlank();
            });
    assertThat(plan.isEmpty()).isFalse();
  }

  @Test
  void printsATable() {
    Manifest kept = configMap("kept").withAnnotation("gitops4j.io/sync-options", "Prune=false");
    SyncPlan plan =
        SyncPlan.of(
            comparison(
                intents(configMap("a")),
                kept,
                configMap("old"),
                object("v1", "PersistentVolumeClaim", "data")),
            PRUNING);

    assertThat(plan.toString().lines())
        .containsExactly(
            "create     ConfigMap shop/a",
            "prune      ConfigMap shop/old",
            "waits      PersistentVolumeClaim shop/data (left Git; waits for consent: a"
                + " PersistentVolumeClaim takes data or other objects with it)",
            "keep       ConfigMap shop/kept (left Git; stays because of its annotation"
                + " Prune=false)");
    assertThat(SyncPlan.of(comparison(intents()), PRUNING)).hasToString("nothing to do");
  }

  @Test
  void theNamespaceComesFirst() {
    Manifest namespace = object("v1", "Namespace", "shop");
    SyncPlan plan = SyncPlan.of(comparison(intents(configMap("a"))), PRUNING);

    SyncPlan led = plan.creatingFirst(new SyncStep.CreateNamespace(namespace));

    assertThat(steps(led)).containsExactly("create Namespace", "create ConfigMap");
    assertThat(led.digest()).isEqualTo(plan.digest());
    assertThat(led.applied()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void aSyncNeedsTime(long seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SyncRequest.defaults().within(Duration.ofSeconds(seconds)))
        .withMessageContaining("needs time");
  }

  @Test
  void requestsAreChangedOneByOne() {
    Digest digest = Digest.of("plan");
    SyncRequest request =
        PRUNING
            .withMode(SyncRequest.Mode.DRY_RUN)
            .withEmptyDesiredState(EmptyDesiredState.PRUNES)
            .withConsentTo(digest)
            .by("Ada")
            .within(Duration.ofSeconds(1));

    assertThat(request.pruning()).isEqualTo(Pruning.ALLOWED);
    assertThat(request.mode()).isEqualTo(SyncRequest.Mode.DRY_RUN);
    assertThat(request.emptyDesiredState()).isEqualTo(EmptyDesiredState.PRUNES);
    assertThat(request.consent()).contains(digest);
    assertThat(request.initiator()).isEqualTo("Ada");
    assertThat(request.deadline()).isEqualTo(Duration.ofSeconds(1));
  }
}
