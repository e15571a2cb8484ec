package io.gitops4j.jgit;

import io.gitops4j.core.source.GitWriter;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/**
 * Writes to repositories with JGit: commits are built in the object database and pushed under the
 * condition that nobody was faster. The repositories and credentials are those of a {@link
 * JGitSource}, which stays its owner's to close. Thread-safe.
 *
 * @since 0.1.0
 */
public final class JGitWriter implements GitWriter {
  private final JGitSource source;

  private JGitWriter(JGitSource source) {
    this.source = source;
  }

  /** Writes to the repositories that a source reads, with its credentials. */
  public static JGitWriter using(JGitSource source) {
    return new JGitWriter(source);
  }

  @Override
  public Revision commit(CommitRequest request) {
    Mirror mirror = source.mirror(request.repository());
    Target target = Target.of(mirror, request.base(), request.branch());
    target.require(request.expected());
    FileEdits edits =
        FileEdits.of(request.edits(), source.tree(request.repository(), target.base()));
    Revision made =
        target.build(
            (repository, walk, inserter) -> {
              RevCommit base = walk.parseCommit(id(target.base()));
              ObjectId tree = edits.apply(walk.getObjectReader(), base.getTree(), inserter);
              refuseEmpty(tree, base, "the edits change nothing in", target);
              return NewCommit.insert(inserter, tree, request.signature(), List.of(base));
            });
    target.push(made);
    return made;
  }

  @Override
  public Revision merge(MergeRequest request) {
    Mirror mirror = source.mirror(request.repository());
    Target target = Target.of(mirror, request.into(), request.into());
    Revision head = target.tip(request.branch());
    if (!head.equals(request.expected())) {
      throw new SourceException(
          Reason.REJECTED,
          "branch '%s' of repository '%s' is at %s, not at %s: what is there now was not checked"
              .formatted(
                  request.branch(),
                  mirror.url(),
                  head.abbreviated(),
                  request.expected().abbreviated()));
    }
    if (source.isAncestor(request.repository(), head, target.base())) {
      throw new SourceException(
          Reason.REJECTED,
          "branch '%s' of repository '%s' is already merged into '%s'"
              .formatted(request.branch(), mirror.url(), request.into()));
    }
    String what = "merge branch '%s' into '%s'".formatted(request.branch(), request.into());
    Revision made =
        target.build(
            (repository, walk, inserter) -> {
              RevCommit into = walk.parseCommit(id(target.base()));
              RevCommit branch = walk.parseCommit(id(head));
              ObjectId tree = ThreeWay.of(repository, mirror.url(), what).merge(into, branch);
              return NewCommit.insert(inserter, tree, request.signature(), List.of(into, branch));
            });
    target.push(made);
    return made;
  }

  @Override
  public Revision revert(RevertRequest request) {
    Mirror mirror = source.mirror(request.repository());
    Target target = Target.of(mirror, request.base(), request.branch());
    source.commit(request.repository(), request.reverted());
    String what = "revert %s on '%s'".formatted(request.reverted().abbreviated(), request.base());
    Revision made =
        target.build(
            (repository, walk, inserter) -> {
              RevCommit base = walk.parseCommit(id(target.base()));
              RevCommit reverted = walk.parseCommit(id(request.reverted()));
              ObjectId before = treeBefore(reverted, walk, inserter);
              ObjectId tree =
                  ThreeWay.of(repository, mirror.url(), what)
                      .apply(reverted.getTree(), base.getTree(), before);
              refuseEmpty(tree, base, "there is nothing left to revert in", target);
              return NewCommit.insert(inserter, tree, request.signature(), List.of(base));
            });
    target.push(made);
    return made;
  }

  private static ObjectId treeBefore(RevCommit commit, RevWalk walk, ObjectInserter inserter)
      throws IOException {
    if (commit.getParentCount() == 0) {
      ObjectId empty = inserter.insert(new TreeFormatter());
      inserter.flush();
      return empty;
    }
    return walk.parseCommit(commit.getParent(0)).getTree().copy();
  }

