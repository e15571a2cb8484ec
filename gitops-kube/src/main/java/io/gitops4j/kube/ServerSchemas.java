package io.gitops4j.kube;

import io.gitops4j.core.cluster.ApiResource;
import io.gitops4j.core.cluster.ClusterException;
import io.gitops4j.core.cluster.ClusterException.Reason;
import io.gitops4j.core.manifest.GroupVersionKind;
import io.gitops4j.core.merge.BuiltInSchemas;
import io.gitops4j.core.merge.Schema;
import io.gitops4j.kube.SchemaSource.Asking;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the cluster merges objects of each kind: as it says itself, else as Kubernetes is known to do
 * it. Kept until discovery finds something changed; a kind of which the cluster says nothing, and
 * one whose definition just changed, for a moment only. Thread-safe: readers wait for reads only.
 */
final class ServerSchemas {
  /** Servers publish what a definition says some time after they took it. */
  static final Duration UNSETTLED = Duration.ofMinutes(1);

  /** How long to go without asking where the answer may soon be another one. */
  static final Duration MOMENT = Duration.ofSeconds(2);

  private final Discovery discovery;
  private final OpenApiV3 current;
  private final OpenApiV2 old;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();
  private final Map<GroupVersionKind, Entry> entries = new ConcurrentHashMap<>();

  /** Groups whose definitions changed, and when. */
  private final Map<String, Long> changes = new ConcurrentHashMap<>();

  ServerSchemas(Discovery discovery, SchemaReader reader, LongSupplier nanoTime) {
    this.discovery = discovery;
    this.current = new OpenApiV3(reader);
    this.old = new OpenApiV2(reader);
    this.nanoTime = nanoTime;
  }

  /** Notes that a definition of this group was applied or deleted. */
  void expectChange(String group) {
    changes.put(group, nanoTime.getAsLong());
  }

  /** The schema of a kind; one that the cluster does not serve is not asked for. */
  Schema of(GroupVersionKind kind) {
    Catalogue catalogue = discovery.catalogue();
    Optional<ApiResource> resource = catalogue.info().resource(kind);
    if (resource.isEmpty()) {
      return known(kind, catalogue);
    }
    Entry entry = entries.get(kind);
    return entry != null && isFresh(entry, kind, catalogue)
        ? entry.schema()
        : read(resource.get(), catalogue);
  }

  private static Schema known(GroupVersionKind kind, Catalogue catalogue) {
    return BuiltInSchemas.of(kind, catalogue.info().profile()).orElseGet(Schema::deduced);
  }

  private Schema read(ApiResource resource, Catalogue catalogue) {
    GroupVersionKind kind = resource.kind();
    reading.lock();
    try {
      Entry before = entries.get(kind);
      if (before != null && isFresh(before, kind, catalogue)) {
        return before.schema();
      }
      Entry now = ask(resource, catalogue, before);
      entries.put(kind, now);
      return now.schema();
    } finally {
      reading.unlock();
    }
  }

  private Entry ask(ApiResource resource, Catalogue catalogue, @Nullable Entry before) {
    long now = nanoTime.getAsLong();
    GroupVersionKind kind = resource.kind();
    boolean again = before != null && before.catalogue() == catalogue;
    try {
      Optional<Schema> published = published(resource, new Asking(catalogue, again));
      return published
          .map(schema -> new Entry(schema, catalogue, true, now))
          .orElseGet(() -> new Entry(known(kind, catalogue), catalogue, false, now));
    } catch (ClusterException e) {
      if (before != null) {
        return new Entry(before.schema(), catalogue, false, now);
      }
      if (e.reason() == Reason.SERVER_ERROR) {
        // A server that can't describe itself may still be able to do everything else.
        return new Entry(known(kind, catalogue), catalogue, false, now);
      }
      throw e;
    }
  }

  private Optional<Schema> published(ApiResource resource, Asking asking) {
    return current.isServed(asking)
        ? current.schema(resource, new Asking(asking.catalogue(), false))
        : old.schema(resource, asking);
  }

  private boolean isFresh(Entry entry, GroupVersionKind kind, Catalogue catalogue) {
    if (entry.catalogue() != catalogue) {
      return false;
    }
    long now = nanoTime.getAsLong();
    Long change = changes.get(kind.group());
    boolean unsettled = change != null && now - change <= UNSETTLED.toNanos();
    if (entry.published() && !unsettled) {
      return change == null || entry.readAt() - change > UNSETTLED.toNanos();
    }
    boolean seenChange = change == null || entry.readAt() - change > 0;
    return seenChange && now - entry.readAt() <= MOMENT.toNanos();
  }

  /**
   * A schema, and where it is from.
   *
   * @param published whether the server itself said it
   */
  private record Entry(Schema schema, Catalogue catalogue, boolean published, long readAt) {}
}
