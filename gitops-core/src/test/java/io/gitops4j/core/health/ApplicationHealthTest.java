package io.gitops4j.core.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.gitops4j.core.cluster.LiveResource;
import io.gitops4j.core.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApplicationHealthTest {
  private static final LiveResource CONFIG = named("v1/ConfigMap", "config", "");
  private static final LiveResource SERVICE = named("v1/Service", "web", "");
  private static final LiveResource WAITING =
      named("v1/PersistentVolumeClaim", "data", "status: {phase: Pending}");
  private static final LiveResource LOST =
      named("v1/PersistentVolumeClaim", "old", "status: {phase: Lost}");
  private static final ResourceKey GONE = new ResourceKey("apps", "Deployment", "shop", "gone");

  @Test
  void isThatOfTheWorstResource() {
    Health health = of(List.of(CONFIG, SERVICE, WAITING, LOST), List.of());

    assertThat(health)
        .isEqualTo(Health.degraded("PersistentVolumeClaim shop/old: its volume is lost"));
  }

  @Test
  void isHealthyWithoutAMessageIfAllAre() {
    assertThat(of(List.of(CONFIG, SERVICE), List.of())).isEqualTo(Health.HEALTHY);
  }

  @Test
  void isHealthyIfThereIsNothing() {
    assertThat(of(List.of(), List.of())).isEqualTo(Health.HEALTHY);
  }

  @Test
  void isNotWorsenedByOneMissingResource() {
    assertThat(of(List.of(SERVICE), List.of(GONE))).isEqualTo(Health.HEALTHY);
  }

  @Test
  void isMissingIfNothingOfItExists() {
    assertThat(of(List.of(), List.of(GONE)).status()).isEqualTo(HealthStatus.MISSING);
  }

  @Test
  void namesThreeCausesAndCountsTheOthers() {
    List<LiveResource> claims =
        IntStream.rangeClosed(1, 5)
            .mapToObj(i -> named("v1/PersistentVolumeClaim", "c" + i, "status: {phase: Lost}"))
            .toList();

    assertThat(of(claims, List.of()).message())
        .contains("shop/c1", "shop/c2", "shop/c3")
        .doesNotContain("shop/c4")
        .endsWith("and 2 more");
  }

  @Test
  void leavesOutWhatAsksToBeLeftOut() {
    LiveResource ignored =
        Live.object(
            "v1/PersistentVolumeClaim",
            "metadata: {annotations: {argocd.argoproj.io/ignore-healthcheck: 'true'}}, status: {phase: Lost}");

    assertThat(of(List.of(ignored), List.of(GONE))).isEqualTo(Health.HEALTHY);
  }

  @Test
  void survivesACheckThatThrows() {
    HealthCheck broken =
        resource -> {
          throw new IllegalStateException("password=hunter2");
        };

    Health health = ApplicationHealth.of(List.of(SERVICE), List.of(), broken);

    assertThat(health.status()).isEqualTo(HealthStatus.UNKNOWN);
    assertThat(health.message()).contains("IllegalStateException").doesNotContain("hunter2");
  }

  @Test
  void countsNoOpinionForNothing() {
    assertThat(ApplicationHealth.of(List.of(LOST), List.of(), resource -> Optional.empty()))
        .isEqualTo(Health.HEALTHY);
  }

  private static Health of(List<LiveResource> roots, List<ResourceKey> missing) {
    return ApplicationHealth.of(roots, missing, HealthCheck.builtIn());
  }

  private static LiveResource named(String type, String name, String yaml) {
    return Live.object(
        type, "metadata: {name: %s}%s".formatted(name, yaml.isEmpty() ? "" : ", " + yaml));
  }
}
