package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.testkit.api.ApiCall;
import java.nio.charset.StandardCharsets;

/**
 * What the query of a write asks for.
 *
 * @param manager the field manager; {@code unknown} if the call names none, as for a client that
 *     does not say what it is
 */
record WriteOptions(String manager, boolean dryRun) {
  private static final int LONGEST_MANAGER = 128;

  static WriteOptions of(ApiCall call) {
    String manager = call.parameter("fieldManager");
    String type =
        switch (call.verb()) {
          case CREATE -> "CreateOptions";
          case REPLACE -> "UpdateOptions";
          default -> "PatchOptions";
        };
    Problems problems = new Problems();
    checkForce(call, problems);
    checkManager(manager, problems);
    checkDryRun(call.parameter("dryRun"), problems);
    if (!problems.causes().isEmpty()) {
      throw StatusException.invalidOptions(type, problems.causes());
    }
    return new WriteOptions(
        manager.isEmpty() ? "unknown" : manager, !call.parameter("dryRun").isEmpty());
  }

  static boolean isTrue(String parameter) {
    return !parameter.isEmpty() && !parameter.equals("0") && !parameter.equalsIgnoreCase("false");
  }

  private static void checkForce(ApiCall call, Problems problems) {
    if (call.verb() == ApiCall.Verb.APPLY) {
      if (call.parameter("fieldManager").isEmpty()) {
        problems.required("fieldManager", "is required for apply patch");
      }
    } else if (isPatch(call) && call.parameters().containsKey("force")) {
      problems.forbidden("force", "may not be specified for non-apply patch");
    }
  }

  /** Other writes have no such option, and overlook it. */
  private static boolean isPatch(ApiCall call) {
    return call.verb() == ApiCall.Verb.JSON_PATCH || call.verb() == ApiCall.Verb.MERGE_PATCH;
  }

  private static void checkManager(String manager, Problems problems) {
    if (manager.getBytes(StandardCharsets.UTF_8).length > LONGEST_MANAGER) {
      problems.tooLong("fieldManager", LONGEST_MANAGER);
    }
    for (int i = 0; i < manager.length(); i++) {
      if (Character.isISOControl(manager.charAt(i))) {
        String detail =
            "invalid character U+%04X (at position %d)".formatted((int) manager.charAt(i), i);
        problems.invalid("fieldManager", Scalar.of(manager), detail);
      }
    }
  }

  static void checkDryRun(String dryRun, Problems problems) {
    if (!dryRun.isEmpty() && !dryRun.equals("All")) {
      problems.unsupported("dryRun", "[]string{\"%s\"}".formatted(dryRun), "\"All\"");
    }
  }
}
