package io.gitops4j.testkit.cluster;

import io.gitops4j.core.manifest.CanonicalJson;
import io.gitops4j.core.manifest.Json;
import io.gitops4j.core.manifest.ManifestException;
import io.gitops4j.core.manifest.MapValue;
import io.gitops4j.core.manifest.Scalar;
import io.gitops4j.core.manifest.Value;
import io.gitops4j.testkit.api.ApiCall;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/**
 * Which part of a list is asked for, and as of when.
 *
 * @param limit at most this many, 0 for all
 * @param start the address of the first, empty for the very first
 * @param version as of which resourceVersion
 * @param isContinued whether a part came before it
 */
record ListOptions(long limit, String start, long version, boolean isContinued) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
  private static final String MATCH = "resourceVersionMatch";

  static ListOptions of(ApiCall call, long current) {
    long limit = limit(call.parameter("limit"));
    checkMatch(call);
    String token = call.parameter("continue");
    if (!token.isEmpty()) {
      return continued(call, token, limit);
    }
    long wanted = version(call.parameter("resourceVersion"));
    if (wanted > current) {
      throw StatusException.tooNew(wanted, current);
    }
    String match = call.parameter(MATCH);
    boolean isExact = match.equals("Exact") || (match.isEmpty() && limit > 0);
    return new ListOptions(limit, "", isExact && wanted > 0 ? wanted : current, false);
  }

  private static long limit(String text) {
    try {
      return text.isEmpty() ? 0 : Math.max(0, Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw StatusException.badRequest(
          "strconv.ParseInt: parsing \"%s\": invalid syntax".formatted(text));
    }
  }

  /** The resourceVersion of a query; 0 if there is none. */
  static long version(String text) {
    if (!text.isEmpty() && !NUMBER.matcher(text).matches()) {
      throw StatusException.internal(
          "resourceVersion: Invalid value: \"%s\": strconv.ParseUint: parsing \"%s\": invalid syntax"
              .formatted(text, text));
    }
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  private static void checkMatch(ApiCall call) {
    String match = call.parameter(MATCH);
    String version = call.parameter("resourceVersion");
    if (match.isEmpty()) {
      return;
    }
    Problems problems = new Problems();
    if (!call.parameter("continue").isEmpty()) {
      problems.forbidden(MATCH, MATCH + " is forbidden when continue is provided");
    } else if (version.isEmpty()) {
      problems.forbidden(MATCH, MATCH + " is forbidden unless resourceVersion is provided");
    } else if (!match.equals("Exact") && !match.equals("NotOlderThan")) {
      problems.unsupported(MATCH, Scalar.of(match), "\"Exact\", \"NotOlderThan\", \"\"");
    } else if (match.equals("Exact") && version.equals("0")) {
      problems.forbidden(MATCH, MATCH + " \"exact\" is forbidden for resourceVersion \"0\"");
    }
    if (!problems.causes().isEmpty()) {
      throw StatusException.invalidOptions("ListOptions", problems.causes());
    }
  }

  private static ListOptions continued(ApiCall call, String token, long limit) {
    String version = call.parameter("resourceVersion");
    if (!version.isEmpty() && !version.equals("0")) {
      throw StatusException.badRequest(
          "specifying resource version is not allowed when using continue");
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(token);
      MapValue place = Json.read("continue", new String(json, StandardCharsets.UTF_8)).mapAt();
      long taken = place.integerAt("rv").orElseThrow();
      return new ListOptions(limit, place.textAt("start").orElseThrow(), taken, true);
    } catch (IllegalArgumentException | ManifestException | NoSuchElementException e) {
      throw StatusException.badRequest(
          "invalid continue token: continue key is not valid: " + e.getMessage());
    }
  }

  /** What to send as {@code continue} to get the rest. */
  static String token(long version, String start) {
    String json =
        CanonicalJson.write(
            Value.of(Map.<String, Object>of("v", "meta.k8s.io/v1", "rv", version, "start", start)));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
