package io.gitops4j.jgit;

import io.gitops4j.core.source.GitWriter.Signature;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** Commits that depend on nothing but what was asked for: the same request makes the same hash. */
final class NewCommit {
  private NewCommit() {}

  static ObjectId insert(
      ObjectInserter inserter, ObjectId tree, Signature signature, List<RevCommit> parents)
      throws IOException {
    PersonIdent person =
        new PersonIdent(
            signature.author().name(),
            signature.author().email(),
            signature.time(),
            ZoneOffset.UTC);
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    commit.setParentIds(parents);
    commit.setAuthor(person);
    commit.setCommitter(person);
    // The git program ends every message with one line break.
    commit.setMessage(signature.message().replaceFirst("\\n*$", "\n"));
    return inserter.insert(commit);
  }
}
