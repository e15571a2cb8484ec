package io.gitops4j.jgit;

import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.core.source.TreeObjects;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** The objects of one commit, straight from the object database. */
final class CommitObjects implements TreeObjects {
  // Larger than any manifest; a repository must not fill the heap.
  private static final int LARGEST_FILE = 256 * 1024 * 1024;

  private final Mirror mirror;
  private final Revision revision;
  private final String root;

  CommitObjects(Mirror mirror, Revision revision, String root) {
    this.mirror = mirror;
    this.revision = revision;
    this.root = root;
  }

  @Override
  public Revision revision() {
    return revision;
  }

  @Override
  public String root() {
    return root;
  }

  @Override
  public List<TreeObject> children(String folderId) {
    return mirror.read(
        revision,
        (repository, reader) -> {
          List<TreeObject> children = new ArrayList<>();
          CanonicalTreeParser tree =
              new CanonicalTreeParser(null, reader, ObjectId.fromString(folderId));
          for (; !tree.eof(); tree.next()) {
            children.add(
                new TreeObject(
                    tree.getEntryPathString(),
                    kind(tree.getEntryFileMode()),
                    tree.getEntryObjectId().name()));
          }
          return children;
        });
  }

  private static Kind kind(FileMode mode) {
    if (mode.equals(FileMode.TYPE_TREE)) {
      return Kind.FOLDER;
    }
    if (mode.equals(FileMode.TYPE_SYMLINK)) {
      return Kind.LINK;
    }
    return mode.equals(FileMode.TYPE_GITLINK) ? Kind.SUBMODULE : Kind.FILE;
  }

  @Override
  public byte[] content(String fileId) {
    return mirror.read(
        revision,
        (repository, reader) -> {
          try {
            return reader
                .open(ObjectId.fromString(fileId), Constants.OBJ_BLOB)
                .getCachedBytes(LARGEST_FILE)
                .clone();
          } catch (LargeObjectException e) {
            throw new SourceException(
                Reason.MISSING_PATH,
                "file %s in commit %s of repository '%s' can't be read: it is larger than %d MiB"
                    .formatted(
                        fileId, revision.abbreviated(), mirror.url(), LARGEST_FILE / 1024 / 1024),
                e);
          }
        });
  }

  @Override
  public long size(String fileId) {
    return mirror.read(
        revision,
        (repository, reader) ->
            reader.getObjectSize(ObjectId.fromString(fileId), Constants.OBJ_BLOB));
  }
}
