package io.gitops4j.core.history;

import io.gitops4j.core.diff.Intent;
import io.gitops4j.core.diff.Intents;
import io.gitops4j.core.diff.Receipt;
import io.gitops4j.core.health.Health;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.GroupKind;
import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A history with everything in it. */
final class Samples {
  static final ApplicationName GUESTBOOK = new ApplicationName("guestbook-idc");
  static final Person ALICE = new Person("Alice", "alice@example.org");
  static final Person ENGINE = Person.named("engine");
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Manifest FRONTEND =
      manifest(
          "{apiVersion: apps/v1, kind: Deployment, metadata: {name: frontend, namespace: guestbook}, spec: {replicas: 3}}");
  static final Manifest PASSWORD =
      manifest(
          "{apiVersion: v1, kind: Secret, metadata: {name: redis, namespace: guestbook}, data: {password: aHVudGVyMg==}}");
  static final Manifest OTHER_PASSWORD =
      manifest(
          "{apiVersion: v1, kind: Secret, metadata: {name: redis, namespace: guestbook}, data: {password: b3RoZXI=}}");
  static final ResourceKey OLD_JOB = new ResourceKey("batch", "Job", "guestbook", "migrate");

  private Samples() {}

  static Manifest manifest(String yaml) {
    return ManifestReader.create().read("sample", yaml).get(0);
  }

  static Intent intent(Manifest document) {
    return Intents.ofStored(List.of(document)).all().get(0);
  }

  static Digest digest(Object of) {
    return Digest.of(of.toString());
  }

  static Revision revision(int number) {
    return new Revision("%040x".formatted(number));
  }

  static Commit commit(int number) {
    return new Commit(
        revision(number),
        ALICE,
        "Set tag v%d\n\nAs „announced\".".formatted(number),
        NOON.plusSeconds(number),
        number == 1 ? List.of() : List.of(revision(number - 1)));
  }

  static Deployment.Builder deployment(int number, Cause cause) {
    return Deployment.builder(new DeploymentId(number), commit(number), cause, ALICE)
        .startedAt(NOON.plusSeconds(60L * number))
        .deployedAt(NOON.plusSeconds(60L * number + 5))
        .desiredState(digest("desired" + number), List.of());
  }

  static ApplicationState initial() {
    return ApplicationState.initial(GUESTBOOK);
  }

  /** Deployed, deployed, rolled back; the intents are in the archive. */
  static ApplicationState rolledBack(IntentArchive archive) {
    List<StoredIntent> intents =
        archive.store(List.of(intent(FRONTEND), intent(PASSWORD)), List.of());
    Deployment first =
        deployment(1, Cause.MANUAL_SYNC)
            .desiredState(digest("desired1"), intents)
            .outcomes(
                Map.of(
                    FRONTEND.key(),
                    ResourceOutcome.of(ResourceOutcome.Code.CREATED),
                    OLD_JOB,
                    new ResourceOutcome(ResourceOutcome.Code.FAILED, "field is immutable")))
            .health(new HealthOutcome(Health.HEALTHY, NOON.plusSeconds(90)))
            .build();
    Deployment second =
        deployment(2, Cause.AUTO_SYNC)
            .review(new Review("#12", List.of(Person.named("Bob"))))
            .build();
    Deployment third =
        deployment(3, Cause.ROLLBACK)
            .desiredState(digest("desired1"), intents)
            .rolledBackTo(first.id())
            .build();
    return initial()
        .withDeployment(first, 10)
        .withDeployment(second, 10)
        .withDeployment(third, 10)
        .withHold(new Hold(second.desiredState(), third.id(), third.deployedAt(), ALICE))
        .withLastSynced(new SyncPoint(revision(2), RevisionSelector.branch("master")))
        .withKinds(List.of(new GroupKind("apps", "Deployment"), new GroupKind("", "Secret")))
        .withReceipts(
            Map.of(
                FRONTEND.key(),
                new Receipt(
                    digest("frontend"), digest("answer"), digest("schema"), "0b1c", "4711", NOON)));
  }
}
