package io.gitops4j.core.history;

import io.gitops4j.core.health.Health;
import io.gitops4j.core.health.HealthStatus;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.Revision;
import java.util.List;
import java.util.Optional;

/** A deployment as a value of format 1. */
final class DeploymentCodec {
  private DeploymentCodec() {}

  static MapValue write(Deployment deployment) {
    MapValue written =
        MapValue.of("id", Scalar.of(deployment.id().number()))
            .with("commit", write(deployment.commit()))
            .with("cause", Scalar.of(deployment.cause().name()))
            .with("initiator", Fields.person(deployment.initiator()))
            .with("startedAt", Fields.time(deployment.startedAt()))
            .with("deployedAt", Fields.time(deployment.deployedAt()))
            .with("desiredState", Fields.digest(deployment.desiredState()))
            .with(
                "intents", list(deployment.intents().stream().map(DeploymentCodec::write).toList()))
            .with("outcomes", Fields.byResource(deployment.outcomes(), DeploymentCodec::write));
    if (deployment.review().isPresent()) {
      written = written.with("review", write(deployment.review().get()));
    }
    if (deployment.rolledBackTo().isPresent()) {
      written = written.with("rolledBackTo", Scalar.of(deployment.rolledBackTo().get().number()));
    }
    if (deployment.health().isPresent()) {
      written = written.with("health", write(deployment.health().get()));
    }
    return written;
  }

  static Deployment read(Value value) {
    Fields fields = Fields.of(value);
    Deployment.Builder builder =
        Deployment.builder(
                fields.deployment("id"),
                commit(fields.fields("commit")),
                fields.constant("cause", Cause.class),
                fields.person("initiator"))
            .startedAt(fields.time("startedAt"))
            .deployedAt(fields.time("deployedAt"))
            .desiredState(
                fields.digest("desiredState"),
                fields.items("intents").stream().map(DeploymentCodec::intent).toList())
            .outcomes(fields.byResource("outcomes", DeploymentCodec::outcome));
    fields.optional("review").map(DeploymentCodec::review).ifPresent(builder::review);
    if (fields.map().get("rolledBackTo").isPresent()) {
      builder.rolledBackTo(fields.deployment("rolledBackTo"));
    }
    fields.optional("health").map(DeploymentCodec::health).ifPresent(builder::health);
    return builder.build();
  }

  private static MapValue write(Commit commit) {
    return MapValue.of("revision", Scalar.of(commit.revision().sha()))
        .with("author", Fields.person(commit.author()))
        .with("message", Scalar.of(commit.message()))
        .with("time", Fields.time(commit.time()))
        .with(
            "parents", list(commit.parents().stream().map(each -> Scalar.of(each.sha())).toList()));
  }

  private static Commit commit(Fields fields) {
    return new Commit(
        new Revision(fields.text("revision")),
        fields.person("author"),
        fields.text("message"),
        fields.time("time"),
        fields.items("parents").stream()
            .map(parent -> new Revision(parent.asText().orElse("")))
            .toList());
  }

  private static MapValue write(StoredIntent intent) {
    MapValue written =
        MapValue.of("key", Scalar.of(Fields.resource(intent.key())))
            .with("digest", Fields.digest(intent.digest()));
    return intent.content().map(blob -> written.with("blob", Fields.digest(blob))).orElse(written);
  }

  private static StoredIntent intent(Value value) {
    Fields fields = Fields.of(value);
    ResourceKey key = Fields.resource(fields.text("key"));
    Digest digest = fields.digest("digest");
    Optional<Value> blob = fields.map().get("blob");
    return blob.isPresent()
        ? new StoredIntent.Archived(key, digest, fields.digest("blob"))
        : new StoredIntent.Withheld(key, digest);
  }

  private static MapValue write(ResourceOutcome outcome) {
    return MapValue.of("code", Scalar.of(outcome.code().name()))
        .with("message", Scalar.of(outcome.message()));
  }

  private static ResourceOutcome outcome(Fields fields) {
    return new ResourceOutcome(
        fields.constant("code", ResourceOutcome.Code.class), fields.text("message"));
  }

  private static MapValue write(Review review) {
    return MapValue.of("pullRequest", Scalar.of(review.pullRequest()))
        .with("reviewers", list(review.reviewers().stream().map(Fields::person).toList()));
  }

  private static Review review(Fields fields) {
    return new Review(
        fields.text("pullRequest"),
        fields.items("reviewers").stream().map(each -> Fields.person(Fields.of(each))).toList());
  }

  private static MapValue write(HealthOutcome outcome) {
    return MapValue.of("status", Scalar.of(outcome.health().status().name()))
        .with("message", Scalar.of(outcome.health().message()))
        .with("since", Fields.time(outcome.since()));
  }

  private static HealthOutcome health(Fields fields) {
    return new HealthOutcome(
        new Health(fields.constant("status", HealthStatus.class), fields.text("message")),
        fields.time("since"));
  }

  static ListValue list(List<? extends Value> items) {
    return new ListValue(List.copyOf(items));
  }
}
