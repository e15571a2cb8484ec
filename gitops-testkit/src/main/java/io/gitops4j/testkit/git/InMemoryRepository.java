package io.gitops4j.testkit.git;

import io.gitops4j.core.source.GitWriter.Signature;
import io.gitops4j.core.source.Person;
import io.gitops4j.core.source.RemoteRefs;
import io.gitops4j.core.source.RepositoryUrl;
import io.gitops4j.core.source.Revision;
import io.gitops4j.testkit.git.ObjectStore.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One repository of an {@link InMemoryGit}: what a remote server holds. Object ids are those of
 * real Git. Thread-safe.
 *
 * @since 0.1.0
 */
public final class InMemoryRepository {
  private static final Instant FIRST_COMMIT = Instant.parse("2026-01-01T00:00:00Z");

  private final RepositoryUrl url;
  private final ObjectStore store = new ObjectStore();
  private final History history = new History(store);
  // Guarded by this.
  private final Map<String, Revision> branches = new TreeMap<>();
  private final Map<String, Revision> tags = new TreeMap<>();
  private final Map<String, String> tagObjects = new TreeMap<>();
  private String defaultBranch = "master";
  private int drafts;
  private int refChecks;
  private boolean reachable = true;

  InMemoryRepository(RepositoryUrl url) {
    this.url = url;
  }

  /** Its address. */
  public RepositoryUrl url() {
    return url;
  }

  /**
   * Begins a commit on top of a branch, which begins with it if there is none yet. Times are fixed:
   * a minute between commits.
   */
  public synchronized CommitDraft commit(String branch) {
    Instant time = FIRST_COMMIT.plus(Duration.ofMinutes(drafts));
    drafts++;
    return new CommitDraft(
        this, branch, new Signature(new Person("Ada", "ada@example.org"), "Change", time));
  }

  /** Makes a branch, or moves it, by force if need be. */
  public synchronized InMemoryRepository branch(String name, Revision revision) {
    history.get(revision);
    branches.put(name, revision);
    return this;
  }

  /** Removes a branch; its commits stay. */
  public synchronized InMemoryRepository deleteBranch(String name) {
    branches.remove(name);
    return this;
  }

  /** Makes a plain tag, or moves it. */
  public synchronized InMemoryRepository tag(String name, Revision revision) {
    history.get(revision);
    tags.put(name, revision);
    tagObjects.remove(name);
    return this;
  }

  /** Makes an annotated tag, or moves it. */
  public synchronized InMemoryRepository annotatedTag(
      String name, Revision revision, String message) {
    Instant time = history.get(revision).commit().time();
    String text =
        "object %s\ntype commit\ntag %s\ntagger Ada <ada@example.org> %d +0000\n\n%s\n"
            .formatted(revision, name, time.getEpochSecond(), message);
    tags.put(name, revision);
    tagObjects.put(name, store.put(Kind.TAG, text.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Which branch {@code HEAD} names; {@code master} unless told otherwise. */
  public synchronized InMemoryRepository defaultBranch(String name) {
    defaultBranch = name;
    return this;
  }

  /** Whether it answers; commits that were read before can be read nevertheless. */
  public synchronized InMemoryRepository reachable(boolean answers) {
    reachable = answers;
    return this;
  }

  /** How often somebody asked for branches and tags. */
  public synchronized int refChecks() {
    return refChecks;
  }

  /** The newest commit of a branch. */
  public synchronized Revision head(String branch) {
    return tip(branch)
        .orElseThrow(
            () -> new IllegalArgumentException("no branch '" + branch + "' in " + branches));
  }

  /**
   * Makes a folder a bare repository that real Git can serve, with exactly these branches and tags.
   * Objects that are there already stay.
   */
  public synchronized void exportTo(Path folder) {
    new BareExport(folder)
        .write(store, new BareExport.Refs(defaultBranch, branches, tags, tagLines()));
  }

  /** Gives another repository exactly these branches and tags, and all that they lead to. */
  public synchronized void copyTo(InMemoryRepository other) {
    other.replaceBy(new InMemoryRepository(this));
  }

  private InMemoryRepository(InMemoryRepository original) {
    this(original.url);
    store.addAll(original.store);
    history.addAll(original.history);
    branches.putAll(original.branches);
    tags.putAll(original.tags);
    tagObjects.putAll(original.tagObjects);
    defaultBranch = original.defaultBranch;
  }

  private synchronized void replaceBy(InMemoryRepository copy) {
    store.addAll(copy.store);
    history.addAll(copy.history);
    branches.clear();
    branches.putAll(copy.branches);
    tags.clear();
    tags.putAll(copy.tags);
    tagObjects.clear();
    tagObjects.putAll(copy.tagObjects);
    defaultBranch = copy.defaultBranch;
  }

  private Map<String, String> tagLines() {
    Map<String, String> lines = new TreeMap<>();
    tags.forEach((name, revision) -> lines.put(name, revision.sha()));
    lines.putAll(tagObjects);
    return lines;
  }

  synchronized RemoteRefs refs() {
    return new RemoteRefs(tip(defaultBranch), branches, tags);
  }

  synchronized RemoteRefs answerRefCheck() {
    refChecks++;
    return refs();
  }

  synchronized boolean isReachable() {
    return reachable;
  }

  synchronized Optional<Revision> tip(String branch) {
    return Optional.ofNullable(branches.get(branch));
  }

  /** Moves a branch if it is where the caller believes it to be. */
  synchronized boolean move(String branch, Optional<Revision> expected, Revision revision) {
    boolean asExpected = tip(branch).equals(expected);
    if (asExpected) {
      branches.put(branch, revision);
    }
    return asExpected;
  }

  ObjectStore store() {
    return store;
  }

  History history() {
    return history;
  }

  /** The commits that a new commit on a branch follows. */
  List<Revision> parentsFor(String branch) {
    return tip(branch).map(List::of).orElse(List.of());
  }
}
