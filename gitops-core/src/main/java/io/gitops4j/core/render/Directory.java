package io.gitops4j.core.render;

import io.gitops4j.core.application.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings for a folder of plain YAML and JSON files. Immutable, with equality by value; {@code
 * with…} returns a copy.
 *
 * <p>Patterns are matched against the path below the application's folder; {@code *} also matches
 * slashes, {@code {a,b}} is either. What is excluded stays out, whatever is included.
 *
 * @since 0.1.0
 */
public final class Directory implements Rendering {
  private static final Directory DEFAULTS = new Directory(false, List.of(), List.of());

  private final boolean recursive;
  private final List<Glob> included;
  private final List<Glob> excluded;

  private Directory(boolean recursive, List<Glob> included, List<Glob> excluded) {
    this.recursive = recursive;
    this.included = included;
    this.excluded = excluded;
  }

  /** Every {@code .yaml}, {@code .yml} and {@code .json} file directly in the folder. */
  public static Directory defaults() {
    return DEFAULTS;
  }

  /** Also the files in the folders below. */
  public Directory withRecursion() {
    return new Directory(true, included, excluded);
  }

  /**
   * Only files that match this or another included pattern.
   *
   * @throws IllegalArgumentException if it is no pattern
   */
  public Directory withIncluded(String pattern) {
    return new Directory(recursive, and(included, pattern), excluded);
  }

  /**
   * No files that match this pattern.
   *
   * @throws IllegalArgumentException if it is no pattern
   */
  public Directory withExcluded(String pattern) {
    return new Directory(recursive, included, and(excluded, pattern));
  }

  private static List<Glob> and(List<Glob> globs, String pattern) {
    List<Glob> longer = new ArrayList<>(globs);
    longer.add(Glob.of(pattern));
    return List.copyOf(longer);
  }

  /** Whether the folders below are rendered too. */
  public boolean recursive() {
    return recursive;
  }

  boolean takes(String relativePath) {
    return excluded.stream().noneMatch(glob -> glob.matches(relativePath))
        && (included.isEmpty() || included.stream().anyMatch(glob -> glob.matches(relativePath)));
  }

  private static List<String> texts(List<Glob> globs) {
    return globs.stream().map(Glob::text).toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Directory that
        && recursive == that.recursive
        && texts(included).equals(texts(that.included))
        && texts(excluded).equals(texts(that.excluded));
  }

  @Override
  public int hashCode() {
    return Objects.hash(recursive, texts(included), texts(excluded));
  }

  @Override
  public String toString() {
    return "Directory[recursive=%s, included=%s, excluded=%s]"
        .formatted(recursive, texts(included), texts(excluded));
  }
}
