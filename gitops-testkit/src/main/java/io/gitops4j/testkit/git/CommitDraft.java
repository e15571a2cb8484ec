package io.gitops4j.testkit.git;

import io.gitops4j.core.source.GitWriter.Signature;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.Revision;
import io.gitops4j.testkit.git.FileTree.Line;
import io.gitops4j.testkit.git.FileTree.Mode;
import io.gitops4j.testkit.git.ObjectStore.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A commit in the making: every step says one thing, {@link #push} does it. For one thread.
 *
 * @since 0.1.0
 */
public final class CommitDraft {
  private final InMemoryRepository repository;
  private final String branch;
  private final Map<String, Line> files;
  private Signature signature;

  CommitDraft(InMemoryRepository repository, String branch, Signature signature) {
    this.repository = repository;
    this.branch = branch;
    this.signature = signature;
    this.files = new TreeMap<>();
    repository.tip(branch).ifPresent(tip -> files.putAll(repository.history().files(tip).files()));
  }

  /** Writes a file in UTF-8. */
  public CommitDraft file(String path, String content) {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file. */
  public CommitDraft file(String path, byte[] content) {
    return put(path, Mode.FILE, content);
  }

  /** Writes an executable file in UTF-8. */
  public CommitDraft executable(String path, String content) {
    return put(path, Mode.EXECUTABLE, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes a symbolic link; nothing checks where it leads. */
  public CommitDraft link(String path, String target) {
    return put(path, Mode.LINK, target.getBytes(StandardCharsets.UTF_8));
  }

  /** Names a commit of another repository. */
  public CommitDraft submodule(String path, Revision commit) {
    files.put(path, new Line(Mode.SUBMODULE, commit.sha()));
    return this;
  }

  /** Deletes a file, or a folder with all that is below. */
  public CommitDraft delete(String path) {
    files.keySet().removeIf(each -> each.equals(path) || each.startsWith(path + "/"));
    return this;
  }

  /** Who commits, unless it is Ada. */
  public CommitDraft by(Person author) {
    signature = new Signature(author, signature.message(), signature.time());
    return this;
  }

  /** When. */
  public CommitDraft at(Instant time) {
    signature = new Signature(signature.author(), signature.message(), time);
    return this;
  }

  /** With which words. */
  public CommitDraft message(String message) {
    signature = new Signature(signature.author(), message, signature.time());
    return this;
  }

  /** Moves the branch to the new commit. */
  public Revision push() {
    List<Revision> parents = repository.parentsFor(branch);
    String tree = new FileTree(files).write(repository.store());
    Revision revision = repository.history().add(tree, parents, signature);
    repository.branch(branch, revision);
    return revision;
  }

  private CommitDraft put(String path, Mode mode, byte[] content) {
    delete(path);
    files.put(path, new Line(mode, repository.store().put(Kind.BLOB, content)));
    return this;
  }
}
