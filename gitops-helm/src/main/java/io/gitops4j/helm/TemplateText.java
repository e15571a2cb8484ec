package io.gitops4j.helm;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A template with the words replaced that the engine would answer from elsewhere.
 *
 * <p>{@code lookup} would ask whatever cluster the environment points to; it becomes an answer that
 * is always empty, as {@code helm template} gives it. {@code .APIVersions.Has} would know the
 * engine's own list only; it asks a dictionary instead that also has the destination's. Text,
 * comments and string literals stay as they are, and so does the number of lines.
 *
 * @param text what to give to the engine
 * @param callsLookup whether {@code lookup} was replaced
 * @param asksForApis whether {@code .APIVersions.Has} was replaced
 * @param asksForApisOtherwise whether an action names APIVersions in a form that is not replaced
 * @param variesEachTime whether it calls a function whose answer is another one each time
 */
record TemplateText(
    String text,
    boolean callsLookup,
    boolean asksForApis,
    boolean asksForApisOtherwise,
    boolean variesEachTime) {
  /** The template that gives the dictionary of API versions as JSON. */
  static final String API_VERSIONS = "gitops4j.api-versions";

  private static final String EMPTY_ANSWER = "omit (dict)";
  private static final Pattern NAMES_APIS = Pattern.compile("(.*[.$])?APIVersions([.].*)?");
  private static final Set<String> VARYING =
      Set.of(
          "ago",
          "bcrypt",
          "encryptAES",
          "genCA",
          "genCAWithKey",
          "genPrivateKey",
          "genSelfSignedCert",
          "genSelfSignedCertWithKey",
          "genSignedCert",
          "genSignedCertWithKey",
          "htpasswd",
          "now",
          "randAlpha",
          "randAlphaNum",
          "randAscii",
          "randBytes",
          "randInt",
          "randNumeric",
          "shuffle",
          "uuidv4");
  private static final String HAS = ".APIVersions.Has";

  static TemplateText of(String original) {
    return new Rewriting(original).rewritten();
  }

  private static final class Rewriting {
    private final String original;
    private final StringBuilder text = new StringBuilder();
    private boolean callsLookup;
    private boolean asksForApis;
    private boolean asksForApisOtherwise;
    private boolean variesEachTime;
    private int at;

    Rewriting(String original) {
      this.original = original;
    }

    TemplateText rewritten() {
      while (at < original.length()) {
        int action = original.indexOf("{{", at);
        if (action < 0) {
          copyTo(original.length());
        } else {
          copyTo(action + 2);
          action();
        }
      }
      return new TemplateText(
          text.toString(), callsLookup, asksForApis, asksForApisOtherwise, variesEachTime);
    }

    private void action() {
      if (startsComment()) {
        copyAfter("*/");
        return;
      }
      while (at < original.length() && !original.startsWith("}}", at)) {
        char c = original.charAt(at);
        if (c == '"' || c == '\'') {
          copyQuoted(c);
        } else if (c == '`') {
          copyTo(at + 1);
          copyAfter("`");
        } else if (isWordPart(c)) {
          word();
        } else {
          copyTo(at + 1);
        }
      }
    }

    /** A comment, perhaps after a dash and the one blank that belongs to it. */
    private boolean startsComment() {
      boolean trims =
          original.startsWith("-", at)
              && at + 1 < original.length()
              && " \t\r\n".indexOf(original.charAt(at + 1)) >= 0;
      return original.startsWith("/*", trims ? at + 2 : at);
    }

    private void copyTo(int end) {
      text.append(original, at, end);
      at = end;
    }

    private void copyAfter(String terminator) {
      int end = original.indexOf(terminator, at);
      copyTo(end < 0 ? original.length() : end + terminator.length());
    }

    private void copyQuoted(char quote) {
      int end = at + 1;
      while (end < original.length() && original.charAt(end) != quote) {
        end += original.charAt(end) == '\\' ? 2 : 1;
      }
      copyTo(Math.min(end + 1, original.length()));
    }

    private static boolean isWordPart(char c) {
      return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$';
    }

    private void word() {
      int end = at;
      while (end < original.length() && isWordPart(original.charAt(end))) {
        end++;
      }
      String word = original.substring(at, end);
      boolean goesOn = at > 0 && original.charAt(at - 1) == ')';
      if (word.equals("lookup")) {
        text.append(EMPTY_ANSWER);
        callsLookup = true;
      } else if (word.endsWith(HAS) && !goesOn) {
        String versions = word.substring(0, word.length() - ".Has".length());
        text.append("hasKey (fromJson (include \"%s\" %s))".formatted(API_VERSIONS, versions));
        asksForApis = true;
      } else {
        asksForApisOtherwise |= NAMES_APIS.matcher(word).matches();
        variesEachTime |= VARYING.contains(word);
        text.append(word);
      }
      at = end;
    }
  }
}
