package io.gitops4j.examples.guestbook;

import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** A Git server's repository with the guestbook chart in its first commit. */
final class GuestbookRepository {
  static final String BRANCH = "master";
  static final String FOLDER = "guestbook";

  private static final List<String> FILES =
      List.of(
          "Chart.yaml",
          "values.yaml",
          "values-idc.yaml",
          "templates/_helpers.tpl",
          "templates/frontend-deployment.yaml",
          "templates/frontend-service.yaml",
          "templates/redis-master-deployment.yaml",
          "templates/redis-master-service.yaml",
          "templates/redis-slave-deployment.yaml",
          "templates/redis-slave-service.yaml");

  private final RepositoryUrl address;
  private final Revision first;

  private GuestbookRepository(RepositoryUrl address, Revision first) {
    this.address = address;
    this.first = first;
  }

  /** Creates a bare repository in a folder, with one commit on its default branch. */
  static GuestbookRepository createIn(Path folder, Person author, Instant time) {
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build()) {
      repository.create(true);
      ObjectId commit =
          firstCommit(
              repository, new PersonIdent(author.name(), author.email(), time, ZoneOffset.UTC));
      RefUpdate update = repository.updateRef(Constants.R_HEADS + BRANCH);
      update.setNewObjectId(commit);
      update.update();
      repository.updateRef(Constants.HEAD).link(Constants.R_HEADS + BRANCH);
      return new GuestbookRepository(
          RepositoryUrl.of(folder.toUri().toString().replaceFirst("^file:/+", "file:///")),
          new Revision(commit.name()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the repository of the story in " + folder, e);
    }
  }

  private static ObjectId firstCommit(Repository repository, PersonIdent author)
      throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(inserter));
      commit.setAuthor(author);
      commit.setCommitter(author);
      commit.setMessage("Guestbook v1\n");
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      return id;
    }
  }

  private static ObjectId tree(ObjectInserter inserter) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    for (String file : FILES) {
      DirCacheEntry entry = new DirCacheEntry(FOLDER + "/" + file);
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, resource(file)));
      builder.add(entry);
    }
    builder.finish();
    return index.writeTree(inserter);
  }

  private static byte[] resource(String file) throws IOException {
    try (InputStream stream =
        GuestbookRepository.class.getResourceAsStream("/" + FOLDER + "/" + file)) {
      if (stream == null) {
        throw new IOException("the chart of the story lacks " + file);
      }
      return stream.readAllBytes();
    }
  }

  RepositoryUrl address() {
    return address;
  }

  Revision first() {
    return first;
  }
}
