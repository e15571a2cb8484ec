package io.gitops4j.core.cluster;

import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.manifest.ResourceKey;
import io.gitops4j.core.merge.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A cluster as a destination. Thread-safe; calls block. Every call throws {@link ClusterException}
 * if the cluster gives no usable answer.
 *
 * @since 0.1.0
 */
public interface ClusterTarget {

  /**
   * Version and served kinds, as fresh as the implementation promises; a kind installed through
   * this target is seen at once.
   */
  ClusterInfo info();

  /**
   * How the cluster merges objects of a kind; {@link Schema#deduced()} where nothing is known of
   * it.
   */
  Schema schema(GroupVersionKind kind);

  /**
   * The objects of one kind, in no order; none if there are none.
   *
   * @throws ClusterException {@link ClusterException.Reason#UNKNOWN_KIND} if the cluster does not
   *     serve the kind
   */
  List<LiveResource> list(ResourceQuery query);

  /**
   * One object.
   *
   * @return empty if there is none, also if the cluster does not serve the kind
   */
  Optional<LiveResource> get(ResourceKey key);

  /**
   * One object as the cluster tells it in this version, which need not be the one it prefers.
   *
   * @return empty if there is none, also if the cluster does not serve the kind in this version
   */
  Optional<LiveResource> get(ResourceKey key, String version);

  /** Server-side apply, real or as a dry run. */
  ApplyOutcome apply(ApplyRequest request);

  /**
   * Says anew who owns which fields of an object, if it is the one, and in the state, that the
   * request names.
   */
  OwnershipOutcome rewriteOwnership(OwnershipRequest request);

  /** Deletes an object if it is the one, and in the state, that the request names. */
  DeleteOutcome delete(DeleteRequest request);

  /**
   * Tells of every change from now on, and first of every object that exists. Events of one object
   * come in order. The listener is called on a thread of the implementation, must return soon and
   * must not call back into the target.
   *
   * @return closes the watch; after it returned the listener is not called any more
   */
  Watch watch(ResourceQuery query, Consumer<ClusterEvent> listener);

  /**
   * A running watch.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  interface Watch extends AutoCloseable {
    /** Ends it; idempotent. */
    @Override
    void close();
  }
}
