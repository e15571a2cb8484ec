package io.gitops4j.testkit.cluster;

import io.gitops4j.core.cluster.DeleteRequest;
import io.gitops4j.core.cluster.DeleteRequest.Propagation;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiCall;
import java.util.Locale;
import java.util.Optional;

/**
 * How to delete, and on what condition.
 *
 * @param propagation empty if the caller leaves it to the kind
 * @param uid empty for no condition
 * @param resourceVersion empty for no condition
 * @param dryRun whether nothing is to be deleted
 * @param graceSeconds how long a pod may take to end; empty if the caller leaves it to the pod
 */
record DeleteOptions(
    Optional<Propagation> propagation,
    String uid,
    String resourceVersion,
    boolean dryRun,
    Optional<Long> graceSeconds) {
  /** Of a call: of its body if there is one, else of its query. */
  static DeleteOptions of(ApiCall call) {
    MapValue body = call.body().mapAt();
    Problems problems = new Problems();
    if (body.isEmpty()) {
      return ofQuery(call, problems);
    }
    checkKind(body);
    String dryRun = body.itemsAt("dryRun").stream().findFirst().flatMap(Value::asText).orElse("");
    WriteOptions.checkDryRun(dryRun, problems);
    String policy = body.textAt("propagationPolicy").orElse("");
    Optional<Boolean> orphan = body.at("orphanDependents").flatMap(Value::asBoolean);
    if (orphan.isPresent() && !policy.isEmpty()) {
      problems.invalid(
          "propagationPolicy",
          Scalar.of(policy),
          "orphanDependents and deletionPropagation cannot be both set");
    }
    DeleteOptions options =
        new DeleteOptions(
            propagation(policy, orphan, problems),
            body.textAt("preconditions", "uid").orElse(""),
            body.textAt("preconditions", "resourceVersion").orElse(""),
            !dryRun.isEmpty(),
            body.integerAt("gracePeriodSeconds"));
    return options.checked(problems);
  }

  private static DeleteOptions ofQuery(ApiCall call, Problems problems) {
    WriteOptions.checkDryRun(call.parameter("dryRun"), problems);
    String orphan = call.parameter("orphanDependents");
    Optional<Propagation> propagation =
        propagation(
            call.parameter("propagationPolicy"),
            orphan.isEmpty() ? Optional.empty() : Optional.of(WriteOptions.isTrue(orphan)),
            problems);
    boolean isDryRun = !call.parameter("dryRun").isEmpty();
    return new DeleteOptions(propagation, "", "", isDryRun, grace(call)).checked(problems);
  }

  private static Optional<Long> grace(ApiCall call) {
    String text = call.parameter("gracePeriodSeconds");
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      throw StatusException.badRequest(
          "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
    }
  }

  static DeleteOptions of(DeleteRequest request) {
    return new DeleteOptions(
        Optional.of(request.propagation()),
        request.uid(),
        request.resourceVersion(),
        false,
        Optional.empty());
  }

  /** Without conditions, and at once. */
  static DeleteOptions with(Propagation propagation) {
    return new DeleteOptions(Optional.of(propagation), "", "", false, Optional.of(0L));
  }

  private static void checkKind(MapValue body) {
    String kind = body.textAt("kind").orElse("DeleteOptions");
    if (!kind.equals("DeleteOptions")) {
      throw StatusException.internal(
          "no kind \"%s\" is registered for version \"meta.k8s.io/v1\"".formatted(kind));
    }
  }

  private static Optional<Propagation> propagation(
      String policy, Optional<Boolean> orphan, Problems problems) {
    for (Propagation propagation : Propagation.values()) {
      if (policy.equals(wire(propagation))) {
        return Optional.of(propagation);
      }
    }
    if (!policy.isEmpty()) {
      problems.unsupported(
          "propagationPolicy",
          Scalar.of(policy),
          "\"Foreground\", \"Background\", \"Orphan\", \"nil\"");
    }
    return orphan.map(o -> o ? Propagation.ORPHAN : Propagation.BACKGROUND);
  }

  private static String wire(Propagation propagation) {
    String name = propagation.name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private DeleteOptions checked(Problems problems) {
    if (!problems.causes().isEmpty()) {
      throw StatusException.invalidOptions("DeleteOptions", problems.causes());
    }
    return this;
  }
}
