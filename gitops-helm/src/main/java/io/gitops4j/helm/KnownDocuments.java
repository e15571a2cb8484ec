package io.gitops4j.helm;

import io.gitops4j.core.manifest.Manifest;
import io.gitops4j.core.manifest.ManifestReader;
import io.gitops4j.helm.HelmEngine.Document;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Documents that were read before: a chart that is rendered again gives nearly all of them again,
 * and reading them costs more than rendering. Bounded, the longest unused go first. Thread-safe;
 * its own lock guards it, and nobody holds it while a document is read.
 */
final class KnownDocuments {
  private static final long KEPT_CHARACTERS = 8L << 20;

  private final Map<Key, List<Manifest>> known = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  private record Key(String path, String text) {}

  /** What a document holds; positions in it are named by a path. */
  List<Manifest> read(String path, Document document) {
    Key key = new Key(path, document.text());
    List<Manifest> before = known(key);
    if (before != null) {
      return before;
    }
    List<Manifest> read = List.copyOf(ManifestReader.create().read(path, document.text()));
    keep(key, read);
    return read;
  }

  private synchronized @Nullable List<Manifest> known(Key key) {
    return known.get(key);
  }

  private synchronized void keep(Key key, List<Manifest> read) {
    if (known.put(key, read) == null) {
      characters += key.text().length();
    }
    Iterator<Key> oldestFirst = known.keySet().iterator();
    while (characters > KEPT_CHARACTERS && oldestFirst.hasNext()) {
      characters -= oldestFirst.next().text().length();
      oldestFirst.remove();
    }
  }
}
