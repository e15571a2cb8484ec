package io.gitops4j.core.history;

import io.gitops4j.core.diff.Receipt;
import io.gitops4j.core.kernel.ApplicationName;
import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import java.time.Instant;
import java.util.Map;

/**
 * A state as a value of format 1. Whatever is added to it, also what a reader could do without,
 * makes another format: an older version that read it would lose it with its next save. Receipts
 * are the exception: one that lacks something is worth a look at the cluster, no more.
 */
final class StateCodec {
  private static final Digest UNKNOWN_SCHEMA = Digest.of("");

  private StateCodec() {}

  static MapValue write(VersionedState versioned) {
    ApplicationState state = versioned.state();
    MapValue written =
        MapValue.of("application", Scalar.of(state.name().value()))
            .with("version", Scalar.of(versioned.version()))
            .with("nextDeployment", Scalar.of(state.nextId().number()))
            .with(
                "deployments",
                DeploymentCodec.list(
                    state.deployments().stream().map(DeploymentCodec::write).toList()))
            .with("receipts", Fields.byResource(state.receipts(), StateCodec::write))
            .with(
                "kinds",
                DeploymentCodec.list(
                    state.kinds().stream().map(kind -> Scalar.of(Fields.kind(kind))).toList()));
    if (state.hold().isPresent()) {
      written = written.with("hold", write(state.hold().get()));
    }
    if (state.lastSynced().isPresent()) {
      written = written.with("lastSynced", write(state.lastSynced().get()));
    }
    return written;
  }

  /** The opposite of {@link #write}; an {@link IllegalArgumentException} says what is wrong. */
  static VersionedState read(Value value) {
    Fields fields = Fields.of(value);
    ApplicationState.Parts parts =
        new ApplicationState.Parts(new ApplicationName(fields.text("application")));
    parts.nextId = fields.deployment("nextDeployment");
    parts.deployments = fields.items("deployments").stream().map(DeploymentCodec::read).toList();
    parts.receipts = fields.byResource("receipts", StateCodec::receipt);
    parts.kinds = fields.items("kinds").stream().map(Fields::kind).toList();
    parts.hold = fields.optional("hold").map(StateCodec::hold).orElse(null);
    parts.lastSynced = fields.optional("lastSynced").map(StateCodec::syncPoint).orElse(null);
    long version = fields.integer("version");
    if (version < 1) {
      throw new IllegalArgumentException("'version' counts from 1, was " + version);
    }
    return new VersionedState(parts.build(), version);
  }

  private static MapValue write(Receipt receipt) {
    return MapValue.of("intent", Fields.digest(receipt.intent()))
        .with("answer", Fields.digest(receipt.answer()))
        .with("schema", Fields.digest(receipt.schema()))
        .with("uid", Scalar.of(receipt.uid()))
        .with("resourceVersion", Scalar.of(receipt.resourceVersion()))
        .with("since", Fields.time(receipt.since()));
  }

  /**
   * Receipts of before there were schemas and times in them tell what was applied, but are trusted
   * no more.
   */
  private static Receipt receipt(Fields fields) {
    boolean isOld = !fields.has("schema");
    return new Receipt(
        fields.digest("intent"),
        fields.digest("answer"),
        isOld ? UNKNOWN_SCHEMA : fields.digest("schema"),
        fields.text("uid"),
        fields.text("resourceVersion"),
        isOld ? Instant.EPOCH : fields.time("since"));
  }

  private static MapValue write(Hold hold) {
    return MapValue.of("rejected", Fields.digest(hold.rejected()))
        .with("deployment", Scalar.of(hold.deployment().number()))
        .with("since", Fields.time(hold.since()))
        .with("by", Fields.person(hold.by()));
  }

  private static Hold hold(Fields fields) {
    return new Hold(
        fields.digest("rejected"),
        fields.deployment("deployment"),
        fields.time("since"),
        fields.person("by"));
  }

  private static MapValue write(SyncPoint point) {
    return MapValue.of("revision", Scalar.of(point.revision().sha()))
        .with("selector", write(point.selector()));
  }

  private static SyncPoint syncPoint(Fields fields) {
    return new SyncPoint(
        new Revision(fields.text("revision")), selector(fields.fields("selector")));
  }

  /** One entry: the sort of selector, and what it names. */
  private static MapValue write(RevisionSelector selector) {
    return MapValue.of(sort(selector), Scalar.of(selector.toString()));
  }

  private static String sort(RevisionSelector selector) {
    if (selector instanceof RevisionSelector.Branch) {
      return "branch";
    }
    if (selector instanceof RevisionSelector.Tag) {
      return "tag";
    }
    if (selector instanceof RevisionSelector.SemverRange) {
      return "semver";
    }
    return selector instanceof RevisionSelector.Head ? "head" : "commit";
  }

  private static RevisionSelector selector(Fields fields) {
    Map.Entry<String, Value> entry =
        fields.map().entries().entrySet().stream()
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("a selector is empty"));
    String name = entry.getValue().asText().orElse("");
    return switch (entry.getKey()) {
      case "head" -> RevisionSelector.head();
      case "branch" -> RevisionSelector.branch(name);
      case "tag" -> RevisionSelector.tag(name);
      case "commit" -> RevisionSelector.commit(name);
      case "semver" -> RevisionSelector.semver(name);
      default -> throw new IllegalArgumentException("unknown selector '" + entry.getKey() + "'");
    };
  }
}
