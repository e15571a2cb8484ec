package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.ApplyOutcome.Cause;
import io.gitops4j.core.manifest.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether what is written is what the call is about, in the state that the writer means. */
final class Identity {

  private Identity() {}

  static void checkCreated(Write write, MapValue body) {
    checkType(write, body);
    if (!namespaceOf(body).isEmpty()
        && write.kind().resource().namespaced()
        && !namespaceOf(body).equals(write.key().namespace())) {
      throw StatusException.badRequest(
          "the namespace of the provided object does not match the namespace sent on the request");
    }
  }

  /** What is no number counts as not said. */
  static void checkUnversioned(String version) {
    if (version.matches("0*[1-9][0-9]{0,18}")) {
      throw StatusException.internal("resourceVersion should not be set on objects to be created");
    }
  }

  /** A body may leave out its type if the server has one of its own for the kind. */
  private static void checkType(Write write, MapValue body) {
    String kind = write.kind().kind().kind();
    String version = write.kind().kind().apiVersion();
    String stated = body.textAt("kind").orElse("");
    String statedVersion = body.textAt("apiVersion").orElse("");
    if (!write.kind().isBuiltIn()) {
      checkCustomType(write, stated, statedVersion);
    } else if ((!stated.isEmpty() && !stated.equals(kind))
        || (!statedVersion.isEmpty() && !statedVersion.equals(version))) {
      throw StatusException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: no kind \"%s\" is registered for version \"%s\""
              .formatted(
                  stated.isEmpty() ? kind : stated,
                  write.kind().kind().version(),
                  kind,
                  stated.isEmpty() ? kind : stated,
                  statedVersion.isEmpty() ? version : statedVersion));
    }
  }

  private static void checkCustomType(Write write, String kind, String version) {
    String expected = write.kind().kind().kind();
    if (kind.isEmpty()) {
      throw StatusException.badRequest(
          "%s in version \"%s\" cannot be handled as a %s: Object 'Kind' is missing"
              .formatted(expected, write.kind().kind().version(), expected));
    }
    if (!version.equals(write.kind().kind().apiVersion())) {
      throw StatusException.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(version, write.kind().kind().apiVersion()));
    }
    if (!kind.equals(expected)) {
      Cause cause =
          new Cause(
              "kind",
              "FieldValueInvalid",
              "Invalid value: \"%s\": must be %s".formatted(kind, expected));
      throw StatusException.invalid(write.key(), List.of(cause));
    }
  }

  static void checkReplaced(Write write, MapValue body) {
    checkType(write, body);
    checkAddress(write, body);
  }

  /**
   * What an object has become must still say its name; its namespace may be left to the address.
   */
  static void checkAddress(Write write, MapValue body) {
    String name = nameOf(body);
    if (name.isEmpty()) {
      throw StatusException.badRequest(
          "the name of the object (%s based on URL) was undeterminable: name must be provided"
              .formatted(write.key().name()));
    }
    if (!name.equals(write.key().name())) {
      throw StatusException.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(name, write.key().name()));
    }
    if (!write.kind().resource().namespaced() && !write.key().groupKind().equals(Kinds.NAMESPACE)) {
      return;
    }
    String namespace = namespaceOf(body);
    // A namespace counts as within itself.
    String expected =
        write.key().groupKind().equals(Kinds.NAMESPACE)
            ? write.key().name()
            : write.key().namespace();
    if (!namespace.isEmpty() && !namespace.equals(expected)) {
      throw StatusException.badRequest(
          "the namespace of the object (%s) does not match the namespace on the request (%s)"
              .formatted(namespace, expected));
    }
  }

  /** The uid of a body is a condition, which what is not there does not meet either. */
  static void checkUid(Write write, @Nullable MapValue live, MapValue body) {
    String wanted = ObjectStore.uid(body);
    String uid = live == null ? "" : ObjectStore.uid(live);
    if (!wanted.isEmpty() && !wanted.equals(uid)) {
      throw StatusException.conflict(
          write.kind(),
          write.key(),
          ("StorageError: invalid object, Code: 4, Key: %s, ResourceVersion: 0, AdditionalErrorMsg:"
                  + " Precondition failed: UID in precondition: %s, UID in object meta: %s")
              .formatted(StoragePath.of(write), wanted, uid));
    }
  }

  /** The resourceVersion of a body is a condition; some kinds can't do without. */
  static void checkVersion(Write write, MapValue live, MapValue body) {
    String wanted = body.textAt("metadata", "resourceVersion").orElse("");
    if (wanted.isEmpty() || wanted.equals("0")) {
      if (write.kind().has(ServedKind.Trait.LOCKED)) {
        throw mustNameVersion(write);
      }
      return;
    }
    checkNumber(wanted);
    if (!wanted.equals(live.textAt("metadata", "resourceVersion").orElse(""))) {
      throw StatusException.modified(write.kind(), write.key());
    }
  }

  /** A resourceVersion must be a number wherever it counts, or is in the way. */
  static void checkNumber(String version) {
    if (!version.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw StatusException.internal(
          "strconv.ParseUint: parsing \"%s\": invalid syntax".formatted(version));
    }
  }

  private static StatusException mustNameVersion(Write write) {
    Cause cause =
        new Cause(
            "metadata.resourceVersion",
            "FieldValueInvalid",
            "Invalid value: 0x0: must be specified for an update");
    return StatusException.invalid(
        write.kind().resourceName(),
        write.key().name(),
        List.of(cause),
        StatusDetails.of(write.kind(), write.key()));
  }

  private static String nameOf(MapValue body) {
    return body.textAt("metadata", "name").orElse("");
  }

  private static String namespaceOf(MapValue body) {
    return body.textAt("metadata", "namespace").orElse("");
  }
}
