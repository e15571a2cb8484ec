package io.gitops4j.helm.engine;

import io.gitops4j.helm.format.FormatException;
import io.gitops4j.helm.format.YamlReader;
import io.gitops4j.helm.template.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Helm looks at in a document.
 *
 * @param kind empty if it has none
 * @param hooks events that it is a hook for; null if it is none
 */
record DocumentHead(String kind, @Nullable List<String> hooks) {
  private static final String HOOK = "helm.sh/hook";
  private static final String KIND = "kind:";
  private static final String ANNOTATIONS = "struct field .metadata.annotations";
  private static final String METADATA =
      "struct field SimpleHead.metadata of type struct { Name string \"json:\\\"name\\\"\"; Annotations map[string]string \"json:\\\"annotations\\\"\" }";
  private static final Pattern PLAIN = Pattern.compile("[A-Z][A-Za-z0-9]*");

  boolean hasHook() {
    return hooks != null;
  }

  @Override
  public List<String> hooks() {
    return hooks == null ? List.of() : hooks;
  }

  static DocumentHead of(String template, String text, Meter meter) {
    String kind = text.contains(HOOK) ? null : plainKind(text);
    return kind == null ? parsed(template, text, meter) : new DocumentHead(kind, null);
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

  private static DocumentHead parsed(String template, String text, Meter meter) {
    try {
      Object document = YamlReader.read(text, meter);
      if (document == null) {
        return new DocumentHead("", null);
      } else if (!(document instanceof Map<?, ?> map)) {
        throw wrong(document, "value of type util.SimpleHead");
      } else {
        text(map, "apiVersion");
        Object hook = hook(map);
        return new DocumentHead(text(map, "kind"), hook == null ? null : events(hook.toString()));
      }
    } catch (FormatException e) {
      throw new ChartFailure(
          "YAML parse error on %s: %s".formatted(template, e.text()), template, 1, e);
    }
  }

  private static String text(Map<?, ?> document, String name) {
    Object value = entry(document, name);
    if (value instanceof Map || value instanceof List) {
      throw wrong(value, "struct field SimpleHead." + name + " of type string");
    }
    return value == null ? "" : value.toString();
  }

  private static @Nullable Object hook(Map<?, ?> document) {
    Object metadata = entry(document, "metadata");
    if (!(metadata instanceof Map<?, ?> map)) {
      if (metadata != null) {
        throw wrong(metadata, METADATA);
      }
      return null;
    }
    Object annotations = entry(map, "annotations");
    if (!(annotations instanceof Map<?, ?> texts)) {
      if (annotations != null) {
        throw wrong(annotations, ANNOTATIONS + " of type map[string]string");
      }
      return null;
    }
    for (Object value : texts.values()) {
      if (value instanceof Map || value instanceof List) {
        throw wrong(value, ANNOTATIONS + " of type string");
      }
    }
    Object hook = texts.get(HOOK);
    return hook == null && texts.containsKey(HOOK) ? "" : hook;
  }

  private static FormatException wrong(Object value, String wanted) {
    return new FormatException(
        "error unmarshaling JSON: while decoding JSON: json: cannot unmarshal %s into Go %s"
            .formatted(jsonKind(value), wanted));
  }

  private static String jsonKind(Object value) {
    if (value instanceof Map) {
      return "object";
    } else if (value instanceof List) {
      return "array";
    }
    return value instanceof Number ? "number" : value instanceof Boolean ? "bool" : "string";
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
