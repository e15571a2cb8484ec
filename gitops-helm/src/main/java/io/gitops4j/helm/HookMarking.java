package io.gitops4j.helm;

/**
 * Keeps hooks in the engine's answer, which leaves them out: each template becomes a partial, and a
 * wrapper in its place gives what the partial gives with the hook annotations spelled otherwise.
 */
final class HookMarking {
  private static final String HOOK = "helm.sh/hook";
  private static final String MARK = "gitops4j.io/was-helm-hook";
  private static final String PARTIAL = "_gitops4j.";

  private HookMarking() {}

  /** The name of the partial that holds what stood in a template. */
  static String partialOf(String template) {
    int name = template.lastIndexOf('/') + 1;
    return template.substring(0, name) + PARTIAL + template.substring(name);
  }

  /**
   * What stands in the template's place. Only where it is rendered itself it marks hooks: another
   * template that includes it, to build a checksum, sees what it always saw.
   *
   * @param chart the chart's name, for contexts that do not tell where they are
   * @param template path below the chart's folder, such as {@code templates/job.yaml}
   */
  static String wrapper(String chart, String template) {
    String below = template.substring("templates".length());
    String partialBelow = partialOf(template).substring("templates".length());
    return """
        {{- $at := dict -}}{{- if kindIs "map" . -}}{{- if kindIs "map" (get . "Template") -}}\
        {{- $at = get . "Template" -}}{{- end -}}{{- end -}}\
        {{- $folder := get $at "BasePath" | default %s -}}\
        {{- $text := include (print $folder %s) . -}}\
        {{- if eq (toString (get $at "Name")) (print $folder %s) -}}\
        {{- $text | replace "%s" "%s" -}}{{- else -}}{{- $text -}}{{- end -}}"""
        .formatted(quoted(chart + "/templates"), quoted(partialBelow), quoted(below), HOOK, MARK);
  }

  /** The engine's answer with the hook annotations as they were. */
  static String unmarked(String rendered) {
    return rendered.replace(MARK, HOOK);
  }

  /** A message of the engine with the names of files as they were. */
  static String originalNames(String message) {
    return message.replace(PARTIAL, "");
  }

  static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
