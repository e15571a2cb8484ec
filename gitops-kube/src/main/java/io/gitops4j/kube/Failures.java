package io.gitops4j.kube;

import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import java.util.regex.Pattern;

/** What an answer means that says nothing about the object at hand. */
final class Failures {
  /** How authorization refuses; admission has other words, and speaks of the object. */
  private static final Pattern NOT_AUTHORIZED =
      Pattern.compile("User \".*\" cannot \\S+ (resource|path) ");

  private Failures() {}

  /** Whether the identity may not do what it asked for, whatever the object. */
  static boolean isForbidden(ApiAnswer answer) {
    return answer.code() == 403 && NOT_AUTHORIZED.matcher(answer.status().message()).find();
  }

  static ClusterException of(ApiAnswer answer) {
    Reason reason = reason(answer.code());
    String message =
        "can't %s: %s (HTTP %d)%s"
            .formatted(answer.purpose(), meaning(reason), answer.code(), words(answer));
    return new ClusterException(reason, message, answer.retryAfter().orElse(null), null);
  }

  private static Reason reason(int code) {
    return switch (code) {
      case 401 -> Reason.UNAUTHORIZED;
      case 403 -> Reason.FORBIDDEN;
      case 404, 405 -> Reason.UNKNOWN_KIND;
      case 429 -> Reason.THROTTLED;
      case 408 -> Reason.SERVER_ERROR;
      default -> code >= 500 ? Reason.SERVER_ERROR : Reason.BAD_ANSWER;
    };
  }

  private static String meaning(Reason reason) {
    return switch (reason) {
      case UNAUTHORIZED -> "the cluster does not accept the credentials";
      case FORBIDDEN -> "the identity may not do this";
      case UNKNOWN_KIND -> "the cluster does not serve this";
      case THROTTLED -> "the cluster asks for fewer calls";
      case SERVER_ERROR -> "the cluster failed";
      case UNREACHABLE -> "the cluster is not reachable";
      case BAD_ANSWER -> "the cluster's answer is not understood";
    };
  }

  /** Authorization speaks of verbs and kinds only; all other words may quote the object. */
  private static String words(ApiAnswer answer) {
    String message = answer.status().message();
    boolean quotable = !answer.purpose().secret() || isForbidden(answer);
    return quotable && !message.isEmpty() ? ": " + message : "";
  }
}
