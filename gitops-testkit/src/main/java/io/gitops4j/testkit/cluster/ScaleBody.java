package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;

/** A {@code Scale} that somebody wrote. */
record ScaleBody(MapValue content) {
  static final String KIND = "Scale";
  static final String VERSION = "autoscaling/v1";

  /**
   * What of it is understood.
   *
   * @throws StatusException if it can't be read
   */
  static ScaleBody read(Write write, MapValue body) {
    String kind = body.textAt("kind").filter(text -> !text.isEmpty()).orElse(KIND);
    String version = body.textAt("apiVersion").filter(text -> !text.isEmpty()).orElse(VERSION);
    if (!kind.equals(KIND) || !version.equals(VERSION)) {
      throw unreadable(
          write,
          "%s in version \"%s\" cannot be handled as a Scale: no kind \"%s\" is registered for version \"%s\""
              .formatted(kind, version.substring(version.indexOf('/') + 1), kind, version));
    }
    Value replicas = body.at("spec", "replicas").orElse(Scalar.NULL);
    boolean isNumber =
        replicas.isNull()
            || replicas.asInteger().filter(n -> n == Math.toIntExact(clamped(n))).isPresent();
    boolean isStruct = body.at("spec").filter(s -> !s.isNull() && s.asMap().isEmpty()).isEmpty();
    if (!isNumber || !isStruct) {
      throw unreadable(
          write,
          "Scale in version \"v1\" cannot be handled as a Scale: v1.Scale.Spec: v1.ScaleSpec.Replicas: it is "
              + body.at("spec").map(Value::toPlain).orElse("nothing"));
    }
    return new ScaleBody(body);
  }

  private static long clamped(long number) {
    return Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
  }

  /** The server of custom resources can't even say what it could not read. */
  private static StatusException unreadable(Write write, String message) {
    return StatusException.badRequest(
        write.kind().isBuiltIn() ? message : "no kind is registered for the type v1.Scale");
  }

  long replicas() {
    return content.integerAt("spec", "replicas").orElse(0L);
  }

  /** Of built-in kinds the scale is refused, of custom resources what it would make of them. */
  void checkSize(Write write) {
    ServedKind kind = write.kind();
    Problems problems = new Problems();
    if (!kind.isBuiltIn()) {
      if (replicas() < 0) {
        problems.invalid(
            kind.form().scale().replicas(),
            Value.of(replicas()),
            "should be a non-negative integer");
        throw StatusException.invalid(write.key(), problems.causes());
      }
      return;
    }
    if (content.textAt("metadata", "namespace").orElse("").isEmpty()) {
      problems.required("metadata.namespace");
    }
    if (replicas() < 0) {
      problems.invalid("spec.replicas", Value.of(replicas()), "must be greater than or equal to 0");
    }
    if (!problems.causes().isEmpty()) {
      ResourceKey scale = new ResourceKey("autoscaling", KIND, "", write.key().name());
      throw StatusException.invalid(scale, problems.causes());
    }
  }

  /** Custom resources do not mind. */
  void checkUid(Write write, MapValue live) {
    String wanted = ObjectStore.uid(content);
    String uid = ObjectStore.uid(live);
    if (write.kind().isBuiltIn() && !wanted.isEmpty() && !wanted.equals(uid)) {
      throw StatusException.conflictOfPart(
          write,
          "Precondition failed: UID in precondition: %s, UID in object meta: %s"
              .formatted(wanted, uid));
    }
  }
}
