package io.gitops4j.testkit.git;

import io.gitops4j.core.source.GitWriter.FileContent;
import io.gitops4j.core.source.TreeObjects;
import io.gitops4j.core.source.TreeObjects.TreeObject;
import io.gitops4j.testkit.git.ObjectStore.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All files of a commit in one map.
 *
 * @param files by path
 */
record FileTree(Map<String, Line> files) {
  static final FileTree EMPTY = new FileTree(Map.of());

  FileTree {
    files = Map.copyOf(files);
  }

  /** One file, link or submodule. */
  record Line(Mode mode, String id) {}

  enum Mode {
    FILE("100644"),
    EXECUTABLE("100755"),
    LINK("120000"),
    SUBMODULE("160000"),
    FOLDER("40000");

    private final String octal;

    Mode(String octal) {
      this.octal = octal;
    }

    private static Mode of(String octal) {
      return Arrays.stream(values())
          .filter(mode -> mode.octal.equals(octal))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no mode of Git: '" + octal + "'"));
    }

    TreeObjects.Kind kind() {
      return switch (this) {
        case FILE, EXECUTABLE -> TreeObjects.Kind.FILE;
        case LINK -> TreeObjects.Kind.LINK;
        case SUBMODULE -> TreeObjects.Kind.SUBMODULE;
        case FOLDER -> TreeObjects.Kind.FOLDER;
      };
    }
  }

  /** Reads all files below a tree object. */
  static FileTree read(ObjectStore store, String treeId) {
    Map<String, Line> files = new TreeMap<>();
    read(store, treeId, "", files);
    return new FileTree(files);
  }

  private static void read(
      ObjectStore store, String treeId, String prefix, Map<String, Line> files) {
    children(store, treeId)
        .forEach(
            (name, line) -> {
              if (line.mode == Mode.FOLDER) {
                read(store, line.id, prefix + name + "/", files);
              } else {
                files.put(prefix + name, line);
              }
            });
  }

  /** What stands directly in a tree object. */
  static Map<String, Line> children(ObjectStore store, String treeId) {
    byte[] bytes =
        store
            .find(Kind.TREE, treeId)
            .orElseThrow(() -> new IllegalArgumentException("no tree '" + treeId + "'"));
    Map<String, Line> children = new TreeMap<>();
    int at = 0;
    while (at < bytes.length) {
      int blank = indexOf(bytes, (byte) ' ', at);
      int end = indexOf(bytes, (byte) 0, blank);
      String mode = new String(bytes, at, blank - at, StandardCharsets.US_ASCII);
      String name = new String(bytes, blank + 1, end - blank - 1, StandardCharsets.UTF_8);
      String id = HexFormat.of().formatHex(bytes, end + 1, end + 21);
      children.put(name, new Line(Mode.of(mode), id));
      at = end + 21;
    }
    return children;
  }

  private static int indexOf(byte[] bytes, byte wanted, int from) {
    int at = from;
    while (bytes[at] != wanted) {
      at++;
    }
    return at;
  }

  static List<TreeObject> objects(ObjectStore store, String treeId) {
    List<TreeObject> objects = new ArrayList<>();
    children(store, treeId)
        .forEach((name, line) -> objects.add(new TreeObject(name, line.mode.kind(), line.id)));
    return objects;
  }

  /** The same files with edits done to them; modes of files stay. */
  FileTree with(Map<String, Optional<FileContent>> edits, ObjectStore store) {
    Map<String, Line> edited = new TreeMap<>(files);
    edits.forEach(
        (path, content) -> {
          Line before = edited.remove(path);
          Mode mode = before != null && before.mode == Mode.EXECUTABLE ? before.mode : Mode.FILE;
          content.ifPresent(
              written -> edited.put(path, new Line(mode, store.put(Kind.BLOB, written.bytes()))));
        });
    return new FileTree(edited);
  }

  /** Writes tree objects for all folders; the id of the root. */
  String write(ObjectStore store) {
    return write(store, new TreeMap<>(files));
  }

  private static String write(ObjectStore store, Map<String, Line> files) {
    Map<String, Line> children = new TreeMap<>();
    Map<String, Map<String, Line>> folders = new TreeMap<>();
    files.forEach(
        (path, line) -> {
          int slash = path.indexOf('/');
          if (slash < 0) {
            children.put(path, line);
          } else {
            folders
                .computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
                .put(path.substring(slash + 1), line);
          }
        });
    folders.forEach(
        (name, below) -> children.put(name, new Line(Mode.FOLDER, write(store, below))));
    return store.put(Kind.TREE, bytes(children));
  }

  private static byte[] bytes(Map<String, Line> children) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    children.entrySet().stream()
        .sorted((a, b) -> Arrays.compareUnsigned(sortKey(a), sortKey(b)))
        .forEach(
            child -> {
              Line line = child.getValue();
              String head = line.mode.octal + " " + child.getKey() + "\0";
              bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
              bytes.writeBytes(HexFormat.of().parseHex(line.id));
            });
    return bytes.toByteArray();
  }

  // Git sorts a folder as if its name ended with a slash.
  private static byte[] sortKey(Map.Entry<String, Line> child) {
    String name = child.getKey() + (child.getValue().mode == Mode.FOLDER ? "/" : "");
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
