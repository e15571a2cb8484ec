package io.gitops4j.helm;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.render.RenderException;
import io.gitops4j.core.render.UnrenderableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Charts laid out on disk, each content once, for the engine to read. What is laid out never
 * changes; a folder goes when nobody uses it and it was used longest ago. Thread-safe; one lock
 * guards what is known, and nobody holds it while a chart is read or written. Who asks for a chart
 * that another is laying out waits for that one only.
 */
final class ChartLayouts implements AutoCloseable {
  private static final int KEPT = 200;

  private final Map<Digest, Layout> layouts = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<Digest, CompletableFuture<Void>> underWay = new HashMap<>();
  private @Nullable TemporaryFolder root;
  private boolean closed;
  private long next;

  /**
   * A chart with some content, laid out now if it is not yet. The caller closes it after use.
   *
   * @param content what the chart is known by
   * @param apiVersions what its templates may ask for
   * @param prepare reads the chart; only called if it must be laid out
   */
  Lease lease(Digest content, List<String> apiVersions, Supplier<PreparedChart> prepare) {
    Digest forThese = Digest.of(content.hex() + " " + String.join(" ", apiVersions));
    CompletableFuture<Void> mine = new CompletableFuture<>();
    while (true) {
      CompletableFuture<Void> others;
      synchronized (this) {
        Layout layout = laidOut(content, forThese);
        if (layout != null) {
          return new Lease(layout);
        }
        others = underWay.putIfAbsent(content, mine);
      }
      if (others == null) {
        return layOut(content, forThese, prepare, mine);
      }
      // However it ends, look again: what failed may have failed for the other's reasons only.
      others.join();
    }
  }

  private @Nullable Layout laidOut(Digest content, Digest forThese) {
    for (Digest key : List.of(content, forThese)) {
      Layout layout = layouts.get(key);
      if (layout != null && Files.exists(layout.folder.resolve("Chart.yaml"))) {
        return layout;
      }
    }
    return null;
  }

  private Lease layOut(
      Digest content,
      Digest forThese,
      Supplier<PreparedChart> prepare,
      CompletableFuture<Void> done) {
    try {
      PreparedChart chart = prepare.get();
      Layout layout = new Layout(write(chart.files()), chart.warnings());
      return kept(chart.asksForApis() ? forThese : content, layout);
    } finally {
      synchronized (this) {
        underWay.remove(content);
      }
      done.complete(null);
    }
  }

  private synchronized Lease kept(Digest key, Layout layout) {
    layouts.put(key, layout);
    Lease lease = new Lease(layout);
    forgetOldest();
    return lease;
  }

  /** A folder for what one rendering needs beside the chart; the caller deletes it. */
  synchronized Path newFolder() {
    if (closed) {
      throw new IllegalStateException("this HelmRenderer is closed");
    }
    try {
      if (root == null || !Files.isDirectory(root.path())) {
        root = TemporaryFolder.create("gitops4j-helm");
      }
      return Files.createDirectory(root.path().resolve(String.valueOf(next++)));
    } catch (IOException e) {
      throw new RenderException("cannot lay out a chart on disk: " + e.getMessage(), e);
    }
  }

  /** Writes files below a new folder. */
  Path write(Map<String, byte[]> files) {
    Path folder = newFolder();
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path target = folder.resolve(file.getKey()).normalize();
        if (!target.startsWith(folder)) {
          throw new UnrenderableException(
              "the chart has a file '%s', which leads out of it: rename it or its folder"
                  .formatted(file.getKey()));
        }
        Path parent = target.getParent();
        if (parent != null) {
          Files.createDirectories(parent);
        }
        Files.write(target, file.getValue(), StandardOpenOption.CREATE_NEW);
      }
      return folder;
    } catch (UnrenderableException e) {
      TemporaryFolder.deleteQuietly(folder);
      throw e;
    } catch (IOException e) {
      TemporaryFolder.deleteQuietly(folder);
      throw new RenderException("cannot lay out a chart on disk: " + e.getMessage(), e);
    }
  }

  private void forgetOldest() {
    Iterator<Layout> oldestFirst = layouts.values().iterator();
    while (layouts.size() > KEPT && oldestFirst.hasNext()) {
      Layout layout = oldestFirst.next();
      if (layout.users == 0) {
        oldestFirst.remove();
        TemporaryFolder.deleteQuietly(layout.folder);
      }
    }
  }

  private synchronized void release(Layout layout) {
    layout.users--;
  }

  @Override
  public synchronized void close() {
    closed = true;
    layouts.clear();
    if (root != null) {
      root.close();
    }
  }

  private static final class Layout {
    final Path folder;
    final List<String> warnings;
    int users; // guarded by the layouts

    Layout(Path folder, List<String> warnings) {
      this.folder = folder;
      this.warnings = warnings;
    }
  }

  /** The right to use a chart on disk. */
  final class Lease implements AutoCloseable {
    private final Layout layout;

    private Lease(Layout layout) {
      this.layout = layout;
      layout.users++;
    }

    Path folder() {
      return layout.folder;
    }

    List<String> warnings() {
      return layout.warnings;
    }

    @Override
    public void close() {
      release(layout);
    }
  }
}
