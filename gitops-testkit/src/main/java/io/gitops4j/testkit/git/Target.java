package io.gitops4j.testkit.git;

import io.gitops4j.core.source.GitWriter.Signature;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The branch to write, the commit to build on, and the refs as they were when that was decided. */
record Target(InMemoryRepository repository, RemoteRefs refs, String baseBranch, String branch) {
  private static final Pattern REFUSED_NAME =
      Pattern.compile(
          ".*(\\.\\.|[\\x00-\\x20~^:?*\\[\\\\]|//|@\\{|\\.lock(/.*)?$).*|/.*|.*/|.*\\.");

  static Target of(InMemoryRepository repository, String base, String branch) {
    Target target = new Target(repository, repository.refs(), base, branch);
    target.base();
    if (!base.equals(branch) && target.refs.branches().containsKey(branch)) {
      throw new SourceException(
          Reason.REJECTED,
          "branch '%s' of repository '%s' exists already: choose another name"
              .formatted(branch, repository.url()));
    }
    boolean folder =
        target.refs.branches().keySet().stream()
            .anyMatch(each -> each.startsWith(branch + "/") || branch.startsWith(each + "/"));
    if (folder || REFUSED_NAME.matcher(branch).matches()) {
      throw target.rejected("Git can't keep a branch of that name here");
    }
    return target;
  }

  History history() {
    return repository.history();
  }

  Revision base() {
    return tip(baseBranch);
  }

  Revision tip(String name) {
    return Optional.ofNullable(refs.branches().get(name))
        .orElseThrow(
            () ->
                SourceException.unknownRevision(
                    repository.url(), RevisionSelector.branch(name), refs));
  }

  void refuseEmpty(FileTree before, FileTree after, String words) {
    if (before.equals(after)) {
      throw new SourceException(
          Reason.REJECTED,
          "%s branch '%s' of repository '%s'".formatted(words, baseBranch, repository.url()));
    }
  }

  FileTree merged(ThreeWayMerge merge, String what) {
    if (!merge.conflicts().isEmpty()) {
      throw new SourceException(
          Reason.MERGE_CONFLICT,
          "cannot %s in repository '%s': both sides changed %s"
              .formatted(what, repository.url(), String.join(", ", merge.conflicts())));
    }
    return merge.result();
  }

  Revision push(FileTree files, List<Revision> parents, Signature signature) {
    Revision made = history().add(files.write(repository.store()), parents, signature);
    Optional<Revision> expected =
        baseBranch.equals(branch) ? Optional.of(base()) : Optional.empty();
    if (!repository.move(branch, expected, made)) {
      throw rejected("somebody else was faster");
    }
    return made;
  }

  private SourceException rejected(String why) {
    return new SourceException(
        Reason.REJECTED,
        "cannot push to branch '%s' of repository '%s': %s"
            .formatted(branch, repository.url(), why));
  }
}
