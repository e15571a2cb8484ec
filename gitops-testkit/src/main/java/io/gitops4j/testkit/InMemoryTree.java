package io.gitops4j.testkit;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.source.LinkedTree;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.core.source.SourceTree;
import io.gitops4j.core.source.TreeObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a commit that never was: for whoever tests what reads a {@link SourceTree}, without
 * a repository. Immutable; {@code with…} returns a copy.
 *
 * @since 0.1.0
 */
public final class InMemoryTree {
  private static final InMemoryTree EMPTY = new InMemoryTree(Map.of());

  private final Map<String, Leaf> leaves;

  private InMemoryTree(Map<String, Leaf> leaves) {
    this.leaves = new TreeMap<>(leaves);
  }

  /** Without files. */
  public static InMemoryTree empty() {
    return EMPTY;
  }

  /** The files below a folder on disk; links are followed. */
  public static InMemoryTree copyOf(Path folder) {
    Map<String, Leaf> leaves = new LinkedHashMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        leaves.put(name, new Leaf(TreeObjects.Kind.FILE, Files.readAllBytes(path)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + folder, e);
    }
    return new InMemoryTree(leaves);
  }

  /** With a file in UTF-8. */
  public InMemoryTree with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** With a file. */
  public InMemoryTree with(String path, byte[] content) {
    return with(path, new Leaf(TreeObjects.Kind.FILE, content.clone()));
  }

  /** With a symbolic link. */
  public InMemoryTree withLink(String path, String target) {
    byte[] content = target.getBytes(StandardCharsets.UTF_8);
    return with(path, new Leaf(TreeObjects.Kind.LINK, content));
  }

  /** With all files of another tree, moved into a folder. */
  public InMemoryTree withAll(String folder, InMemoryTree other) {
    Map<String, Leaf> more = new TreeMap<>(leaves);
    other.leaves.forEach((path, leaf) -> more.put(folder + "/" + path, leaf));
    return new InMemoryTree(more);
  }

  /** Without a file or link. */
  public InMemoryTree without(String path) {
    Map<String, Leaf> fewer = new TreeMap<>(leaves);
    if (fewer.remove(path) == null) {
      throw new IllegalArgumentException(
          "there is no '%s'; there are %s".formatted(path, leaves.keySet()));
    }
    return new InMemoryTree(fewer);
  }

  private InMemoryTree with(String path, Leaf leaf) {
    if (path.isEmpty() || path.startsWith("/") || path.endsWith("/")) {
      throw new IllegalArgumentException("no path of a file: '" + path + "'");
    }
    Map<String, Leaf> more = new TreeMap<>(leaves);
    more.put(path, leaf);
    return new InMemoryTree(more);
  }

  /** What a renderer reads. */
  public SourceTree tree() {
    Objects objects = new Objects();
    objects.root = objects.folder(leaves);
    return new LinkedTree(objects);
  }

  private static final class Leaf {
    final TreeObjects.Kind kind;
    final byte[] content;

    Leaf(TreeObjects.Kind kind, byte[] content) {
      this.kind = kind;
      this.content = content;
    }
  }

  private static final class Objects implements TreeObjects {
    private final Map<String, byte[]> contents = new HashMap<>();
    private final Map<String, List<TreeObject>> folders = new HashMap<>();
    private String root = "";

    // Ids are by content, as Git's are.
    private String folder(Map<String, Leaf> leaves) {
      Map<String, Map<String, Leaf>> below = new TreeMap<>();
      List<TreeObject> children = new ArrayList<>();
      leaves.forEach(
          (path, leaf) -> {
            int slash = path.indexOf('/');
            if (slash < 0) {
              children.add(new TreeObject(path, leaf.kind, file(leaf.content)));
            } else {
              below
                  .computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
                  .put(path.substring(slash + 1), leaf);
            }
          });
      below.forEach(
          (name, inside) -> children.add(new TreeObject(name, Kind.FOLDER, folder(inside))));
      String id = Digest.of("folder " + children).hex();
      folders.put(id, List.copyOf(children));
      return id;
    }

    private String file(byte[] content) {
      String id = Digest.of(content).hex();
      contents.put(id, content);
      return id;
    }

    @Override
    public Revision revision() {
      return new Revision(root);
    }

    @Override
    public String root() {
      return root;
    }

    @Override
    public List<TreeObject> children(String folderId) {
      return known(folders.get(folderId), folderId);
    }

    @Override
    public byte[] content(String fileId) {
      return known(contents.get(fileId), fileId).clone();
    }

    @Override
    public long size(String fileId) {
      return known(contents.get(fileId), fileId).length;
    }

    private static <T> T known(@Nullable T found, String id) {
      if (found == null) {
        throw new SourceException(Reason.CORRUPT, "there is no object " + id);
      }
      return found;
    }
  }
}
