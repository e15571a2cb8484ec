package io.gitops4j.testkit.git;

import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import io.gitops4j.core.source.TreeObjects;
import java.util.List;

/** The objects of one commit in memory. */
record StoredObjects(ObjectStore store, Revision revision, String root, Runnable refuseClosed)
    implements TreeObjects {

  @Override
  public List<TreeObject> children(String folderId) {
    refuseClosed.run();
    return FileTree.objects(store, folderId);
  }

  @Override
  public byte[] content(String fileId) {
    refuseClosed.run();
    return store
        .find(ObjectStore.Kind.BLOB, fileId)
        .orElseThrow(() -> new SourceException(Reason.CORRUPT, "no object '" + fileId + "'"))
        .clone();
  }

  @Override
  public long size(String fileId) {
    return content(fileId).length;
  }
}
