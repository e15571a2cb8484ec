package io.gitops4j.jgit;

import io.gitops4j.core.source.EditPaths;
import io.gitops4j.core.source.GitWriter.FileContent;
import io.gitops4j.core.source.LinkedTree;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEditor.DeletePath;
import org.eclipse.jgit.dircache.DirCacheEditor.PathEdit;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.InvalidPathException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Files to write and delete, by the paths where they really stand.
 *
 * @param byRealPath empty deletes the file
 */
record FileEdits(Map<String, Optional<FileContent>> byRealPath) {

  /** Follows links, and refuses what can't be done to this tree. */
  static FileEdits of(Map<String, Optional<FileContent>> edits, LinkedTree tree) {
    return new FileEdits(EditPaths.in(tree).resolve(edits));
  }

  /** The id of the tree with these edits done to it; modes of files stay. */
  ObjectId apply(ObjectReader reader, ObjectId tree, ObjectInserter inserter) throws IOException {
    DirCache files = DirCache.newInCore();
    DirCacheBuilder builder = files.builder();
    builder.addTree(new byte[0], DirCacheEntry.STAGE_0, reader, tree);
    builder.finish();
    DirCacheEditor editor = files.editor();
    for (Map.Entry<String, Optional<FileContent>> edit : byRealPath.entrySet()) {
      editor.add(edit(edit.getKey(), edit.getValue(), inserter));
    }
    editor.finish();
    return files.writeTree(inserter);
  }

  private static PathEdit edit(String path, Optional<FileContent> content, ObjectInserter inserter)
      throws IOException {
    if (content.isEmpty()) {
      return new DeletePath(path);
    }
    ObjectId blob = inserter.insert(Constants.OBJ_BLOB, content.get().bytes());
    try {
      return new PathEdit(path) {
        @Override
        public void apply(DirCacheEntry entry) {
          boolean isFile = (entry.getRawMode() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE;
          if (!isFile) {
            entry.setFileMode(FileMode.REGULAR_FILE);
          }
          entry.setObjectId(blob);
        }
      };
    } catch (InvalidPathException e) {
      throw new SourceException(
          Reason.ESCAPING_PATH, "no file of a commit can be named '%s'".formatted(path), e);
    }
  }
}
