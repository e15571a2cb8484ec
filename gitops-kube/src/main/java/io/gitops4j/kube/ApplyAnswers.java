package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Applied;
import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.cluster.ApplyOutcome.Change;
import io.gitops4j.core.cluster.ApplyOutcome.Conflicted;
import io.gitops4j.core.cluster.ApplyOutcome.FieldConflict;
import io.gitops4j.core.cluster.ApplyOutcome.Rejected;
import io.gitops4j.core.manifest.ListValue;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the answer to an apply means for the object. */
final class ApplyAnswers {
  private static final Pattern OWNER = Pattern.compile("conflict with \"(?<manager>.*?)\"");
  private static final List<String> NOT_TYPED =
      List.of(
          "failed to create typed patch object", "failed to convert new object to proper version");
  private static final String WITHHELD =
      "the cluster's words are withheld, as they may quote the Secret's values";

  private ApplyAnswers() {}

  /**
   * Reads an answer.
   *
   * @param before the object as it was, empty if there was none or it is not known
   * @throws io.gitops4j.core.cluster.ClusterException if it says nothing about the object
   */
  static ApplyOutcome outcome(ApiAnswer answer, Optional<MapValue> before, boolean dryRun) {
    if (answer.isSuccess()) {
      return applied(answer, before, dryRun);
    }
    if (answer.code() == 409) {
      return conflicted(answer);
    }
    if (isAboutTheObject(answer)) {
      return rejected(answer);
    }
    throw Failures.of(answer);
  }

  private static boolean isAboutTheObject(ApiAnswer answer) {
    return switch (answer.code()) {
      case 401, 408, 429 -> false;
      case 403 -> !Failures.isForbidden(answer);
      case 404 -> !answer.isUnknownAddress();
      // The server takes a document that does not fit the kind's schema for a fault of its own.
      case 500 -> NOT_TYPED.stream().anyMatch(answer.status().message()::startsWith);
      default -> answer.code() >= 400 && answer.code() < 500;
    };
  }

  private static Applied applied(ApiAnswer answer, Optional<MapValue> before, boolean dryRun) {
    MapValue object = answer.json();
    MapValue complete = dryRun ? withVersion(object) : object;
    Change change =
        answer.code() == 201
            ? Change.CREATED
            : isSame(object, before, dryRun) ? Change.UNCHANGED : Change.CONFIGURED;
    return new Applied(LiveObjects.of(answer.purpose(), complete), change);
  }

  /** A rehearsed creation has no version yet; "0" is that of no object. */
  private static MapValue withVersion(MapValue object) {
    MapValue metadata = object.mapAt("metadata");
    return metadata.textAt("resourceVersion").isPresent()
        ? object
        : object.with("metadata", metadata.with("resourceVersion", Scalar.of("0")));
  }

  /** A dry run answers the old resourceVersion whatever it would change. */
  private static boolean isSame(MapValue object, Optional<MapValue> before, boolean dryRun) {
    return dryRun
        ? before.map(ApplyAnswers::withoutTimes).equals(Optional.of(withoutTimes(object)))
        : before.flatMap(ApplyAnswers::version).equals(version(object));
  }

  private static Optional<String> version(MapValue object) {
    return object.textAt("metadata", "resourceVersion");
  }

  private static MapValue withoutTimes(MapValue object) {
    List<Value> entries =
        object.itemsAt("metadata", "managedFields").stream()
            .<Value>map(entry -> entry.mapAt().without("time"))
            .toList();
    MapValue metadata = object.mapAt("metadata").with("managedFields", new ListValue(entries));
    return object.with("metadata", metadata);
  }

  private static Conflicted conflicted(ApiAnswer answer) {
    ApiStatus status = answer.status();
    List<FieldConflict> conflicts =
        status.causes().stream()
            .filter(cause -> cause.reason().equals("FieldManagerConflict"))
            .map(cause -> new FieldConflict(cause.field(), managerIn(cause.message())))
            .toList();
    return new Conflicted(conflicts, answer.purpose().secret() ? WITHHELD : status.message());
  }

  private static String managerIn(String message) {
    Matcher owner = OWNER.matcher(message);
    return owner.find() ? owner.group("manager") : "";
  }

  private static Rejected rejected(ApiAnswer answer) {
    ApiStatus status = answer.status();
    String reason = status.reason().isEmpty() ? "Unknown" : status.reason();
    boolean quotable = !answer.purpose().secret() || reason.equals("NotFound");
    String message = quotable ? words(answer) : WITHHELD;
    return new Rejected(
        reason,
        message,
        status.causes().stream().map(cause -> quotable ? cause : withoutWords(cause)).toList());
  }

  private static String words(ApiAnswer answer) {
    String message = answer.status().message();
    return message.isEmpty() ? "HTTP %d".formatted(answer.code()) : message;
  }

  private static Cause withoutWords(Cause cause) {
    return new Cause(cause.field(), cause.reason(), WITHHELD);
  }
}
