package io.gitops4j.core.manifest;

/**
 * What a {@link ManifestReader} is willing to read. Content comes from repositories that others
 * write: a few bytes of YAML can stand for gigabytes, so each dimension has a bound. Immutable;
 * {@code with…} returns a copy.
 *
 * <p>The defaults are far above what manifests need (the CRDs of a large operator: 5 MiB, 40
 * levels, 100,000 nodes).
 *
 * @since 0.1.0
 */
public final class ManifestLimits {
  private static final int HIGHEST_DEPTH = 1_000;
  private static final ManifestLimits DEFAULTS =
      new ManifestLimits(16 * 1024 * 1024, 200, 500_000, 10_000);

  private final int maxBytes;
  private final int maxDepth;
  private final int maxNodes;
  private final int maxDocuments;

  private ManifestLimits(int maxBytes, int maxDepth, int maxNodes, int maxDocuments) {
    this.maxBytes = atLeastOne("maxBytes", maxBytes);
    this.maxDepth = atLeastOne("maxDepth", maxDepth);
    this.maxNodes = atLeastOne("maxNodes", maxNodes);
    this.maxDocuments = atLeastOne("maxDocuments", maxDocuments);
    if (maxDepth > HIGHEST_DEPTH) {
      throw new IllegalArgumentException(
          "maxDepth must be at most %d, was %d".formatted(HIGHEST_DEPTH, maxDepth));
    }
  }

  private static int atLeastOne(String name, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("%s must be at least 1, was %d".formatted(name, limit));
    }
    return limit;
  }

  /** 16 MiB, 200 levels, 500,000 nodes a document, 10,000 documents. */
  public static ManifestLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with another {@link #maxBytes}. */
  public ManifestLimits withMaxBytes(int bytes) {
    return new ManifestLimits(bytes, maxDepth, maxNodes, maxDocuments);
  }

  /**
   * These limits with another {@link #maxDepth}.
   *
   * @throws IllegalArgumentException beyond 1,000: whatever walks a value recurses
   */
  public ManifestLimits withMaxDepth(int depth) {
    return new ManifestLimits(maxBytes, depth, maxNodes, maxDocuments);
  }

  /** These limits with another {@link #maxNodes}. */
  public ManifestLimits withMaxNodes(int nodes) {
    return new ManifestLimits(maxBytes, maxDepth, nodes, maxDocuments);
  }

  /** These limits with another {@link #maxDocuments}. */
  public ManifestLimits withMaxDocuments(int documents) {
    return new ManifestLimits(maxBytes, maxDepth, maxNodes, documents);
  }

  /**
   * Bytes of one stream, all its documents together; also characters of text in one document after
   * aliases are expanded.
   */
  public int maxBytes() {
    return maxBytes;
  }

  /**
   * Levels of maps and lists within each other, aliases expanded; an object without maps or lists
   * inside has one level.
   */
  public int maxDepth() {
    return maxDepth;
  }

  /** Maps, lists and scalars of one document, keys not counted, aliases expanded. */
  public int maxNodes() {
    return maxNodes;
  }

  /** Documents of one stream that are not empty; items of a List count as one each. */
  public int maxDocuments() {
    return maxDocuments;
  }
}
