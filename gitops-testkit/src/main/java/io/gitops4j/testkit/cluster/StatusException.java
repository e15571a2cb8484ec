package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome;
import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.cluster.ApplyOutcome.FieldConflict;
import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.merge.ApplyResult;
import io.gitops4j.testkit.api.ApiAnswer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the API server of an {@link InMemoryCluster} refuses, with the {@code Status} that a client
 * would get.
 *
 * @since 0.1.0
 */
public final class StatusException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;
  private final transient @Nullable StatusDetails details;
  private final transient List<FieldConflict> conflicts;

  private StatusException(
      int code, String reason, String message, @Nullable StatusDetails details) {
    this(code, reason, message, details, List.of());
  }

  private StatusException(
      int code,
      String reason,
      String message,
      @Nullable StatusDetails details,
      List<FieldConflict> conflicts) {
    super(message);
    this.conflicts = conflicts;
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  static StatusException badRequest(String message) {
    return new StatusException(400, "BadRequest", message, null);
  }

  /** What the server did not expect; such an answer has no reason. */
  static StatusException internal(String message) {
    return new StatusException(500, "", message, null);
  }

  static StatusException notFound(ServedKind kind, ResourceKey key) {
    return notFound(kind.named(key), StatusDetails.of(kind, key));
  }

  private static StatusException notFound(String named, StatusDetails details) {
    return new StatusException(404, "NotFound", named + " not found", details);
  }

  /** Some say what of an object was asked for. */
  static StatusException notFoundPart(ServedKind kind, ResourceKey key, String part) {
    String named =
        "%s/%s.%s \"%s\"".formatted(kind.resource().plural(), part, key.group(), key.name());
    return notFound(
        named,
        StatusDetails.of(kind, key).about(key.name(), kind.resource().plural() + "/" + part));
  }

  static StatusException conflictOfPart(Write write, String why) {
    String part = write.kind().resource().plural() + "/" + write.subresource();
    ResourceKey key = write.key();
    String message =
        "Operation cannot be fulfilled on %s.%s \"%s\": %s"
            .formatted(part, key.group(), key.name(), why);
    StatusDetails details = StatusDetails.of(write.kind(), key).about(key.name(), part);
    return new StatusException(409, "Conflict", message, details);
  }

  /** With the words as a cause too. */
  static StatusException internalError(String why) {
    StatusDetails details = StatusDetails.NONE.because(List.of(new Cause("", "", why)));
    return new StatusException(500, "InternalError", "Internal error occurred: " + why, details);
  }

  static StatusException namespaceNotFound(String name) {
    return notFound(
        "namespaces \"%s\"".formatted(name), StatusDetails.NONE.about(name, "namespaces"));
  }

  /** There is no such path: the kind, version or sub-resource is not served. */
  static StatusException notServed() {
    return new StatusException(
        404, "NotFound", "the server could not find the requested resource", StatusDetails.NONE);
  }

  static StatusException methodNotAllowed() {
    return new StatusException(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        StatusDetails.NONE);
  }

  static StatusException terminatingDefinition(ServedKind kind) {
    return new StatusException(
        405,
        "MethodNotAllowed",
        "create not allowed while custom resource definition is terminating",
        StatusDetails.of(kind, new ResourceKey(kind.kind().group(), kind.kind().kind(), "", "")));
  }

  /** A JSON patch that can't be applied; the server does not say why. */
  static StatusException unprocessable() {
    return new StatusException(
        422,
        "Invalid",
        "the server rejected our request due to an error in our request",
        StatusDetails.NONE);
  }

  /** A patch after which the object does not fit its type; the server names no object. */
  static StatusException unreadablePatch(MapValue patched, StatusException why) {
    String shown = CanonicalJson.write(Scalar.of(CanonicalJson.write(patched)));
    String message = "Invalid value: %s: %s".formatted(shown, why.getMessage());
    Cause cause = new Cause("patch", "FieldValueInvalid", message);
    return invalid("", "", List.of(cause), StatusDetails.NONE);
  }

  /** What was merged by an apply and no type can hold: the server takes that for its own fault. */
  static StatusException unconvertible(ServedKind kind, StatusException why) {
    GroupVersionKind type = kind.kind();
    String begin =
        "%s in version \"%s\" cannot be handled as a %s: "
            .formatted(type.kind(), type.version(), type.kind());
    String words = String.valueOf(why.getMessage());
    String fault = words.startsWith(begin) ? words.substring(begin.length()) : words;
    return internal(
        "failed to convert new object to proper version: unable to convert unstructured object to %s/%s, Kind=%s: %s%s"
            .formatted(
                type.group(),
                type.version(),
                type.kind(),
                fault.startsWith("illegal base64") ? "error decoding from json: " : "",
                fault));
  }

  static StatusException tooLarge(String message) {
    return new StatusException(413, "RequestEntityTooLarge", message, null);
  }

  static StatusException gone(String reason, String message) {
    return new StatusException(410, reason, message, null);
  }

  static StatusException tooNew(long version, long current) {
    StatusDetails details =
        StatusDetails.NONE
            .because(
                List.of(new Cause("", "ResourceVersionTooLarge", "Too large resource version")))
            .retryAfter(1);
    String message =
        "Timeout: Too large resource version: %d, current: %d".formatted(version, current);
    return new StatusException(504, "Timeout", message, details);
  }

  static StatusException alreadyExists(ServedKind kind, ResourceKey key, boolean isGoing) {
    String message = kind.named(key) + " already exists";
    return new StatusException(
        409,
        "AlreadyExists",
        isGoing ? "object is being deleted: " + message : message,
        StatusDetails.of(kind, key));
  }

  static StatusException conflict(ServedKind kind, ResourceKey key, String why) {
    String message = "Operation cannot be fulfilled on %s: %s".formatted(kind.named(key), why);
    return new StatusException(409, "Conflict", message, StatusDetails.of(kind, key));
  }

  /** A condition of a deletion; there the server names the kind rather than the resource. */
  static StatusException precondition(ResourceKey key, String why) {
    String message =
        "Operation cannot be fulfilled on %s \"%s\": %s".formatted(dotted(key), key.name(), why);
    StatusDetails details = StatusDetails.ofKind(key);
    return new StatusException(409, "Conflict", message, details);
  }

  static StatusException conflicts(ApplyResult.Conflicted result) {
    List<Cause> causes =
        result.conflicts().stream()
            .map(c -> new Cause(c.path().toString(), "FieldManagerConflict", c.message()))
            .toList();
    List<FieldConflict> conflicts =
        result.conflicts().stream()
            .map(c -> new FieldConflict(c.path().toString(), c.owner().manager()))
            .toList();
    StatusDetails details = StatusDetails.NONE.because(causes);
    return new StatusException(409, "Conflict", result.message(), details, conflicts);
  }

  static StatusException modified(ServedKind kind, ResourceKey key) {
    return conflict(
        kind,
        key,
        "the object has been modified; please apply your changes to the latest version and try"
            + " again");
  }

  static StatusException forbidden(
      ServedKind kind, ResourceKey key, String why, List<Cause> causes) {
    String message = "%s is forbidden: %s".formatted(kind.named(key), why);
    return new StatusException(
        403, "Forbidden", message, StatusDetails.of(kind, key).because(causes));
  }

  static StatusException invalid(ResourceKey key, List<Cause> causes) {
    return invalid(dotted(key), key.name(), causes, StatusDetails.ofKind(key));
  }

  /** Options of a call, such as {@code PatchOptions}. */
  static StatusException invalidOptions(String type, List<Cause> causes) {
    return invalid(new ResourceKey("meta.k8s.io", type, "", ""), causes);
  }

  static StatusException invalid(
      String type, String name, List<Cause> causes, StatusDetails details) {
    Set<String> lines = new LinkedHashSet<>();
    causes.forEach(cause -> lines.add(cause.field() + ": " + cause.message()));
    String list = String.join(", ", lines);
    String message =
        "%s \"%s\" is invalid: %s"
            .formatted(type, name, lines.size() == 1 ? list : "[" + list + "]");
    return new StatusException(422, "Invalid", message, details.because(causes));
  }

  private static String dotted(ResourceKey key) {
    return key.group().isEmpty() ? key.kind() : key.kind() + "." + key.group();
  }

  /** The code of HTTP, such as 404. */
  public int code() {
    return code;
  }

  /** The server's word, such as {@code NotFound}; empty for what the server did not expect. */
  public String reason() {
    return reason;
  }

  /** The whole {@code Status}, as a client would get it. */
  public MapValue status() {
    return StatusDetails.failure(code, reason, String.valueOf(getMessage()), details);
  }

  ApiAnswer asAnswer() {
    return new ApiAnswer(code, status());
  }

  ApplyOutcome asOutcome() {
    String message = String.valueOf(getMessage());
    List<Cause> causes = details == null ? List.of() : details.causes();
    return code == 409 && reason.equals("Conflict")
        ? new ApplyOutcome.Conflicted(conflicts, message)
        : new ApplyOutcome.Rejected(reason.isEmpty() ? "Unknown" : reason, message, causes);
  }
}
