package io.gitops4j.core.source;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which commit an application follows: exactly one of these, so no rule is needed about which field
 * wins.
 *
 * @since 0.1.0
 */
public sealed interface RevisionSelector {

  /** The commit that the repository's {@code HEAD} names: the default branch. */
  static RevisionSelector head() {
    return new Head();
  }

  /** The newest commit of a branch. */
  static RevisionSelector branch(String name) {
    return new Branch(name);
  }

  /** The commit of a tag, through an annotated one. */
  static RevisionSelector tag(String name) {
    return new Tag(name);
  }

  /** A commit by its full or abbreviated hash. */
  static RevisionSelector commit(String hash) {
    String lower = hash.toLowerCase(Locale.ROOT);
    return lower.length() == 40 || lower.length() == 64
        ? new Commit(new Revision(lower))
        : new AbbreviatedCommit(lower);
  }

  /**
   * The highest version among the tags that satisfies a range such as {@code ~1.4} or {@code >=1.0
   * <2}.
   */
  static RevisionSelector semver(String range) {
    return new SemverRange(range);
  }

  /**
   * The commit that this means in what a repository advertised; empty if none, and always for an
   * abbreviated hash, which takes the commits themselves.
   */
  Optional<Revision> findIn(RemoteRefs refs);

  /** What is selected, in words for a message: {@code branch 'master'}. */
  String describe();

  /** Whether the selected commit can change while the selector stays: not so for a commit. */
  default boolean isMoving() {
    return true;
  }

  /**
   * The default branch.
   *
   * @since 0.1.0
   */
  record Head() implements RevisionSelector {
    @Override
    public Optional<Revision> findIn(RemoteRefs refs) {
      return refs.head();
    }

    @Override
    public String describe() {
      return "HEAD";
    }

    @Override
    public String toString() {
      return "HEAD";
    }
  }

  /**
   * A branch.
   *
   * @param name short, without {@code refs/heads/}
   * @since 0.1.0
   */
  record Branch(String name) implements RevisionSelector {
    /** Refuses an empty name. */
    public Branch {
      requireName("branch", name);
    }

    @Override
    public Optional<Revision> findIn(RemoteRefs refs) {
      return Optional.ofNullable(refs.branches().get(name));
    }

    @Override
    public String describe() {
      return "branch '" + name + "'";
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A tag.
   *
   * @param name short, without {@code refs/tags/}
   * @since 0.1.0
   */
  record Tag(String name) implements RevisionSelector {
    /** Refuses an empty name. */
    public Tag {
      requireName("tag", name);
    }

    @Override
    public Optional<Revision> findIn(RemoteRefs refs) {
      return Optional.ofNullable(refs.tags().get(name));
    }

    @Override
    public String describe() {
      return "tag '" + name + "'";
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * One commit for ever.
   *
   * @param revision the commit
   * @since 0.1.0
   */
  record Commit(Revision revision) implements RevisionSelector {
    @Override
    public Optional<Revision> findIn(RemoteRefs refs) {
      return Optional.of(revision);
    }

    @Override
    public String describe() {
      return "commit '" + revision + "'";
    }

    @Override
    public boolean isMoving() {
      return false;
    }

    @Override
    public String toString() {
      return revision.sha();
    }
  }

  /**
   * One commit for ever, by the beginning of its hash.
   *
   * @param prefix 4 to 63 hexadecimal digits in lower case
   * @since 0.1.0
   */
  record AbbreviatedCommit(String prefix) implements RevisionSelector {
    private static final Pattern HASH_PREFIX = Pattern.compile("[0-9a-f]{4,63}");

    /** Checks the form. */
    public AbbreviatedCommit {
      if (!HASH_PREFIX.matcher(prefix).matches()) {
        throw new IllegalArgumentException(
            "a commit is named by 4 or more hexadecimal digits, was '" + prefix + "'");
      }
    }

    @Override
    public Optional<Revision> findIn(RemoteRefs refs) {
      return Optional.empty();
    }

    @Override
    public String describe() {
      return "commit '" + prefix + "'";
    }

    @Override
    public boolean isMoving() {
      return false;
    }

    @Override
    public String toString() {
      return prefix;
    }
  }

  /**
   * A range of versions over the tags.
   *
   * @param range as npm and Helm write it: {@code ^1.2}, {@code ~1.4}, {@code >=1.0 <2}, {@code
   *     1.x}, {@code *}, joined by blanks, commas or {@code ||}; tags may begin with {@code v}; a
   *     pre-release is only selected by a range that mentions one, such as {@code >=1.0.0-0}
   * @since 0.1.0
   */
  record SemverRange(String range) implements RevisionSelector {
    /** Refuses what is no range. */
    public SemverRange {
      requireName("semver range", range);
      VersionRange.parse(range);
    }

    @Override
    public Optional<Revision> findIn(RemoteRefs refs) {
      return VersionedTags.of(refs).highest(VersionRange.parse(range));
    }

    @Override
    public String describe() {
      return "tag with a version in '" + range + "'";
    }

    @Override
    public String toString() {
      return range;
    }
  }

  private static void requireName(String what, String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a " + what + " must not be empty");
    }
  }
}
