package io.gitops4j.helm.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What Helm looks at in a document.
 *
 * @param kind empty if it has none
 * @param hooks events that it is a hook for; null if it is none
 */
record DocumentHead(String kind, @Nullable List<String> hooks) {
  private static final String HOOK = "helm.sh/hook";
  private static final String KIND = "kind:";
  private static final Pattern PLAIN = Pattern.compile("[A-Z][A-Za-z0-9]*");

  boolean hasHook() {
    return hooks != null;
  }

  @Override
  public List<String> hooks() {
    return hooks == null ? List.of() : hooks;
  }

  static DocumentHead of(String template, String text) {
    String kind = text.contains(HOOK) ? null : plainKind(text);
    return kind == null ? parsed(template, text) : new DocumentHead(kind, null);
  }

  /** The kind where it can be seen without parsing: most documents are written like that. */
  private static @Nullable String plainKind(String text) {
    String found = null;
    for (int start = 0; start >= 0; start = nextLine(text, start)) {
      if (text.startsWith(KIND, start)) {
        int next = text.indexOf('\n', start);
        String kind =
            text.substring(start + KIND.length(), next < 0 ? text.length() : next).strip();
        if (found != null || !PLAIN.matcher(kind).matches()) {
          return null;
        }
        found = kind;
      }
    }
    return found;
  }

  private static int nextLine(String text, int start) {
    int end = text.indexOf('\n', start);
    return end < 0 ? -1 : end + 1;
  }

  private static DocumentHead parsed(String template, String text) {
    Object document = load(template, text);
    if (document == null) {
      return new DocumentHead("", null);
    } else if (!(document instanceof Map<?, ?> map)) {
      throw new ChartFailure(
          "YAML parse error on %s: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal %s into Go value of type util.SimpleHead"
              .formatted(template, jsonKind(document)),
          template,
          1,
          null);
    } else {
      Object kind = entry(map, "kind");
      String hook = hook(map);
      return new DocumentHead(
          kind == null ? "" : kind.toString(), hook == null ? null : events(hook));
    }
  }

  private static @Nullable Object load(String template, String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setAllowDuplicateKeys(true)
            .setCodePointLimit(Integer.MAX_VALUE)
            .setMaxAliasesForCollections(1000)
            .build();
    try {
      return new Load(settings).loadFromString(text);
    } catch (YamlEngineException e) {
      throw new ChartFailure(
          "YAML parse error on %s: error converting YAML to JSON: yaml: %s"
              .formatted(template, e.getMessage()),
          template,
          1,
          e);
    }
  }

  private static String jsonKind(Object value) {
    return value instanceof List
        ? "array"
        : value instanceof Number ? "number" : value instanceof Boolean ? "bool" : "string";
  }

  private static @Nullable String hook(Map<?, ?> document) {
    Object metadata = entry(document, "metadata");
    Object annotations = metadata instanceof Map<?, ?> map ? entry(map, "annotations") : null;
    Object hook = annotations instanceof Map<?, ?> map ? map.get(HOOK) : null;
    boolean there = annotations instanceof Map<?, ?> map && map.containsKey(HOOK);
    return there ? (hook == null ? "" : hook.toString()) : null;
  }

  /** Go's JSON takes keys in any case. */
  private static @Nullable Object entry(Map<?, ?> map, String name) {
    Object found = map.get(name);
    if (found != null) {
      return found;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (String.valueOf(entry.getKey()).equalsIgnoreCase(name)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static List<String> events(String hook) {
    List<String> events = new ArrayList<>();
    for (String event : hook.split(",", -1)) {
      events.add(event.strip().toLowerCase(Locale.ROOT));
    }
    return events;
  }
}
