package io.gitops4j.helm.template;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Parses templates, and keeps those used last. Thread-safe: meant to be shared by all renderings.
 *
 * @since 0.1.0
 */
public final class TemplateParser {
  private final FunctionTable functions;
  private final long capacity;

  /** By use, the oldest first. Guarded by itself, as is the size. */
  private final LinkedHashMap<Key, Kept> kept = new LinkedHashMap<>(64, 0.75f, true);

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
    return parse(name, text, () -> text);
  }

  /**
   * The templates of a file.
   *
   * @param id equal ids mean equal texts
   * @throws TemplateException if it can't be parsed
   */
  public ParsedFile parse(String name, String id, Supplier<String> text) {
    Key key = new Key(name, id);
    synchronized (kept) {
      Kept known = kept.get(key);
      if (known != null) {
        return known.file();
      }
    }
    Source source = new Source(name, text.get());
    ParsedFile parsed = new ParsedFile(name, Map.copyOf(Parser.parse(source, functions)));
    keep(key, new Kept(parsed, source.text().length()));
    return parsed;
  }

  private void keep(Key key, Kept parsed) {
    synchronized (kept) {
      Kept before = kept.put(key, parsed);
      size += parsed.size() - (before == null ? 0 : before.size());
      Iterator<Kept> oldest = kept.values().iterator();
      while (size > capacity && oldest.hasNext()) {
        size -= oldest.next().size();
        oldest.remove();
      }
    }
  }

  private record Key(String name, String id) {}

  private record Kept(ParsedFile file, long size) {}
}