  private static void refuseEmpty(AnyObjectId tree, RevCommit base, String words, Target target) {
    if (tree.equals(base.getTree())) {
      throw new SourceException(
          Reason.REJECTED,
          "%s branch '%s' of repository '%s'"
              .formatted(words, target.baseBranch(), target.mirror().url()));
    }
  }

  private static ObjectId id(Revision revision) {
    return ObjectId.fromString(revision.sha());
  }

  /** The branch to write, the commit to build on, and what the remote must still have. */
  private record Target(Mirror mirror, RemoteRefs refs, String baseBranch, String branch) {
    static Target of(Mirror mirror, String base, String branch) {
      Target target = new Target(mirror, mirror.refs(), base, branch);
      target.base();
      if (!base.equals(branch) && target.refs.branches().containsKey(branch)) {
        throw new SourceException(
            Reason.REJECTED,
            "branch '%s' of repository '%s' exists already: choose another name"
                .formatted(branch, mirror.url()));
      }
      boolean folder =
          target.refs.branches().keySet().stream()
              .anyMatch(each -> each.startsWith(branch + "/") || branch.startsWith(each + "/"));
      if (folder || !Repository.isValidRefName("refs/heads/" + branch)) {
        throw target.rejected("Git can't keep a branch of that name here");
      }
      return target;
    }

    Revision base() {
      return tip(baseBranch);
    }

    void require(Optional<Revision> expected) {
      if (expected.filter(wanted -> !wanted.equals(base())).isPresent()) {
        throw new SourceException(
            Reason.REJECTED,
            "branch '%s' of repository '%s' is at %s, no longer at %s, from which the edits were made"
                .formatted(
                    baseBranch, mirror.url(), base().abbreviated(), expected.get().abbreviated()));
      }
    }

    Revision tip(String name) {
      return Optional.ofNullable(refs.branches().get(name))
          .orElseThrow(
              () ->
                  SourceException.unknownRevision(
                      mirror.url(), RevisionSelector.branch(name), refs));
    }

    Revision build(Building building) {
      return mirror.read(
          base(),
          (repository, reader) -> {
            try (RevWalk walk = new RevWalk(reader);
                ObjectInserter inserter = repository.newObjectInserter()) {
              ObjectId made = building.with(repository, walk, inserter);
              inserter.flush();
              return new Revision(made.name());
            }
          });
    }

    void push(Revision made) {
      ObjectId expected = baseBranch.equals(branch) ? id(base()) : ObjectId.zeroId();
      RemoteRefUpdate update = mirror.push(made, "refs/heads/" + branch, expected);
      RemoteRefUpdate.Status status = update.getStatus();
      if (status != RemoteRefUpdate.Status.OK && status != RemoteRefUpdate.Status.UP_TO_DATE) {
        throw rejected(why(expected, update));
      }
    }

    /** Servers put it in many words that a branch moved, so the branch itself is asked. */
    private String why(ObjectId expected, RemoteRefUpdate update) {
      ObjectId now =
          Optional.ofNullable(mirror.refs().branches().get(branch))
              .map(JGitWriter::id)
              .orElse(ObjectId.zeroId());
      if (!now.equals(expected)) {
        return "somebody else was faster, it is at %s now".formatted(now.name().substring(0, 7));
      }
      String said = update.getMessage();
      return "the repository says '%s'".formatted(said == null ? update.getStatus() : said);
    }

    private SourceException rejected(String why) {
      return new SourceException(
          Reason.REJECTED,
          "cannot push to branch '%s' of repository '%s': %s"
              .formatted(branch, mirror.url(), Scrubbed.text(why)));
    }
  }

  /** Makes a commit out of objects. */
  @FunctionalInterface
  private interface Building {
    ObjectId with(Repository repository, RevWalk walk, ObjectInserter inserter) throws IOException;
  }
}
