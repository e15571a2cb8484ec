package io.gitops4j.helm.template;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Parses templates, and keeps those used last. Thread-safe: meant to be shared by all renderings.
 *
 * @since 0.1.0
 */
public final class TemplateParser {
  private final FunctionTable functions;
  private final long capacity;

  /** By use, the oldest first. Guarded by itself, as is the size. */
  private final LinkedHashMap<Source, ParsedFile> kept = new LinkedHashMap<>(64, 0.75f, true);

  private long size;

  /** Parses for these functions, and keeps templates of so many characters in all. */
  public TemplateParser(FunctionTable functions, long capacity) {
    this.functions = functions;
    this.capacity = capacity;
  }

  /**
   * The templates of a file.
   *
   * @throws TemplateException if it can't be parsed
   */
  public ParsedFile parse(String name, String text) {
    Source source = new Source(name, text);
    synchronized (kept) {
      ParsedFile known = kept.get(source);
      if (known != null) {
        return known;
      }
    }
    ParsedFile parsed = new ParsedFile(name, Map.copyOf(Parser.parse(source, functions)));
    keep(source, parsed);
    return parsed;
  }

  private void keep(Source source, ParsedFile parsed) {
    synchronized (kept) {
      if (kept.put(source, parsed) == null) {
        size += source.text().length();
      }
      var oldest = kept.keySet().iterator();
      while (size > capacity && oldest.hasNext()) {
        size -= oldest.next().text().length();
        oldest.remove();
      }
    }
  }
}
