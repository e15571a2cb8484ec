package io.gitops4j.testkit.git;

import io.gitops4j.core.source.Revision;
import io.gitops4j.testkit.git.ObjectStore.GitObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;

/** A bare repository on disk, written without any Git. */
record BareExport(Path folder) {
  private static final String CONFIG =
      "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n";

  /** The branch that HEAD names, branches, tags, and for each tag the object that it is. */
  record Refs(
      String head,
      Map<String, Revision> branches,
      Map<String, Revision> tags,
      Map<String, String> tagObjects) {}

  void write(ObjectStore store, Refs refs) {
    try {
      Files.createDirectories(folder.resolve("objects/pack"));
      Files.createDirectories(folder.resolve("refs"));
      for (Map.Entry<String, GitObject> object : store.all().entrySet()) {
        writeObject(object.getKey(), object.getValue());
      }
      replace("config", CONFIG);
      replace("HEAD", "ref: refs/heads/" + refs.head + "\n");
      replace("packed-refs", packedRefs(refs));
      deleteLooseRefs();
      Files.createDirectories(folder.resolve("refs/heads"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a bare repository to " + folder, e);
    }
  }

  private static String packedRefs(Refs refs) {
    StringBuilder lines = new StringBuilder("# pack-refs with: peeled fully-peeled sorted \n");
    refs.branches.forEach(
        (name, revision) -> lines.append(revision + " refs/heads/" + name + "\n"));
    refs.tagObjects.forEach(
        (name, object) -> {
          lines.append(object + " refs/tags/" + name + "\n");
          Revision commit = refs.tags.get(name);
          if (commit != null && !commit.sha().equals(object)) {
            lines.append("^" + commit + "\n");
          }
        });
    return lines.toString();
  }

  private void writeObject(String id, GitObject object) throws IOException {
    Path file = folder.resolve("objects/" + id.substring(0, 2) + "/" + id.substring(2));
    if (Files.exists(file)) {
      return;
    }
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(folder.resolve("objects"), "new-", "");
    try (OutputStream out = new DeflaterOutputStream(Files.newOutputStream(fresh))) {
      out.write(object.withHeader());
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
  }

  // By a new file each time, so that a server that looks at times and inodes sees the change.
  private void replace(String name, String content) throws IOException {
    Path fresh = Files.createTempFile(folder, "new-", "");
    Files.write(fresh, content.getBytes(StandardCharsets.UTF_8));
    Files.move(fresh, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private void deleteLooseRefs() throws IOException {
    List<Path> found;
    try (Stream<Path> walk = Files.walk(folder.resolve("refs"))) {
      found = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : found) {
      if (!each.equals(folder.resolve("refs"))) {
        Files.delete(each);
      }
    }
  }
}
