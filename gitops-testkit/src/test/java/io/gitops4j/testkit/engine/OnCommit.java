package io.gitops4j.testkit.engine;

import io.gitops4j.core.source.GitWriter;
import io.gitops4j.core.source.Revision;

/** A writer before which somebody else is faster. */
record OnCommit(GitWriter writer, Runnable before) implements GitWriter {
  @Override
  public Revision commit(CommitRequest request) {
    before.run();
    return writer.commit(request);
  }

  @Override
  public Revision merge(MergeRequest request) {
    return writer.merge(request);
  }

  @Override
  public Revision revert(RevertRequest request) {
    return writer.revert(request);
  }
}
