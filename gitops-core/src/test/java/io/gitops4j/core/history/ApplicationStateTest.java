package io.gitops4j.core.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gitops4j.core.health.Health;
import io.gitops4j.core.manifest.GroupKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationStateTest {
  private static final HealthOutcome HEALTHY = new HealthOutcome(Health.HEALTHY, Samples.NOON);

  @Test
  void keepsTheNewestDeploymentsFirst() {
    ApplicationState state = deployed(3, 2);

    assertThat(state.deployments()).extracting(each -> each.id().number()).containsExactly(3L, 2L);
    assertThat(state.current()).contains(state.deployments().get(0));
    assertThat(state.deployment(new DeploymentId(1))).isEmpty();
  }

  @Test
  void neverUsesAnIdAgain() {
    ApplicationState state = deployed(3, 1);

    assertThat(state.nextId()).isEqualTo(new DeploymentId(4));
    assertThatThrownBy(
            () -> state.withDeployment(Samples.deployment(3, Cause.MANUAL_SYNC).build(), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the next deployment of 'guestbook-idc' is 4, was 3");
  }

  @Test
  void addsTheHealthOutcomeToTheRecord() {
    ApplicationState state = deployed(2, 10).withHealth(DeploymentId.FIRST, HEALTHY);

    assertThat(state.deployment(DeploymentId.FIRST).flatMap(Deployment::health)).contains(HEALTHY);
    assertThat(state.current().flatMap(Deployment::health)).isEmpty();
  }

  @Test
  void forgetsNoKindThatWasEverApplied() {
    GroupKind job = new GroupKind("batch", "Job");
    GroupKind service = new GroupKind("", "Service");

    ApplicationState state = Samples.initial().withKinds(List.of(job)).withKinds(List.of(service));

    assertThat(state.kinds()).containsExactly(service, job);
  }

  @Test
  void aHoldBlocksWhatWasRolledBackFromAndNothingElse() {
    Hold hold = new Hold(Samples.digest("bad"), new DeploymentId(3), Samples.NOON, Samples.ALICE);

    assertThat(hold.blocks(Samples.digest("bad"))).isTrue();
    assertThat(hold.blocks(Samples.digest("good"))).isFalse();
    assertThat(Samples.initial().withHold(hold).withoutHold()).isEqualTo(Samples.initial());
  }

  @Test
  void aRollbackNamesWhatItWentBackTo() {
    assertThatThrownBy(() -> Samples.deployment(2, Cause.ROLLBACK).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> Samples.deployment(2, Cause.AUTO_SYNC).rolledBackTo(DeploymentId.FIRST).build())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDeploymentNeedsItsTimesAndItsDesiredState() {
    Deployment.Builder incomplete =
        Deployment.builder(DeploymentId.FIRST, Samples.commit(1), Cause.MANUAL_SYNC, Samples.ALICE);

    assertThatThrownBy(incomplete::build).hasMessage("a deployment says when it started");
  }

  private static ApplicationState deployed(int count, int limit) {
    ApplicationState state = Samples.initial();
    for (int number = 1; number <= count; number++) {
      state = state.withDeployment(Samples.deployment(number, Cause.AUTO_SYNC).build(), limit);
    }
    return state;
  }
}
