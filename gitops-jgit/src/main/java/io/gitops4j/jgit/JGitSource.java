package io.gitops4j.jgit;

import io.gitops4j.core.kernel.Digest;
import io.gitops4j.core.source.Commit;
import io.gitops4j.core.source.GitSource;
import io.gitops4j.core.source.LinkedTree;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.core.source.RevisionSelector;
import io.gitops4j.core.source.RevisionSelector.AbbreviatedCommit;
import io.gitops4j.core.source.SourceException;
import io.gitops4j.core.source.SourceException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * Reads repositories with JGit: one bare copy a repository in a cache folder, no work tree, no
 * {@code git} program. Local paths, {@code file:}, {@code http(s):}, {@code ssh:} and scp-like
 * addresses.
 *
 * <p>The cache folder may be deleted while no source uses it; a damaged copy is set aside (name
 * ending in {@code .damaged}) and fetched again. No configuration of user or system is read; that
 * holds for all of JGit in this process from the first source on. Thread-safe; to be closed by who
 * made it.
 *
 * @since 0.1.0
 */
public final class JGitSource implements GitSource {
  private final Path directory;
  private final JGitOptions options;
  private final Map<String, Mirror> mirrors = new ConcurrentHashMap<>();
  private volatile boolean closed;

  private JGitSource(Path directory, JGitOptions options) {
    this.directory = directory;
    this.options = options;
  }

  /** Keeps its copies in this folder, which is made when it is needed; anonymous. */
  public static JGitSource cachingIn(Path directory) {
    return cachingIn(directory, JGitOptions.defaults());
  }

  /** Keeps its copies in this folder, which is made when it is needed. */
  public static JGitSource cachingIn(Path directory, JGitOptions options) {
    QuietSystem.install();
    return new JGitSource(directory.toAbsolutePath(), options);
  }

  @Override
  public RemoteRefs refs(RepositoryUrl repository) {
    return mirror(repository).refs();
  }

  @Override
  public Revision resolve(RepositoryUrl repository, RevisionSelector selector) {
    if (selector instanceof AbbreviatedCommit commit) {
      return resolve(mirror(repository), commit);
    }
    if (selector instanceof RevisionSelector.Commit commit) {
      return commit.revision();
    }
    RemoteRefs refs = refs(repository);
    return refs.find(selector)
        .orElseThrow(() -> SourceException.unknownRevision(repository, selector, refs));
  }

  private static Revision resolve(Mirror mirror, AbbreviatedCommit commit) {
    List<Revision> here = candidates(mirror, commit);
    if (here.isEmpty()) {
      mirror.fetch();
      here = candidates(mirror, commit);
    }
    if (here.isEmpty()) {
      throw SourceException.unknownRevision(mirror.url(), commit, mirror.refs());
    }
    if (here.size() > 1) {
      throw new SourceException(
          Reason.UNKNOWN_REVISION,
          "'%s' names %d commits of repository '%s': %s; give more digits"
              .formatted(
                  commit,
                  here.size(),
                  mirror.url(),
                  String.join(", ", here.stream().map(Revision::sha).toList())));
    }
    return here.get(0);
  }

  private static List<Revision> candidates(Mirror mirror, AbbreviatedCommit commit) {
    return mirror.work(
        (repository, reader) -> {
          List<Revision> commits = new ArrayList<>();
          try (RevWalk walk = new RevWalk(reader)) {
            for (ObjectId id : reader.resolve(AbbreviatedObjectId.fromString(commit.prefix()))) {
              if (walk.parseAny(id) instanceof RevCommit found) {
                commits.add(new Revision(found.name()));
              }
            }
          }
          return commits.stream().sorted().toList();
        });
  }

  @Override
  public LinkedTree tree(RepositoryUrl repository, Revision revision) {
    Mirror mirror = mirror(repository);
    String root = parsed(mirror, revision, commit -> commit.getTree().name());
    return new LinkedTree(new CommitObjects(mirror, revision, root));
  }

  @Override
  public Commit commit(RepositoryUrl repository, Revision revision) {
    return parsed(mirror(repository), revision, commit -> commit(revision, commit));
  }

  private static Commit commit(Revision revision, RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    List<Revision> parents = new ArrayList<>();
    for (RevCommit parent : commit.getParents()) {
      parents.add(new Revision(parent.name()));
    }
    return new Commit(
        revision,
        new Person(author.getName(), author.getEmailAddress()),
        commit.getFullMessage().replaceFirst("\\n+$", ""),
        commit.getCommitterIdent().getWhenAsInstant(),
        parents);
  }

  @Override
  public boolean isAncestor(RepositoryUrl repository, Revision ancestor, Revision descendant) {
    Mirror mirror = mirror(repository);
    parsed(mirror, ancestor, RevCommit::getTree);
    return mirror.read(
        descendant,
        (opened, reader) -> {
          try (RevWalk walk = new RevWalk(reader)) {
            return walk.isMergedInto(
                walk.parseCommit(ObjectId.fromString(ancestor.sha())),
                walk.parseCommit(ObjectId.fromString(descendant.sha())));
          }
        });
  }

  private static <T> T parsed(Mirror mirror, Revision revision, Function<RevCommit, T> use) {
    return mirror.read(
        revision,
        (opened, reader) -> {
          try (RevWalk walk = new RevWalk(reader)) {
            return use.apply(walk.parseCommit(ObjectId.fromString(revision.sha())));
          } catch (IncorrectObjectTypeException e) {
            throw new SourceException(
                Reason.UNKNOWN_REVISION,
                "%s in repository '%s' is no commit but another object of Git: name a branch, a commit, or a tag of a commit"
                    .formatted(revision, mirror.url()),
                e);
          }
        });
  }

  Mirror mirror(RepositoryUrl repository) {
    if (closed) {
      throw new IllegalStateException("the source is closed");
    }
    // By text, not by identity: who may read one spelling need not be allowed to read another.
    return mirrors.computeIfAbsent(repository.text(), text -> open(repository));
  }

  private Mirror open(RepositoryUrl repository) {
    String words = repository.identity().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-", "");
    String readable = words.substring(Math.max(0, words.length() - 40));
    String name = readable + "-" + Digest.of(repository.text()).abbreviated() + ".git";
    return new Mirror(
        new BareFolder(directory.resolve(name)), new Remote(repository, options, directory));
  }

  @Override
  public void close() {
    closed = true;
    mirrors.values().forEach(Mirror::close);
  }
}
