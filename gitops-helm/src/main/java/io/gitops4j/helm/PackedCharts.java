package io.gitops4j.helm;

import io.gitops4j.core.kernel.Digest;
import java.net.URI;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was fetched: packed charts by their digest, and indexes with what the server calls their
 * version. Bounded, the longest unused goes first. Thread-safe; its own lock guards it.
 */
final class PackedCharts {
  private static final long KEPT_BYTES = 64L << 20;
  private static final int KEPT_INDEXES = 16;

  private final Map<Digest, byte[]> charts = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<URI, Index> indexes = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * An index as it was when a server gave it.
   *
   * @param tag to ask the server whether it still is
   */
  record Index(String tag, Map<String, @Nullable Object> content) {}

  synchronized Optional<byte[]> chart(Digest digest) {
    return Optional.ofNullable(charts.get(digest));
  }

  synchronized void keep(Digest digest, byte[] chart) {
    if (charts.put(digest, chart) == null) {
      bytes += chart.length;
    }
    Iterator<byte[]> oldestFirst = charts.values().iterator();
    while (bytes > KEPT_BYTES && oldestFirst.hasNext()) {
      bytes -= oldestFirst.next().length;
      oldestFirst.remove();
    }
  }

  synchronized Optional<Index> index(URI address) {
    return Optional.ofNullable(indexes.get(address));
  }

  synchronized void keep(URI address, Index index) {
    indexes.put(address, index);
    Iterator<Index> oldestFirst = indexes.values().iterator();
    while (indexes.size() > KEPT_INDEXES) {
      oldestFirst.next();
      oldestFirst.remove();
    }
  }
}
